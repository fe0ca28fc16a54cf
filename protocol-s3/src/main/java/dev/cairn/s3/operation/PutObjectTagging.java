package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.Tagging;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a version other tags, all at once; neither its ETag nor its date change. */
final class PutObjectTagging implements Operation {
    private final ObjectTags tags;

    PutObjectTagging(ObjectStore objects) {
        this.tags = new ObjectTags(objects);
    }

    @Override
    public String name() {
        return "PutObjectTagging";
    }

    @Override
    public Route route() {
        return Route.object("PUT", "tagging").withOptions(Route.VERSION_ID);
    }

    @Override
    public String action() {
        return "s3:PutObjectTagging";
    }

    @Override
    public String versionAction() {
        return "s3:PutObjectVersionTagging";
    }

    /** Conditions may ask for the tags, which stand in the body. */
    @Override
    public List<String> rights(Headers headers, @Nullable String versionId) {
        return List.of();
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        byte[] body = request.payload().readAll(Tagging.BYTES_MAX);
        Map<String, String> sent = TagRules.OBJECT.check(Tagging.read(body).tags());
        String versionId = request.parameter(Route.VERSION_ID);
        String right = versionId == null ? action() : versionAction();
        request.access().requireWithTags(right, request.key(), versionId, sent);
        ObjectVersion version = tags.put(request, sent);
        return S3Response.of(200, ObjectTags.headers(version));
    }
}
