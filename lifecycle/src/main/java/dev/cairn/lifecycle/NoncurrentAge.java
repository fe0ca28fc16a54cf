package dev.cairn.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Which noncurrent versions an action is about.
 *
 * @param days since the version became noncurrent
 * @param newerVersions so many newer noncurrent versions are left alone, 1 or more (S3 documents at
 *     most 100 and takes any number); null where the rule does not say
 */
public record NoncurrentAge(int days, @Nullable Integer newerVersions) {
    private static final String NEWER = "NewerNoncurrentVersions";

    public NoncurrentAge {
        if (newerVersions != null && newerVersions <= 0) {
            throw InvalidLifecycleException.argument(
                    "'" + NEWER + "' must be a positive integer", NEWER, newerVersions);
        }
    }
}
