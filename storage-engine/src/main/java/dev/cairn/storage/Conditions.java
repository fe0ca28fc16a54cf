package dev.cairn.storage;

import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * Whether the condition of a write or a delete holds for the current version.
 *
 * <p>Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes" and
 * "How to perform conditional deletes".
 */
final class Conditions {
    private Conditions() {}

    static void checkWrite(WriteCondition condition, ObjectKey key, @Nullable ObjectRow current) {
        if (condition.ifNoneMatchAny() && current != null) {
            throw failed("If-None-Match");
        }
        if (current == null && (condition.ifMatch() != null || condition.ifMatchAny())) {
            throw new StorageException(new Refusal.NoSuchKey(key));
        }
        checkTag(condition, current);
    }

    static void checkDelete(WriteCondition condition, @Nullable ObjectRow current) {
        if (current == null && (condition.ifMatch() != null || condition.ifMatchAny())) {
            throw failed("If-Match");
        }
        checkTag(condition, current);
    }

    private static void checkTag(WriteCondition condition, @Nullable ObjectRow current) {
        ETag tag = condition.ifMatch();
        if (tag != null && current != null && !tag.equals(current.etag())) {
            throw failed("If-Match");
        }
    }

    private static StorageException failed(String header) {
        return new StorageException(new Refusal.PreconditionFailed(header));
    }
}
