package dev.cairn.server.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration would do if it were the bucket's.
 *
 * @param savedPerMonth null until there are price plans
 */
record LifecycleTrialDocument(
        @JsonUnwrapped LifecycleRunDocument run, @Nullable Object savedPerMonth) {}
