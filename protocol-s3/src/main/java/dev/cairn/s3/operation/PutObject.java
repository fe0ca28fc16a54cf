package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.model.ObjectVersion;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores an object in one piece. */
final class PutObject implements Operation {
    private final StoredObjects stored;

    PutObject(StoredObjects stored) {
        this.stored = stored;
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
        ObjectVersion version = stored.store(request);
        return S3Response.of(200, stored.headers(request, version).build());
    }
}
