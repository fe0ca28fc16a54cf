package dev.cairn.storage.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing in UTF-8 order.
 *
 * @param next the last key or common prefix of this page where more follows, else null: the {@code
 *     after} of the next page
 */
public record ObjectPage(
        List<ListedObject> objects, List<String> commonPrefixes, @Nullable String next) {
    public boolean truncated() {
        return next != null;
    }
}
