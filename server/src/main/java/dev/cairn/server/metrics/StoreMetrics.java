package dev.cairn.server.metrics;

import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.Usage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the store holds. Nothing is counted here: every scrape asks the store. Not for several
 * threads at once.
 */
final class StoreMetrics {
    private static final int BUCKET_LABELS_MAX = 1000;
    private static final int BUCKET_PAGE = 1000;
    private static final int UPLOAD_PAGE = 1000;

    /** Open uploads looked at for their age; 1,000 take about 0.6 ms. */
    private static final int UPLOADS_MAX = 100_000;

    private final Storage storage;
    private final BucketLabels labels = new BucketLabels(BUCKET_LABELS_MAX);
    private final Measured unaccounted;
    private final MultiGauge bytes;
    private final MultiGauge objects;
    private final MultiGauge uploads;
    private final MultiGauge oldest;

    StoreMetrics(MeterRegistry registry, Storage storage) {
        this.storage = storage;
        bytes = multiGauge(registry, StoreMeter.BUCKET_BYTES);
        objects = multiGauge(registry, StoreMeter.BUCKET_OBJECTS);
        uploads = multiGauge(registry, StoreMeter.UPLOADS_OPEN);
        oldest = multiGauge(registry, StoreMeter.UPLOAD_OLDEST_AGE);
        unaccounted = new Measured(() -> storage.integrity().unaccountedBytes());
        gauge(registry, StoreMeter.DISCARDED, () -> storage.usage().discardedBytes());
        gauge(registry, StoreMeter.IN_FLIGHT, storage::inFlightBytes);
        gauge(registry, StoreMeter.UNACCOUNTED, () -> unaccounted.value(System.nanoTime()));
    }

    private static MultiGauge multiGauge(MeterRegistry registry, StoreMeter meter) {
        return MultiGauge.builder(meter.meterName())
                .description(meter.description())
                .register(registry);
    }

    private static void gauge(
            MeterRegistry registry, StoreMeter meter, Supplier<Number> value) {
        Gauge.builder(meter.meterName(), value)
                .description(meter.description())
                .register(registry);
    }

    /** Asks the store for the figures of every bucket. */
    void refresh() {
        List<Bucket> buckets = buckets();
        labels.retain(
                buckets.stream().map(b -> b.name().value()).collect(Collectors.toSet()));
        Map<String, Figures> figures = new LinkedHashMap<>();
        int uploadsLeft = UPLOADS_MAX;
        for (Bucket bucket : buckets) {
            Usage usage = usage(bucket.name());
            if (usage == null) {
                continue;
            }
            Instant first = null;
            if (usage.uploadCount() > 0 && uploadsLeft > 0) {
                first = firstInitiated(bucket.name(), uploadsLeft);
                uploadsLeft -= (int) Math.min(uploadsLeft, usage.uploadCount());
            }
            figures.merge(
                    labels.of(bucket.name().value()), Figures.of(usage, first), Figures::plus);
        }
        show(figures);
    }

    private List<Bucket> buckets() {
        List<Bucket> buckets = new ArrayList<>();
        String after = null;
        do {
            BucketPage page = storage.buckets().list(null, "", after, BUCKET_PAGE);
            buckets.addAll(page.buckets());
            after = page.next();
        } while (after != null);
        return buckets;
    }

    /** Null where the bucket was deleted meanwhile. */
    private @Nullable Usage usage(BucketName bucket) {
        try {
            return storage.buckets().usage(bucket);
        } catch (StorageException e) {
            return null;
        }
    }

    private @Nullable Instant firstInitiated(BucketName bucket, int uploadsMax) {
        Instant first = null;
        String key = null;
        String uploadId = null;
        int seen = 0;
        try {
            do {
                UploadPage page =
                        storage.uploads()
                                .list(
                                        bucket,
                                        new UploadQuery("", null, key, uploadId, UPLOAD_PAGE));
                for (Upload upload : page.uploads()) {
                    first = earlier(first, upload.initiated());
                }
                seen += page.uploads().size();
                key = page.nextKey();
                uploadId = page.nextUploadId();
            } while (key != null && seen < uploadsMax);
        } catch (StorageException e) {
            return null;
        }
        return first;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }

    private void show(Map<String, Figures> figures) {
        Instant now = storage.clock().now();
        List<MultiGauge.Row<?>> byteRows = new ArrayList<>();
        List<MultiGauge.Row<?>> objectRows = new ArrayList<>();
        List<MultiGauge.Row<?>> uploadRows = new ArrayList<>();
        List<MultiGauge.Row<?>> ageRows = new ArrayList<>();
        figures.forEach(
                (bucket, figure) -> {
                    Tags tags = Tags.of("bucket", bucket);
                    byteRows.add(row(tags.and("class", "current"), figure.currentBytes));
                    byteRows.add(row(tags.and("class", "noncurrent"), figure.noncurrentBytes));
                    byteRows.add(row(tags.and("class", "upload_open"), figure.uploadOpenBytes));
                    objectRows.add(row(tags, figure.objectCount));
                    uploadRows.add(row(tags, figure.uploadCount));
                    ageRows.add(row(tags, figure.oldestAgeSeconds(now)));
                });
        bytes.register(byteRows, true);
        objects.register(objectRows, true);
        uploads.register(uploadRows, true);
        oldest.register(ageRows, true);
    }

    private static MultiGauge.Row<Number> row(Tags tags, Number value) {
        return MultiGauge.Row.of(tags, value);
    }

    /** What is shown of a bucket, or of all that share a label. */
    private record Figures(
            long currentBytes,
            long noncurrentBytes,
            long uploadOpenBytes,
            long objectCount,
            long uploadCount,
            @Nullable Instant firstInitiated) {

        static Figures of(Usage usage, @Nullable Instant firstInitiated) {
            return new Figures(
                    usage.currentBytes(),
                    usage.noncurrentBytes(),
                    usage.uploadOpenBytes(),
                    usage.objectCount(),
                    usage.uploadCount(),
                    firstInitiated);
        }

        Figures plus(Figures other) {
            return new Figures(
                    currentBytes + other.currentBytes,
                    noncurrentBytes + other.noncurrentBytes,
                    uploadOpenBytes + other.uploadOpenBytes,
                    objectCount + other.objectCount,
                    uploadCount + other.uploadCount,
                    earlier(firstInitiated, other.firstInitiated));
        }

        double oldestAgeSeconds(Instant now) {
            return firstInitiated == null
                    ? 0
                    : Duration.between(firstInitiated, now).toMillis() / 1000.0;
        }
    }
}
