package dev.cairn.storage.blob;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * For whom a blob is written: stands in its footer, so that bytes can be attributed without the
 * catalog.
 *
 * @param space id of the bucket
 * @param body id of the upload; empty for a single put
 */
public record BlobOwner(long space, String key, String body) {
    byte[] encode() {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] bodyBytes = body.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer
                .allocate(Long.BYTES + 2 * Short.BYTES + keyBytes.length + bodyBytes.length)
                .putLong(space)
                .putShort((short) keyBytes.length)
                .put(keyBytes)
                .putShort((short) bodyBytes.length)
                .put(bodyBytes)
                .array();
    }
}
