package dev.cairn.lifecycle;

import dev.cairn.storage.Storage;
import dev.cairn.storage.UploadCheck;
import dev.cairn.storage.model.AbortedUpload;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.UploadUsage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of the open uploads of a bucket: those that are due are aborted by the call that serves
 * AbortMultipartUpload. One that was completed in the meantime, or got the part that it was given up
 * for, is left alone.
 */
final class UploadUnit {
    private static final int PAGE = 1000;

    private final Storage storage;
    private final LifecycleStore configurations;
    private final DayScale scale;
    private final Pass pass;

    UploadUnit(Storage storage, LifecycleStore configurations, DayScale scale, Pass pass) {
        this.storage = storage;
        this.configurations = configurations;
        this.scale = scale;
        this.pass = pass;
    }

    /**
     * Goes through a page.
     *
     * @return where the next page begins; null behind the last
     */
    @Nullable
    PassPlace run(Bucket bucket, PassPlace from) {
        AbortRules rules = pass.abortRules(bucket, configurations);
        if (!rules.aborts()) {
            return null;
        }
        UploadPage page =
                storage.uploads()
                        .list(
                                bucket.name(),
                                new UploadQuery(
                                        rules.prefix(),
                                        null,
                                        from.key(),
                                        from.uploadId(),
                                        PAGE));
        pass.scannedUploads(page.uploads().size());
        for (Upload upload : page.uploads()) {
            Optional<DueAction> due = due(bucket, upload, rules);
            if (due.isPresent()) {
                if (!pass.dryRun()
                        && !pass.abortRules(bucket, configurations).isSameAs(rules)) {
                    // Other rules hold by now: what is aborted already is gone, the rest is new.
                    return from;
                }
                abort(bucket, upload, rules, due.get());
            }
        }
        return page.truncated()
                ? new PassPlace(
                        bucket.name(),
                        PassPlace.Phase.UPLOADS,
                        page.nextKey(),
                        page.nextUploadId())
                : null;
    }

    /** Why an upload is to be aborted now. Its parts are looked at only where they can decide. */
    private Optional<DueAction> due(Bucket bucket, Upload upload, AbortRules rules) {
        Optional<DueAction> earliest = due(upload, null, rules);
        if (earliest.isEmpty() || !rules.asksForParts()) {
            return earliest;
        }
        return usage(bucket, upload).flatMap(usage -> due(upload, usage.lastPartAt(), rules));
    }

    private Optional<DueAction> due(
            Upload upload, @Nullable Instant lastPartAt, AbortRules rules) {
        return rules.due(upload.key().value(), upload.initiated(), lastPartAt, scale)
                .filter(pass::isDue);
    }

    private void abort(Bucket bucket, Upload upload, AbortRules rules, DueAction due) {
        UploadCheck still =
                lastPartAt -> due(upload, lastPartAt, rules).filter(due::equals).isPresent();
        long[] bytes = {0};
        ActionResult result =
                pass.act(
                        () -> {
                            Optional<AbortedUpload> aborted =
                                    storage.rules()
                                            .abort(
                                                    bucket,
                                                    upload.key(),
                                                    upload.uploadId(),
                                                    still,
                                                    rules.booked(due));
                            aborted.ifPresent(done -> bytes[0] = done.bytes());
                            return aborted.isPresent()
                                    ? ActionResult.DONE
                                    : ActionResult.LEFT_ALONE;
                        });
        pass.removed(bytes[0]);
        if (result == ActionResult.DRY_RUN) {
            bytes[0] = usage(bucket, upload).map(UploadUsage::bytes).orElse(0L);
        }
        pass.record(
                new ActionRecord(
                        due.action(),
                        bucket.name(),
                        upload.key(),
                        null,
                        upload.uploadId(),
                        due.ruleId(),
                        rules.booked(due),
                        bytes[0],
                        result));
    }

    /** What it holds; empty where it has ended. */
    private Optional<UploadUsage> usage(Bucket bucket, Upload upload) {
        try {
            return Optional.of(
                    storage.uploads().usage(bucket.name(), upload.key(), upload.uploadId()));
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchUpload) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
