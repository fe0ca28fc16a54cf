package dev.cairn.storage.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What CompleteMultipartUpload asks for.
 *
 * @param parts ascending by number, at least one; the protocol has refused anything else
 * @param objectSizeBytes {@code x-amz-mp-object-size}, which must equal the sum of the parts
 * @param checksum base64 of the whole object's checksum, of the upload's algorithm
 * @param digest 16 bytes over the request, by which a repeat of it is known
 */
public record CompleteUpload(
        List<NamedPart> parts,
        WriteCondition condition,
        @Nullable Long objectSizeBytes,
        @Nullable String checksum,
        byte[] digest) {
    public CompleteUpload {
        parts = List.copyOf(parts);
    }
}
