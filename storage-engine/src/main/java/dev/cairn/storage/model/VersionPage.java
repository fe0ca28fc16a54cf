package dev.cairn.storage.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of versions and delete markers, by key and then newest first.
 *
 * @param nextKey the last key or common prefix of this page where more follows, else null
 * @param nextVersionId stands for the last version of this page, null where the page ends with a
 *     common prefix; an id also for a null version, so that it marks its place when it is gone
 */
public record VersionPage(
        List<ListedVersion> versions,
        List<String> commonPrefixes,
        @Nullable String nextKey,
        @Nullable String nextVersionId) {
    public boolean truncated() {
        return nextKey != null;
    }
}
