package dev.cairn.testkit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to which a fault happened.
 *
 * @param at by the clock of the server
 * @param requestId that of {@code x-amz-request-id}
 * @param operation S3's name of the operation
 * @param bucket null where the request has none
 * @param key null where the request has none
 * @param partNumber null where the request has none
 */
public record FaultFiring(
        Instant at,
        String requestId,
        String operation,
        @Nullable String bucket,
        @Nullable String key,
        @Nullable Integer partNumber) {
    static FaultFiring of(JsonNode document) {
        JsonNode part = document.path("partNumber");
        return new FaultFiring(
                Instant.parse(document.path("at").asString()),
                document.path("requestId").asString(),
                document.path("operation").asString(),
                text(document.path("bucket")),
                text(document.path("key")),
                part.isNumber() ? part.asInt() : null);
    }

    private static @Nullable String text(JsonNode field) {
        return field.isString() ? field.asString() : null;
    }
}
