package dev.cairn.s3.fault;

import dev.cairn.s3.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What faults are matched with: a request as its head says it, none of it proven.
 *
 * @param key null also of a form, whose key stands in its body
 * @param accessKey that the request claims; null where it is anonymous or a form
 */
record FaultedRequest(
        String id,
        String operation,
        @Nullable String bucket,
        @Nullable String key,
        @Nullable Integer partNumber,
        @Nullable String accessKey,
        Headers headers) {}
