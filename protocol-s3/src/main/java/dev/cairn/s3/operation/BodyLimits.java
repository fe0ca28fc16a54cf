package dev.cairn.s3.operation;

import dev.cairn.s3.payload.Payload;

/** Refuses bodies that are too large before a byte of them is read. */
final class BodyLimits {
    private BodyLimits() {}

    /**
     * Compares the announced length.
     *
     * @throws dev.cairn.s3.error.S3Exception EntityTooLarge
     */
    static void check(Payload payload, long bytesMax) {
        long length = payload.length().orElse(0);
        if (length > bytesMax) {
            throw Refusals.entityTooLarge(length, bytesMax);
        }
    }
}
