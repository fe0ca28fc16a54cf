package dev.cairn.storage.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of buckets by name.
 *
 * @param next the last name of this page where more follows, else null
 */
public record BucketPage(List<Bucket> buckets, @Nullable String next) {}
