package dev.cairn.server;

import dev.cairn.s3.RequestLog;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.RequestGroup;
import dev.cairn.storage.model.RequestSum;
import dev.cairn.storage.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up finished requests by bucket and hour until somebody takes the sums away. Safe for all
 * threads, also those that must not wait: the lock is held for a few additions.
 */
final class RequestCounter implements Consumer<RequestLog> {
    /** Beyond so many buckets and hours at a time requests of others are not counted. */
    private static final int SUMS_MAX = 10_000;

    private static final String NO_SUCH_BUCKET = "NoSuchBucket";

    private final Clock clock;
    private Map<Place, Sums> counting = new HashMap<>();

    private record Place(BucketName bucket, long hourMillis) {}

    private static final class Sums {
        private final Map<RequestGroup, Long> counts = new EnumMap<>(RequestGroup.class);
        private long receivedBytes;
        private long sentBytes;
    }

    RequestCounter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void accept(RequestLog request) {
        String bucket = request.bucket();
        if (bucket == null
                || !BucketName.isValid(bucket)
                || NO_SUCH_BUCKET.equals(request.errorCode())) {
            return;
        }
        Set<RequestGroup> groups = RequestGroups.of(request);
        long hourMillis = LedgerUnit.HOUR.startOf(clock.millis());
        add(new Place(new BucketName(bucket), hourMillis), groups, request);
    }

    /** What has come together since the last time; it is not counted here any more. */
    Map<BucketName, List<RequestSum>> take() {
        Map<Place, Sums> taken;
        synchronized (this) {
            taken = counting;
            counting = new HashMap<>();
        }
        Map<BucketName, List<RequestSum>> sums = new HashMap<>();
        taken.forEach(
                (place, sum) -> sums.computeIfAbsent(place.bucket(), any -> new ArrayList<>())
                        .add(
                                new RequestSum(
                                        Instant.ofEpochMilli(place.hourMillis()),
                                        LedgerUnit.HOUR,
                                        sum.counts,
                                        sum.receivedBytes,
                                        sum.sentBytes)));
        return sums;
    }

    private synchronized void add(Place place, Set<RequestGroup> groups, RequestLog request) {
        Sums sums = sums(place);
        if (sums != null) {
            groups.forEach(group -> sums.counts.merge(group, 1L, Long::sum));
            sums.receivedBytes += request.receivedBytes();
            sums.sentBytes += request.sentBytes();
        }
    }

    private @Nullable Sums sums(Place place) {
        Sums sums = counting.get(place);
        if (sums == null && counting.size() < SUMS_MAX) {
            sums = new Sums();
            counting.put(place, sums);
        }
        return sums;
    }
}
