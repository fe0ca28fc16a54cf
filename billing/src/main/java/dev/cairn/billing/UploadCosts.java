package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.billing.plan.StoragePrice;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartPage;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What open uploads cost, from their parts as they are now; each question costs a walk over them. Of
 * parts that were replaced nothing is known any more but in the ledger.
 */
public final class UploadCosts {
    private static final int PAGE = 1000;
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private final UploadStore uploads;

    public UploadCosts(UploadStore uploads) {
        this.uploads = uploads;
    }

    /**
     * So far, until it is aborted, and for each month. Refused with NoSuchUpload, NoSuchBucket.
     *
     * @param abort when a rule ends the upload; null where none does
     */
    public UploadCost of(
            PricePlan plan,
            BucketName bucket,
            Upload upload,
            Instant now,
            @Nullable Instant abort) {
        PartTime soFar = time(plan, upload, Instant.EPOCH, now);
        PartTime inAll = time(plan, upload, Instant.EPOCH, FAR);
        long[] bytes = {0};
        parts(
                bucket,
                upload,
                part -> {
                    bytes[0] += part.sizeBytes();
                    soFar.add(part.sizeBytes(), part.lastModified(), Instant.MAX);
                    if (abort != null) {
                        inAll.add(part.sizeBytes(), part.lastModified(), abort);
                    }
                });
        return new UploadCost(
                plan.currency(),
                soFar.cost(),
                abort == null ? null : inAll.cost(),
                perMonth(plan, upload, bytes[0], now));
    }

    /**
     * What an upload will cost within a window, each time it goes at one of some instants. Refused
     * with NoSuchUpload, NoSuchBucket.
     *
     * @param goes {@link Instant#MAX} for never
     * @return one cost for each of these
     */
    public Fraction[] within(
            PricePlan plan,
            BucketName bucket,
            Upload upload,
            Instant from,
            Instant to,
            Instant... goes) {
        PartTime[] times = new PartTime[goes.length];
        for (int i = 0; i < goes.length; i++) {
            times[i] = time(plan, upload, from, to);
        }
        parts(
                bucket,
                upload,
                part -> {
                    for (int i = 0; i < goes.length; i++) {
                        times[i].add(part.sizeBytes(), part.lastModified(), goes[i]);
                    }
                });
        Fraction[] costs = new Fraction[goes.length];
        for (int i = 0; i < goes.length; i++) {
            costs[i] = times[i].cost();
        }
        return costs;
    }

    /** What so many bytes of an open upload cost for each month, as it stands now. */
    public static Fraction perMonth(PricePlan plan, Upload upload, long bytes, Instant now) {
        StorageClass storageClass = upload.begun().object().storageClass();
        return perMonth(plan, storageClass, upload.initiated(), bytes, now);
    }

    /** The same of an upload by what is known of it. */
    public static Fraction perMonth(
            PricePlan plan,
            StorageClass storageClass,
            Instant initiated,
            long bytes,
            Instant now) {
        StoragePrice price = plan.storage(storageClass);
        Integer days = plan.unfinishedActiveDays();
        boolean active = days == null || now.isBefore(initiated.plus(Duration.ofDays(days)));
        boolean retained =
                now.isBefore(initiated.plus(Duration.ofDays(price.minimumRetentionDays())));
        if (!active && !retained) {
            return Fraction.ZERO;
        }
        BilledClass billed = active ? BilledClass.UPLOAD_OPEN : BilledClass.DELETED;
        return Fraction.of(bytes)
                .dividedBy(Fraction.of(plan.unit().bytes()))
                .times(Fraction.of(price.listPrice(billed)));
    }

    private static PartTime time(PricePlan plan, Upload upload, Instant from, Instant to) {
        return new PartTime(
                plan, upload.begun().object().storageClass(), upload.initiated(), from, to);
    }

    private void parts(BucketName bucket, Upload upload, Consumer<Part> each) {
        PartPage page;
        int after = 0;
        do {
            page = uploads.parts(bucket, upload.key(), upload.uploadId(), after, PAGE);
            page.parts().forEach(each);
            after = page.parts().isEmpty() ? after : page.parts().getLast().number();
        } while (page.truncated());
    }
}
