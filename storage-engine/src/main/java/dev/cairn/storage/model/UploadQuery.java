package dev.cairn.storage.model;

import org.jspecify.annotations.Nullable;

/**
 * What a page of ListMultipartUploads shall hold; as {@link ListQuery}.
 *
 * @param afterUploadId with {@code afterKey}: uploads of that very key follow behind this id; null
 *     skips all uploads of the key
 */
public record UploadQuery(
        String prefix,
        @Nullable String delimiter,
        @Nullable String afterKey,
        @Nullable String afterUploadId,
        int limit) {}
