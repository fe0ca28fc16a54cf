package dev.cairn.server.metrics;

import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.Usage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the store holds. Nothing is counted here: every scrape asks the store, and an observer
 * what lies in open uploads. Not for several threads at once.
 */
final class StoreMetrics {
    private static final int BUCKET_LABELS_MAX = 1000;
    private static final int BUCKET_PAGE = 1000;

    private static final OpenUploads NONE_OPEN = new OpenUploads();
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Storage storage;
    private final UploadsObserver observer;
    private final BucketLabels labels = new BucketLabels(BUCKET_LABELS_MAX);
    private final Measured unaccounted;
    private final DeletedBytes deleted;
    private final MultiGauge bytes;
    private final MultiGauge objects;
    private final MultiGauge uploads;
    private final MultiGauge openBytes;
    private final MultiGauge oldest;
    private @Nullable UploadsLook look;

    StoreMetrics(
            MeterRegistry registry,
            Storage storage,
            UploadsObserver observer,
            DeletedBytes deleted) {
        this.storage = storage;
        this.observer = observer;
        this.deleted = deleted;
        bytes = multiGauge(registry, StoreMeter.BUCKET_BYTES);
        objects = multiGauge(registry, StoreMeter.BUCKET_OBJECTS);
        uploads = multiGauge(registry, StoreMeter.UPLOADS_OPEN);
        openBytes = multiGauge(registry, StoreMeter.UPLOAD_OPEN_BYTES);
        oldest = multiGauge(registry, StoreMeter.UPLOAD_OLDEST_AGE);
        gauge(registry, StoreMeter.UPLOADS_MEASURED_AGE, this::measuredAgeSeconds);
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
        look = observer.latest();
        Map<String, OpenUploads> open = look == null ? Map.of() : look.found();
        Map<String, Figures> figures = new LinkedHashMap<>();
        for (Bucket bucket : buckets) {
            Usage usage = usage(bucket.name());
            if (usage == null) {
                continue;
            }
            String name = bucket.name().value();
            figures.merge(
                    labels.of(name),
                    Figures.of(usage, open.getOrDefault(name, NONE_OPEN)),
                    Figures::plus);
        }
        show(figures, deleted(figures.keySet()));
    }

    /** By label; what nobody has a label for, as buckets that are gone, shares one. */
    private Map<String, Long> deleted(Set<String> shown) {
        Map<String, Long> byLabel = new HashMap<>();
        deleted.latest(System.nanoTime())
                .forEach(
                        (bucket, more) -> byLabel.merge(
                                shown.contains(bucket) ? bucket : BucketLabels.OTHER,
                                more,
                                Long::sum));
        return byLabel;
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

    private void show(Map<String, Figures> figures, Map<String, Long> deletedBytes) {
        Instant now = storage.clock().now();
        List<MultiGauge.Row<?>> byteRows = new ArrayList<>();
        List<MultiGauge.Row<?>> objectRows = new ArrayList<>();
        List<MultiGauge.Row<?>> uploadRows = new ArrayList<>();
        List<MultiGauge.Row<?>> openRows = new ArrayList<>();
        List<MultiGauge.Row<?>> ageRows = new ArrayList<>();
        Map<String, Long> charged = new HashMap<>(deletedBytes);
        figures.keySet().forEach(bucket -> charged.putIfAbsent(bucket, 0L));
        charged.forEach(
                (bucket, more) -> byteRows.add(
                        row(Tags.of("bucket", bucket, "class", "deleted"), more)));
        figures.forEach(
                (bucket, figure) -> {
                    Tags tags = Tags.of("bucket", bucket);
                    byteRows.add(row(tags.and("class", "current"), figure.currentBytes));
                    byteRows.add(row(tags.and("class", "noncurrent"), figure.noncurrentBytes));
                    byteRows.add(row(tags.and("class", "upload_open"), figure.uploadOpenBytes));
                    objectRows.add(row(tags, figure.objectCount));
                    uploadRows.add(row(tags, figure.uploadCount));
                });
        if (look != null) {
            // Before the first look nobody knows; a 0 would end an alarm.
            figures.forEach((bucket, figure) -> addOpen(bucket, figure, now, openRows, ageRows));
        }
        bytes.register(byteRows, true);
        objects.register(objectRows, true);
        uploads.register(uploadRows, true);
        openBytes.register(openRows, true);
        oldest.register(ageRows, true);
    }

    private void addOpen(
            String bucket,
            Figures figure,
            Instant now,
            List<MultiGauge.Row<?>> openRows,
            List<MultiGauge.Row<?>> ageRows) {
        Tags tags = Tags.of("bucket", bucket);
        for (UploadAge age : UploadAge.values()) {
            openRows.add(row(tags.and("age", age.tag()), figure.open.bytes(age)));
        }
        Instant first =
                figure.uploadCount == 0 ? null : figure.open.firstInitiated(this::isOpen);
        ageRows.add(
                row(tags, first == null ? 0 : Duration.between(first, now).toMillis() / 1000.0));
    }

    private boolean isOpen(OpenUpload upload) {
        try {
            Upload unused =
                    storage.uploads().get(upload.bucket(), upload.key(), upload.uploadId());
            return true;
        } catch (StorageException ended) {
            return false;
        }
    }

    private double measuredAgeSeconds() {
        UploadsLook last = look;
        return last == null
                ? Double.NaN
                : (System.nanoTime() - last.beganNanos()) / NANOS_PER_SECOND;
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
            OpenUploads open) {

        static Figures of(Usage usage, OpenUploads open) {
            return new Figures(
                    usage.currentBytes(),
                    usage.noncurrentBytes(),
                    usage.uploadOpenBytes(),
                    usage.objectCount(),
                    usage.uploadCount(),
                    open);
        }

        Figures plus(Figures other) {
            OpenUploads both = new OpenUploads();
            both.addAll(open);
            both.addAll(other.open);
            return new Figures(
                    currentBytes + other.currentBytes,
                    noncurrentBytes + other.noncurrentBytes,
                    uploadOpenBytes + other.uploadOpenBytes,
                    objectCount + other.objectCount,
                    uploadCount + other.uploadCount,
                    both);
        }
    }
}
