package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.WriteCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an object away, by a delete marker in buckets that ever had versioning, or a version of it
 * for good; a success also where there is none.
 */
final class DeleteObject implements Operation {
    private final ObjectStore objects;

    DeleteObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "DeleteObject";
    }

    @Override
    public Route route() {
        return Route.object("DELETE").withOptions(Route.VERSION_ID);
    }

    @Override
    public String action() {
        return "s3:DeleteObject";
    }

    @Override
    public String versionAction() {
        return "s3:DeleteObjectVersion";
    }

    @Override
    public List<String> rights(Headers headers, @Nullable String versionId) {
        return WriteRights.of(versionId == null ? action() : versionAction(), headers);
    }

    @Override
    public S3Response handle(S3Request request) {
        WriteCondition condition = WriteConditions.ofDelete(request.headers());
        refuseBypass(request.headers());
        DeletedVersion deleted =
                objects.delete(
                        request.bucket().name(), request.key(), VersionIds.of(request), condition);
        Headers.Builder headers = Headers.builder();
        VersionIds.write(VersionIds.HEADER, deleted.versionId(), headers);
        if (deleted.deleteMarker()) {
            headers.add(VersionIds.DELETE_MARKER, "true");
        }
        return S3Response.of(204, headers.build());
    }

    /** What there is to bypass comes with Object Lock, which no bucket has. */
    static void refuseBypass(Headers headers) {
        String name = "x-amz-bypass-governance-retention";
        String value = headers.first(name);
        if (value != null && value.equalsIgnoreCase("true")) {
            throw S3Exception.invalidArgument(
                    name + " is only applicable to Object Lock enabled buckets.", name, value);
        }
    }
}
