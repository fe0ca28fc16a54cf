package dev.cairn.storage.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of open uploads, by key and then by initiation.
 *
 * @param nextKey the last key or common prefix of this page where more follows, else null
 * @param nextUploadId the last upload id, null where the page ends with a common prefix
 */
public record UploadPage(
        List<Upload> uploads,
        List<String> commonPrefixes,
        @Nullable String nextKey,
        @Nullable String nextUploadId) {
    public boolean truncated() {
        return nextKey != null;
    }
}
