package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.ObjectVersion;
import java.util.Map;

/** Takes all tags of a version away. */
final class DeleteObjectTagging implements Operation {
    private final ObjectTags tags;

    DeleteObjectTagging(ObjectStore objects) {
        this.tags = new ObjectTags(objects);
    }

    @Override
    public String name() {
        return "DeleteObjectTagging";
    }

    @Override
    public Route route() {
        return Route.object("DELETE", "tagging").withOptions(Route.VERSION_ID);
    }

    @Override
    public String action() {
        return "s3:DeleteObjectTagging";
    }

    @Override
    public String versionAction() {
        return "s3:DeleteObjectVersionTagging";
    }

    @Override
    public S3Response handle(S3Request request) {
        ObjectVersion version = tags.put(request, Map.of());
        return S3Response.of(204, ObjectTags.headers(version));
    }
}
