package dev.cairn.s3.fault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault that happened to a request.
 *
 * @param at by the clock of the store
 * @param requestId as the answer, the error document and the log have it
 */
public record Firing(
        Instant at,
        String requestId,
        String operation,
        @Nullable String bucket,
        @Nullable String key,
        @Nullable Integer partNumber) {}
