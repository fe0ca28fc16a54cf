package dev.cairn.storage.model;

import org.jspecify.annotations.Nullable;

/**
 * What a page of a listing shall hold.
 *
 * @param prefix keys must begin with it; may be empty
 * @param delimiter keys that contain it behind the prefix roll up into a common prefix; null or
 *     never empty
 * @param after exclusive start: a key, or a common prefix, which skips all keys below it
 * @param limit 0 to 1,000 keys and common prefixes together
 */
public record ListQuery(
        String prefix, @Nullable String delimiter, @Nullable String after, int limit) {}
