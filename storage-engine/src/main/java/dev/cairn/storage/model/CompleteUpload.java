package dev.cairn.storage.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What CompleteMultipartUpload asks for.
 *
 * @param objectSizeBytes {@code x-amz-mp-object-size}, which must equal the sum of the parts
 * @param checksum base64 of the whole object's checksum, of the upload's algorithm
 */
public record CompleteUpload(
        PartChoice parts,
        WriteCondition condition,
        @Nullable Long objectSizeBytes,
        @Nullable String checksum) {
    /** Of the parts that a list names; see {@link PartChoice.Named}. */
    public CompleteUpload(
            List<NamedPart> parts,
            WriteCondition condition,
            @Nullable Long objectSizeBytes,
            @Nullable String checksum,
            byte[] digest) {
        this(new PartChoice.Named(parts, digest), condition, objectSizeBytes, checksum);
    }
}
