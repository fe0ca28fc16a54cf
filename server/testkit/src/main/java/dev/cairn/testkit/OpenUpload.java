package dev.cairn.testkit;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A multipart upload that is neither completed nor aborted.
 *
 * @param initiated when it was begun, by the clock of the server
 * @param lastPartAt when its last part landed; null without parts
 * @param accessKey with which it was begun; empty for an anonymous request
 * @param address from which it was begun
 * @param userAgent that began it, at most 256 characters; empty where the client sent none
 * @param partCount how many parts have landed
 * @param bytes the size of these parts together
 * @param abortDate when a lifecycle rule ends it; null where none does
 */
public record OpenUpload(
        String bucket,
        String key,
        String uploadId,
        Instant initiated,
        @Nullable Instant lastPartAt,
        String accessKey,
        String address,
        String userAgent,
        int partCount,
        long bytes,
        @Nullable Instant abortDate) {
    static OpenUpload of(JsonNode document) {
        JsonNode initiator = document.path("initiator");
        return new OpenUpload(
                document.path("bucket").asString(),
                document.path("key").asString(),
                document.path("uploadId").asString(),
                Instant.parse(document.path("initiated").asString()),
                nullable(document.path("lastPartAt")),
                initiator.path("accessKey").asString(""),
                initiator.path("address").asString(""),
                initiator.path("userAgent").asString(""),
                document.path("partCount").asInt(),
                document.path("bytes").asLong(),
                nullable(document.path("abortDate")));
    }

    /** One line for the message of a failed test. */
    String line() {
        return String.format(
                Locale.ROOT,
                "s3://%s/%s: %d bytes in %d %s, begun %s by \"%s\" (upload id %s)",
                bucket,
                key,
                bytes,
                partCount,
                partCount == 1 ? "part" : "parts",
                initiated,
                userAgent,
                uploadId);
    }

    private static @Nullable Instant nullable(JsonNode field) {
        return field.isString() ? Instant.parse(field.asString()) : null;
    }
}
