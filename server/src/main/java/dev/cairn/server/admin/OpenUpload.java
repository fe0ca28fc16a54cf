package dev.cairn.server.admin;

import dev.cairn.billing.BillingException;
import dev.cairn.billing.UploadCost;
import dev.cairn.lifecycle.AbortRules;
import dev.cairn.lifecycle.DueAction;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadUsage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An upload that was open a moment ago, and what ends it. What it holds costs a walk over its parts,
 * once.
 */
final class OpenUpload {
    private final ServedStore store;
    private final BucketName bucket;
    private final Upload upload;
    private final AbortRules rules;
    private @Nullable UploadUsage usage;

    OpenUpload(ServedStore store, BucketName bucket, Upload upload, AbortRules rules) {
        this.store = store;
        this.bucket = bucket;
        this.upload = upload;
        this.rules = rules;
    }

    BucketName bucket() {
        return bucket;
    }

    Upload upload() {
        return upload;
    }

    /** What it holds; empty where it has ended since. */
    Optional<UploadUsage> usage() {
        if (usage == null) {
            try {
                usage =
                        store.storage()
                                .uploads()
                                .usage(bucket, upload.key(), upload.uploadId());
            } catch (StorageException refused) {
                if (!isGone(refused)) {
                    throw refused;
                }
            }
        }
        return Optional.ofNullable(usage);
    }

    /** When it is aborted and by which rule; empty where none says so, or where it has ended. */
    Optional<DueAction> due() {
        return rules.asksForParts()
                ? usage().flatMap(held -> due(held.lastPartAt()))
                : due(null);
    }

    /**
     * Up to when it will be billed: a rule that came when the upload was overdue by it counts since
     * it came.
     */
    Optional<Instant> ends() {
        return due().map(rules::booked);
    }

    /**
     * What it costs; empty where it has ended, and where the plan of its bucket is gone.
     *
     * @param now up to when
     */
    Optional<UploadCost> cost(Instant now) {
        try {
            return Optional.of(
                    store.billing()
                            .uploads()
                            .of(
                                    store.billing().plans().of(bucket),
                                    bucket,
                                    upload,
                                    now,
                                    ends().orElse(null)));
        } catch (BillingException planIsGone) {
            return Optional.empty();
        } catch (StorageException refused) {
            if (!isGone(refused)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private Optional<DueAction> due(@Nullable Instant lastPartAt) {
        return rules.due(
                upload.key().value(), upload.initiated(), lastPartAt, store.scale());
    }

    /** Whether a refusal says that an upload has ended, by itself or with its bucket. */
    static boolean isGone(StorageException refused) {
        return refused.refusal() instanceof Refusal.NoSuchUpload
                || refused.refusal() instanceof Refusal.NoSuchBucket;
    }
}
