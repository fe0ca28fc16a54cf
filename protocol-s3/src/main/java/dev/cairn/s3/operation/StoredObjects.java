package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;

/** How a body becomes an object, and what the answer says of it: for PutObject and PostObject. */
final class StoredObjects {
    private final ObjectStore objects;
    private final LifecycleHeaders rules;

    StoredObjects(ObjectStore objects, LifecycleHeaders rules) {
        this.objects = objects;
        this.rules = rules;
    }

    /** Stores what the request brings, as its headers say. */
    ObjectVersion store(S3Request request) throws IOException {
        BucketName bucket = request.bucket().name();
        ObjectKey key = request.key();
        NewObject object = NewObjects.of(request);
        WriteCondition condition = WriteConditions.ofWrite(request.headers());
        BodyLimits.check(request.payload(), Part.BYTES_MAX);
        // The first read of the body answers Expect, so what can be refused is refused here.
        objects.checkCondition(bucket, key, condition);
        return objects.put(bucket, key, object, condition, request.payload());
    }

    /** The tag, the checksum, the version, and when it will expire. */
    Headers.Builder headers(S3Request request, ObjectVersion version) {
        Headers.Builder headers = Headers.builder().add("etag", version.etag().quoted());
        ChecksumHeaders.write(version.checksum(), headers);
        VersionIds.writeUnlessNull(VersionIds.HEADER, version.versionId(), headers);
        return headers.addAll(rules.ofObject(request.bucket(), version));
    }
}
