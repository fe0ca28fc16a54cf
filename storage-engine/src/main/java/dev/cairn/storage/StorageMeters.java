package dev.cairn.storage;

import dev.cairn.storage.catalog.CommitObserver;
import dev.cairn.storage.model.BucketName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The meters of the engine. */
final class StorageMeters implements CommitObserver {
    /** Buckets with a label of their own; further ones share one. */
    private static final int BUCKETS_MAX = 1000;

    private static final String OTHER = "_other";

    private final MeterRegistry registry;
    private final DistributionSummary groupSize;
    private final Timer sync;
    private final Counter reclaimed;
    private final Map<String, Map<Closed, Counter>> closed = new ConcurrentHashMap<>();
    private volatile Runnable queued = () -> {};

    /** Why an open upload is open no longer. */
    enum Closed {
        COMPLETE,
        CLIENT_ABORT,
        LIFECYCLE,
        OPERATOR,
        BUCKET_DELETE;

        private String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Meter {
        COMMIT_GROUP_SIZE("cairn.commit.group.size", "Batches written by one synced write"),
        SYNC_DURATION("cairn.sync.duration", "Time of one synced write of the catalog"),
        RECLAIMED("cairn.reclaimed.bytes", "Data bytes unlinked by the reclaimer"),
        UPLOADS_CLOSED("cairn.uploads.closed", "Open uploads that ended, by reason");

        private final String id;
        private final String description;

        Meter(String id, String description) {
            this.id = id;
            this.description = description;
        }
    }

    StorageMeters(MeterRegistry registry) {
        this.registry = registry;
        groupSize =
                DistributionSummary.builder(Meter.COMMIT_GROUP_SIZE.id)
                        .description(Meter.COMMIT_GROUP_SIZE.description)
                        .register(registry);
        sync =
                Timer.builder(Meter.SYNC_DURATION.id)
                        .description(Meter.SYNC_DURATION.description)
                        .register(registry);
        reclaimed =
                Counter.builder(Meter.RECLAIMED.id)
                        .description(Meter.RECLAIMED.description)
                        .register(registry);
    }

    /** Who is to be woken when a commit leaves work to the background. */
    void onQueued(Runnable action) {
        queued = action;
    }

    @Override
    public void committed(int batches, long syncNanos, boolean leftWork) {
        groupSize.record(batches);
        sync.record(syncNanos, TimeUnit.NANOSECONDS);
        if (leftWork) {
            queued.run();
        }
    }

    void reclaimed(long bytes) {
        reclaimed.increment((double) bytes);
    }

    void uploadsClosed(BucketName bucket, Closed reason, long count) {
        String name = bucket.value();
        boolean own = closed.containsKey(name) || closed.size() < BUCKETS_MAX;
        Counter counter = closed.computeIfAbsent(own ? name : OTHER, this::allReasons).get(reason);
        if (counter == null) {
            throw new AssertionError("no counter for " + reason);
        }
        counter.increment((double) count);
    }

    /** All from the first one on, so that rates are right from the first one on. */
    private Map<Closed, Counter> allReasons(String bucket) {
        Map<Closed, Counter> counters = new EnumMap<>(Closed.class);
        for (Closed reason : Closed.values()) {
            counters.put(
                    reason,
                    Counter.builder(Meter.UPLOADS_CLOSED.id)
                            .description(Meter.UPLOADS_CLOSED.description)
                            .tag("bucket", bucket)
                            .tag("reason", reason.tag())
                            .register(registry));
        }
        return counters;
    }
}
