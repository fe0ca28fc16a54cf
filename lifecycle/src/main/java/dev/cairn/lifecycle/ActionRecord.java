package dev.cairn.lifecycle;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action of a rule and what became of it.
 *
 * @param versionId null for uploads, and where the bucket never had versioning
 * @param uploadId null for versions
 * @param dueAt the instant at which it counts: when it was due, but not before its rule was in force
 * @param bytes of the upload or the version that it is about
 */
public record ActionRecord(
        LifecycleAction action,
        BucketName bucket,
        ObjectKey key,
        @Nullable String versionId,
        @Nullable String uploadId,
        String ruleId,
        Instant dueAt,
        long bytes,
        ActionResult result) {}
