package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import java.io.IOException;

/** What GetObject would answer, without the bytes. */
final class HeadObject implements Operation {
    private final ObjectStore objects;
    private final LifecycleHeaders rules;

    HeadObject(ObjectStore objects, LifecycleHeaders rules) {
        this.objects = objects;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "HeadObject";
    }

    @Override
    public Route route() {
        return Route.object("HEAD").withOptions(Route.VERSION_ID, Route.PART_NUMBER);
    }

    @Override
    public String action() {
        return "s3:GetObject";
    }

    @Override
    public String versionAction() {
        return "s3:GetObjectVersion";
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        ObjectAnswer answer = answer(request);
        return S3Response.head(answer.status(), answer.headers(), answer.length());
    }

    /** Only a part must be looked for in an open object; all else stands in its row. */
    private ObjectAnswer answer(S3Request request) throws IOException {
        BucketName bucket = request.bucket().name();
        ObjectKey key = request.key();
        String versionId = VersionIds.of(request);
        if (request.parameter(Route.PART_NUMBER) == null) {
            ObjectVersion version = objects.head(bucket, key, versionId);
            return ObjectAnswer.of(request, version, number -> null)
                    .with(rules.ofRead(request, version));
        }
        try (ObjectReader reader = objects.open(bucket, key, versionId)) {
            return ObjectAnswer.of(request, reader.version(), reader::part)
                    .with(rules.ofRead(request, reader.version()));
        }
    }
}
