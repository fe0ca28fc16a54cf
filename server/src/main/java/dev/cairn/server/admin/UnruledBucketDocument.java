package dev.cairn.server.admin;

import org.jspecify.annotations.Nullable;

/**
 * A bucket in which nothing ends unfinished uploads.
 *
 * @param openBytes of the parts of all uploads that are open
 * @param abortRule null; with {@code partly} the rule that is for some keys only
 * @param ruleCount of all its rules, disabled ones and those that do something else included
 */
record UnruledBucketDocument(
        String bucket,
        String owner,
        long uploadCount,
        long openBytes,
        @Nullable AbortRuleDocument abortRule,
        int ruleCount) {}
