package dev.cairn.storage.model;

import org.jspecify.annotations.Nullable;

/**
 * The condition of a write or delete, decided in the commit.
 *
 * <p>Source: Amazon S3 User Guide, "Add preconditions to S3 operations with conditional requests".
 *
 * @param ifMatch the current object must have this ETag
 * @param ifMatchAny {@code If-Match: *}: there must be a current object
 * @param ifNoneMatchAny {@code If-None-Match: *}: there must be none
 */
public record WriteCondition(@Nullable ETag ifMatch, boolean ifMatchAny, boolean ifNoneMatchAny) {
    public static final WriteCondition NONE = new WriteCondition(null, false, false);
    public static final WriteCondition ABSENT = new WriteCondition(null, false, true);
    public static final WriteCondition PRESENT = new WriteCondition(null, true, false);

    public static WriteCondition matching(ETag etag) {
        return new WriteCondition(etag, false, false);
    }

    public boolean isNone() {
        return ifMatch == null && !ifMatchAny && !ifNoneMatchAny;
    }
}
