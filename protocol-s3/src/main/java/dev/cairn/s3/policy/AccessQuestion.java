package dev.cairn.s3.policy;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a request wants to do.
 *
 * @param account canonical id of who asks; null for an anonymous request
 * @param action as policies spell it, {@code s3:GetObject}
 * @param resource ARN of the bucket or the object
 */
public record AccessQuestion(
        @Nullable String account, String action, String resource, RequestContext context) {}
