package dev.cairn.testkit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a lifecycle rule did to one upload, object or version.
 *
 * @param action S3's element: {@code AbortIncompleteMultipartUpload}, {@code Expiration}, {@code
 *     NoncurrentVersionExpiration} and so on
 * @param versionId null where no version is meant
 * @param uploadId null where no upload is meant
 * @param dueAt since when it was due
 * @param bytes what it frees
 * @param result {@code done}, {@code dry-run}, {@code left-alone} (it had changed meanwhile) or
 *     {@code failed}
 */
public record LifecycleAction(
        String action,
        String bucket,
        String key,
        @Nullable String versionId,
        @Nullable String uploadId,
        String ruleId,
        Instant dueAt,
        long bytes,
        String result) {
    static LifecycleAction of(JsonNode document) {
        return new LifecycleAction(
                document.path("action").asString(),
                document.path("bucket").asString(),
                document.path("key").asString(),
                nullable(document.path("versionId")),
                nullable(document.path("uploadId")),
                document.path("ruleId").asString(),
                Instant.parse(document.path("dueAt").asString()),
                document.path("bytes").asLong(),
                document.path("result").asString());
    }

    private static @Nullable String nullable(JsonNode field) {
        return field.isNull() || field.isMissingNode() ? null : field.asString();
    }
}
