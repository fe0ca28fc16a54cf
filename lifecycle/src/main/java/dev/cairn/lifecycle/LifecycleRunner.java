package dev.cairn.lifecycle;

import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.RulePlace;
import dev.cairn.storage.model.StorageException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules of all buckets, through the calls that requests use. A pass goes through the
 * buckets by name, in each through its open uploads and then through the versions of its objects, in
 * small units: a unit begins under the job's lease and ends by telling where the next one begins.
 * The place of the scheduled pass is kept in the store, so that after a crash it goes on from there;
 * what it does twice has no effect twice, since it is guarded by what it saw.
 *
 * <p>Passes of requests and the scheduled one take turns unit by unit.
 */
public final class LifecycleRunner implements AutoCloseable {
    private static final int BUCKETS_PAGE = 1000;

    /** Keeping a place costs a synced write. */
    private static final Duration KEEP_EVERY = Duration.ofSeconds(1);

    private final Storage storage;
    private final LifecycleStore configurations;
    private final LifecycleSettings settings;
    private final LifecycleMeters meters;
    private final Stop stop = new Stop();

    /** Told before each unit where a pass is. */
    @FunctionalInterface
    private interface Progress {
        void at(PassPlace place);
    }

    public LifecycleRunner(
            Storage storage,
            LifecycleStore configurations,
            LifecycleSettings settings,
            MeterRegistry registry) {
        this.storage = storage;
        this.configurations = configurations;
        this.settings = settings;
        this.meters = new LifecycleMeters(registry, storage.clock(), watermark(state()));
    }

    /** How rules are run. */
    public LifecycleSettings settings() {
        return settings;
    }

    /**
     * Runs a pass now and returns when it is through. One over all buckets without failures raises
     * the watermark, as a scheduled one does. Refused with NoSuchBucket, WritesStopped,
     * OutcomeUnknown.
     *
     * @throws IllegalArgumentException when something is to happen that is not due yet
     * @throws IOException when the files of what was removed cannot be unlinked
     */
    public LifecycleReport run(LifecycleRun run) throws IOException {
        Instant startedAt = storage.clock().now();
        Instant asOf = run.asOf() == null ? startedAt : run.asOf();
        if (!run.dryRun() && asOf.isAfter(startedAt)) {
            throw new IllegalArgumentException("what is due at " + asOf + " is not due yet");
        }
        Instant settled = storage.ledger().settled();
        Pass pass = new Pass(run, asOf, startedAt, new Pace(stop), meters);
        BucketName only = run.bucket();
        if (only == null) {
            walkAll(pass, null, place -> {});
            if (!run.dryRun() && pass.failures() == 0) {
                PassState through = new PassState(
                        storage.ledger().since(), startedAt, asOf, 0, null);
                Instant done = asOf.isBefore(settled) ? asOf : settled;
                // A scheduled pass that is under way goes on from its place.
                keep(kept -> kept.orElse(through).notBefore(done));
            }
        } else {
            walk(pass, storage.buckets().get(only), PassPlace.startOf(only), place -> {});
        }
        long reclaimed = run.reclaim() && !run.dryRun() ? reclaim(pass) : 0;
        return pass.report(storage.clock().now(), reclaimed);
    }

    /** All that was due then is done; before the first pass nothing is. */
    public Instant watermark() {
        return PassState.watermark(storage.jobs());
    }

    /** When the next scheduled pass is to begin; one that is under way goes on at once. */
    Instant nextPass() {
        return state()
                .map(
                        state -> state.place() == null
                                ? state.started().plus(settings.interval())
                                : Instant.EPOCH)
                .orElse(Instant.EPOCH);
    }

    /** Runs the scheduled pass, or what is left of it after a crash. Refused as {@link #run}. */
    void scheduledPass() {
        PassState begun =
                state().filter(state -> state.place() != null).orElseGet(this::begin);
        LifecycleRun run = new LifecycleRun(null, begun.asOf(), false, false, null);
        Pass pass =
                new Pass(run, begun.asOf(), begun.started(), new Pace(stop), meters);
        pass.failedBefore(begun.failures());
        Keeper keeper = new Keeper(begun, pass);
        long startNanos = System.nanoTime();
        walkAll(pass, begun.place(), keeper);
        pass.logEnd(Duration.ofNanos(System.nanoTime() - startNanos));
        PassState through = begun.through(pass.failures());
        keep(kept -> through);
    }

    /**
     * What a request has begun and not yet committed may be due at the moment at which it counts,
     * and the pass may not find it: all that was due is done only up to the first of these.
     */
    private PassState begin() {
        Instant settled = storage.ledger().settled();
        Instant watermark = watermark(state());
        Instant asOf = settled.isBefore(watermark) ? watermark : settled;
        return new PassState(watermark, storage.clock().now(), asOf, 0, null);
    }

    /** Before the first pass nothing is done, but nothing counts from before the ledger, either. */
    private Instant watermark(Optional<PassState> state) {
        return state.map(PassState::watermark).orElseGet(storage.ledger()::since);
    }

    /**
     * Keeps how far the rules are; the watermark never goes back. Under the lease, so that a unit of
     * another pass has ended: what it does may count from the watermark that it has seen.
     */
    private void keep(Function<Optional<PassState>, PassState> next) {
        Instant reached =
                storage.jobs()
                        .underLease(
                                PassState.JOB,
                                () -> {
                                    Optional<PassState> kept = state();
                                    PassState fresh =
                                            next.apply(kept).notBefore(watermark(kept));
                                    storage.jobs().keep(PassState.JOB, fresh.encode());
                                    return fresh.watermark();
                                });
        meters.reached(reached);
    }

    /** Passes under way end soon, and none begins. */
    @Override
    public void close() {
        stop.stop();
    }

    /** For who runs passes in the background. */
    Stop stop() {
        return stop;
    }

    private Optional<PassState> state() {
        return storage.jobs().kept(PassState.JOB).map(PassState::decode);
    }

    /** Keeps where the scheduled pass is. */
    private final class Keeper implements Progress {
        private final PassState begun;
        private final Pass pass;
        private long keptAt = System.nanoTime();

        Keeper(PassState begun, Pass pass) {
            this.begun = begun;
            this.pass = pass;
        }

        @Override
        public void at(PassPlace place) {
            long now = System.nanoTime();
            if (now - keptAt >= KEEP_EVERY.toNanos()) {
                keptAt = now;
                keep(kept -> begun.at(place, pass.failures()));
            }
        }
    }

    private void walkAll(Pass pass, @Nullable PassPlace from, Progress progress) {
        String after = null;
        if (from != null) {
            walkUnlessGone(pass, from.bucket(), from, progress);
            after = from.bucket().value();
        }
        BucketPage page;
        do {
            page = storage.buckets().list(null, "", after, BUCKETS_PAGE);
            for (Bucket bucket : page.buckets()) {
                walkUnlessGone(
                        pass, bucket.name(), PassPlace.startOf(bucket.name()), progress);
            }
            after = page.next();
        } while (after != null);
    }

    private void walkUnlessGone(
            Pass pass, BucketName bucket, PassPlace from, Progress progress) {
        try {
            walk(pass, storage.buckets().get(bucket), from, progress);
        } catch (StorageException refused) {
            if (!(refused.refusal() instanceof Refusal.NoSuchBucket)) {
                throw refused;
            }
        }
    }

    /** Where one kind of things cannot be walked over, the other is, and other buckets are. */
    private void walk(Pass pass, Bucket bucket, PassPlace from, Progress progress) {
        RulePlace at = null;
        if (from.phase() == PassPlace.Phase.UPLOADS) {
            unlessBroken(pass, bucket, () -> walkUploads(pass, bucket, from, progress));
        } else if (from.key() != null) {
            at = RulePlace.before(from.key());
        }
        RulePlace begin = at;
        unlessBroken(pass, bucket, () -> walkObjects(pass, bucket, begin, progress));
    }

    private static void unlessBroken(Pass pass, Bucket bucket, Runnable walk) {
        try {
            walk.run();
        } catch (StorageException refused) {
            throw refused;
        } catch (RuntimeException | AssertionError broken) {
            pass.failed("the rules of " + bucket.name() + " cannot see all of it", broken);
        }
    }

    private void walkUploads(Pass pass, Bucket bucket, PassPlace from, Progress progress) {
        PassPlace place = from;
        UploadUnit uploads =
                new UploadUnit(storage, configurations, settings.scale(), pass);
        while (place != null) {
            pass.pace().beforeUnit();
            progress.at(place);
            PassPlace here = place;
            place = storage.jobs().underLease(PassState.JOB, () -> uploads.run(bucket, here));
        }
    }

    private void walkObjects(
            Pass pass, Bucket bucket, @Nullable RulePlace from, Progress progress) {
        ObjectUnit objects = new ObjectUnit(storage, configurations, settings.scale(), pass);
        RulePlace place = from;
        do {
            pass.pace().beforeUnit();
            String key = place == null ? null : place.key();
            progress.at(new PassPlace(bucket.name(), PassPlace.Phase.OBJECTS, key, null));
            RulePlace here = place;
            place = storage.jobs().underLease(PassState.JOB, () -> objects.run(bucket, here));
        } while (place != null);
    }

    /** Unlinks now; what readers still hold goes later and is not counted. */
    private long reclaim(Pass pass) throws IOException {
        boolean unused = storage.reclaim();
        long left = storage.usage().discardedBytes();
        return Math.max(0, pass.removedBytes() - left);
    }
}
