package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.Tagging;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.ObjectVersion;

/** The tags of a version; none is an empty set. */
final class GetObjectTagging implements Operation {
    private final ObjectTags tags;

    GetObjectTagging(ObjectStore objects) {
        this.tags = new ObjectTags(objects);
    }

    @Override
    public String name() {
        return "GetObjectTagging";
    }

    @Override
    public Route route() {
        return Route.object("GET", "tagging").withOptions(Route.VERSION_ID);
    }

    @Override
    public String action() {
        return "s3:GetObjectTagging";
    }

    @Override
    public String versionAction() {
        return "s3:GetObjectVersionTagging";
    }

    @Override
    public S3Response handle(S3Request request) {
        ObjectVersion version = tags.get(request);
        return XmlResponse.ok(
                Tagging.of(version.object().tags()), ObjectTags.headers(version));
    }
}
