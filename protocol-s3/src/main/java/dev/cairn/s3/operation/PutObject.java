package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores an object in one piece. */
final class PutObject implements Operation {
    private final ObjectStore objects;
    private final LifecycleHeaders rules;

    PutObject(ObjectStore objects, LifecycleHeaders rules) {
        this.objects = objects;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "PutObject";
    }

    @Override
    public Route route() {
        return Route.object("PUT");
    }

    @Override
    public String action() {
        return "s3:PutObject";
    }

    @Override
    public List<String> rights(Headers headers, @Nullable String versionId) {
        return WriteRights.of(action(), headers);
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        BucketName bucket = request.bucket().name();
        ObjectKey key = request.key();
        NewObject object = NewObjects.of(request);
        WriteCondition condition = WriteConditions.ofWrite(request.headers());
        BodyLimits.check(request.payload(), Part.BYTES_MAX);
        // The first read of the body answers Expect, so what can be refused is refused here.
        objects.checkCondition(bucket, key, condition);
        ObjectVersion version = objects.put(bucket, key, object, condition, request.payload());
        Headers.Builder headers = Headers.builder().add("etag", version.etag().quoted());
        ChecksumHeaders.write(version.checksum(), headers);
        VersionIds.writeUnlessNull(VersionIds.HEADER, version.versionId(), headers);
        headers.addAll(rules.ofObject(request.bucket(), version));
        return S3Response.of(200, headers.build());
    }
}
