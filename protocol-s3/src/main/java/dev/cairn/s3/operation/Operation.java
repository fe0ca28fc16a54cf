package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of S3, called as S3 calls it. Called by many threads at once; may block.
 *
 * <p>When {@link #handle} is called, the signature has been verified, the bucket exists, the caller
 * has the {@link #rights}, and no byte of the body has been read.
 */
public interface Operation {
    /** S3's name, also in logs and metrics. */
    String name();

    /** What requests are this operation. */
    Route route();

    /** The right that a caller needs, as policies spell it. */
    String action();

    /** The right that a caller needs where the request names a version. */
    default String versionAction() {
        return action();
    }

    /**
     * The rights on what is addressed without which the operation does not begin; none where it asks
     * for them itself as it goes.
     *
     * @param versionId that the request names; null where it names none
     */
    default List<String> rights(Headers headers, @Nullable String versionId) {
        return List.of(versionId == null ? action() : versionAction());
    }

    /** Whether the addressed bucket must exist beforehand. */
    default boolean needsBucket() {
        return route().target() == Route.Target.BUCKET || route().target() == Route.Target.OBJECT;
    }

    /** Whether this server does what the operation is for. */
    default boolean implemented() {
        return true;
    }

    /**
     * Does it.
     *
     * @throws dev.cairn.s3.error.S3Exception a refusal of the protocol
     * @throws dev.cairn.storage.model.StorageException a refusal of the store
     * @throws IOException a fault of the disk, or the client is gone
     */
    S3Response handle(S3Request request) throws IOException;
}
