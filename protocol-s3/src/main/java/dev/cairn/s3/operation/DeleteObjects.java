package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.error.StorageErrors;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.Delete;
import dev.cairn.s3.xml.Delete.ObjectIdentifier;
import dev.cairn.s3.xml.DeleteResult;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes up to 1,000 objects away, each for itself: what fails stands in the answer. */
final class DeleteObjects implements Operation {
    /** Deletes that are made durable together; far fewer than the store lets wait. */
    private static final int TOGETHER_MAX = 250;

    private final ObjectStore objects;

    DeleteObjects(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "DeleteObjects";
    }

    @Override
    public Route route() {
        return Route.bucket("POST", "delete");
    }

    @Override
    public String action() {
        return "s3:DeleteObject";
    }

    /** Each object has its own, and its own refusal. */
    @Override
    public List<String> rights(Headers headers, @Nullable String versionId) {
        return List.of();
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        DeleteObject.refuseBypass(request.headers());
        Delete delete = Delete.read(CheckedBody.read(request, Delete.BYTES_MAX));
        List<DeleteResult.Item> items = new ArrayList<>();
        List<ObjectIdentifier> all = delete.objects();
        for (int from = 0; from < all.size(); from += TOGETHER_MAX) {
            int to = Math.min(from + TOGETHER_MAX, all.size());
            List<Supplier<DeleteResult.Item>> begun = new ArrayList<>();
            all.subList(from, to).forEach(object -> begun.add(begin(request.access(), object)));
            begun.forEach(end -> items.add(end.get()));
        }
        if (delete.quiet()) {
            items.removeIf(DeleteResult.Deleted.class::isInstance);
        }
        return XmlResponse.ok(new DeleteResult(items));
    }

    /** Begins a delete; what is returned waits for its end. */
    private Supplier<DeleteResult.Item> begin(Access access, ObjectIdentifier object) {
        try {
            if (object.directoryCondition() != null) {
                throw Refusals.elementNotImplemented(object.directoryCondition());
            }
            ObjectKey key = key(object.key());
            String versionId = VersionIds.checked(object.versionId());
            requireRights(access, key, versionId, object);
            Supplier<DeletedVersion> deleted =
                    objects.beginDelete(
                            access.bucket().name(),
                            key,
                            versionId,
                            WriteConditions.ifMatch(object.etag()));
            return () -> end(object, deleted);
        } catch (S3Exception refusal) {
            return () -> error(object, refusal);
        } catch (StorageException refusal) {
            return () -> error(object, refusal);
        }
    }

    private static void requireRights(
            Access access, ObjectKey key, @Nullable String versionId, ObjectIdentifier object) {
        access.require(
                versionId == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion", key, versionId);
        if (object.etag() != null) {
            access.require("s3:GetObject", key, versionId);
        }
    }

    private static DeleteResult.Item end(
            ObjectIdentifier object, Supplier<DeletedVersion> deleting) {
        try {
            DeletedVersion deleted = deleting.get();
            return new DeleteResult.Deleted(
                    object.key(),
                    object.versionId(),
                    deleted.deleteMarker() ? deleted.versionId() : null);
        } catch (StorageException refusal) {
            return error(object, refusal);
        }
    }

    private static DeleteResult.Failed error(
            ObjectIdentifier object, StorageException refusal) {
        // In a list S3 calls a version that cannot be one that there is not.
        return error(
                object,
                refusal.refusal() instanceof Refusal.InvalidVersionId
                        ? new S3Exception(S3ErrorCode.NO_SUCH_VERSION)
                        : StorageErrors.of(refusal));
    }

    private static DeleteResult.Failed error(ObjectIdentifier object, S3Exception refusal) {
        return new DeleteResult.Failed(
                object.key(), object.versionId(), refusal.code().code(), refusal.message());
    }

    private static ObjectKey key(String key) {
        if (key.isEmpty()) {
            throw new S3Exception(S3ErrorCode.USER_KEY_MUST_BE_SPECIFIED);
        }
        try {
            return new ObjectKey(key);
        } catch (IllegalArgumentException tooLong) {
            throw new S3Exception(S3ErrorCode.KEY_TOO_LONG_ERROR);
        }
    }
}
