package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import java.io.IOException;

/**
 * One operation of S3, called as S3 calls it. Called by many threads at once; may block.
 *
 * <p>When {@link #handle} is called, the signature has been verified, the bucket exists and belongs
 * to the caller, and no byte of the body has been read.
 */
public interface Operation {
    /** S3's name, also in logs and metrics. */
    String name();

    /** What requests are this operation. */
    Route route();

    /** The right that a caller needs, as policies spell it. */
    String action();

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
