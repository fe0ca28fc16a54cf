package dev.cairn.server.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cairn.storage.model.Part;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open upload with a page of its parts.
 *
 * @param nextToken the parameter {@code token} of the next page of parts; null on the last
 */
record UploadDetailDocument(
        @JsonUnwrapped UploadDocument upload,
        List<PartDocument> parts,
        @Nullable String nextToken) {
    /**
     * A part that landed.
     *
     * @param etag without quotes
     */
    record PartDocument(int partNumber, long bytes, String etag, Instant lastModified) {
        static PartDocument of(Part part) {
            return new PartDocument(
                    part.number(), part.sizeBytes(), part.etag().value(), part.lastModified());
        }
    }
}
