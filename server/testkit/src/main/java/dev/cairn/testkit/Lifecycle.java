package dev.cairn.testkit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The lifecycle rules of a server, run when a test says so. Safe for all threads. */
public final class Lifecycle {
    private static final String RUN = "/lifecycle/run";
    private static final String BUCKET = "bucket";

    private final AdminCalls calls;

    Lifecycle(AdminCalls calls) {
        this.calls = calls;
    }

    /**
     * Does what the rules of all buckets say is due by the {@linkplain Cairn#clock clock}, and
     * waits until it is done and the files are unlinked. S3 counts ages in whole days that end at
     * midnight UTC, so a rule of 7 days acts once the clock has passed the midnight behind the
     * seventh day: after {@code advance(Duration.ofDays(8))} in any case.
     */
    public LifecycleRun runNow() {
        return LifecycleRun.of(calls.post(RUN, Map.of()));
    }

    /**
     * The same for one bucket.
     *
     * @throws IllegalArgumentException when the name cannot be that of a bucket
     * @throws IllegalStateException when there is no such bucket
     */
    public LifecycleRun runNow(String bucket) {
        return LifecycleRun.of(calls.post(RUN, Map.of(BUCKET, bucket)));
    }

    /**
     * What would be done at some time, and does nothing.
     *
     * @param asOf may lie in the future
     */
    public LifecycleRun dryRun(Instant asOf) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("dryRun", true);
        fields.put("asOf", asOf.toString());
        return LifecycleRun.of(calls.post(RUN, fields));
    }
}
