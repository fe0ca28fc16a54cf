package dev.cairn.storage.model;

import org.jspecify.annotations.Nullable;

/**
 * What a page of ListObjectVersions shall hold; as {@link ListQuery}.
 *
 * @param afterVersionId with {@code afterKey}: older versions of that very key follow; null skips
 *     all versions of the key
 */
public record VersionQuery(
        String prefix,
        @Nullable String delimiter,
        @Nullable String afterKey,
        @Nullable String afterVersionId,
        int limit) {}
