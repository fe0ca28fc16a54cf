package dev.cairn.s3.operation;

import dev.cairn.s3.xml.CompleteMultipartUpload.CompletedPart;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what a repeat of CompleteMultipartUpload is known: the first 16 bytes of a SHA-256 over what
 * the request means, not over how it is written. One line for each part (number, ETag, checksums by
 * algorithm), then one for the whole object's size and checksum; conditions are left out, since a
 * repeat meets the object that it made itself.
 */
final class CompleteDigest {
    private static final int BYTES = 16;

    private CompleteDigest() {}

    static byte[] of(
            List<CompletedPart> list, @Nullable Long objectSizeBytes, @Nullable Checksum whole) {
        MessageDigest sha256 = Hashes.sha256();
        StringBuilder line = new StringBuilder();
        for (CompletedPart part : list) {
            line.setLength(0);
            line.append(part.number()).append(' ').append(part.etag());
            for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
                String value = part.checksums().get(algorithm);
                if (value != null) {
                    line.append(' ').append(algorithm).append('=').append(value);
                }
            }
            update(sha256, line);
        }
        line.setLength(0);
        line.append("size=").append(objectSizeBytes);
        if (whole != null) {
            line.append(' ').append(whole.algorithm()).append('=').append(whole.value());
        }
        update(sha256, line);
        return Arrays.copyOf(sha256.digest(), BYTES);
    }

    private static void update(MessageDigest digest, StringBuilder line) {
        digest.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }
}
