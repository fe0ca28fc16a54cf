package dev.cairn.lifecycle;

import dev.cairn.storage.Storage;
import dev.cairn.storage.model.AbortedUpload;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of the open uploads of a bucket: those that are due are aborted by the call that serves
 * AbortMultipartUpload. One that was completed in the meantime is left alone.
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
        BucketRules rules = pass.rules(bucket, configurations);
        if (!rules.rules().aborts()) {
            return null;
        }
        UploadPage page =
                storage.uploads()
                        .list(
                                bucket.name(),
                                new UploadQuery(
                                        rules.rules().abortPrefix(),
                                        null,
                                        from.key(),
                                        from.uploadId(),
                                        PAGE));
        pass.scannedUploads(page.uploads().size());
        for (Upload upload : page.uploads()) {
            Optional<DueAction> due =
                    rules.rules().abort(upload.key().value(), upload.initiated(), scale);
            if (due.isPresent() && pass.isDue(due.get())) {
                if (pass.rules(bucket, configurations).version() != rules.version()) {
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

    private void abort(Bucket bucket, Upload upload, BucketRules rules, DueAction due) {
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
                                                    rules.booked(due));
                            aborted.ifPresent(done -> bytes[0] = done.bytes());
                            return aborted.isPresent()
                                    ? ActionResult.DONE
                                    : ActionResult.LEFT_ALONE;
                        });
        pass.removed(bytes[0]);
        pass.record(
                new ActionRecord(
                        due.action(),
                        bucket.name(),
                        upload.key(),
                        null,
                        upload.uploadId(),
                        due.ruleId(),
                        rules.booked(due),
                        result == ActionResult.DRY_RUN ? size(bucket, upload) : bytes[0],
                        result));
    }

    private long size(Bucket bucket, Upload upload) {
        try {
            return storage.uploads()
                    .usage(bucket.name(), upload.key(), upload.uploadId())
                    .bytes();
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchUpload) {
                return 0;
            }
            throw refused;
        }
    }
}
