package dev.cairn.lifecycle;

import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One pass of the rules: what it is to do, and what it has done so far. Every action is counted,
 * logged and reported here. Used by one thread.
 */
final class Pass {
    private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

    /** A report holds so many; all of them are counted and logged. */
    private static final int ACTIONS_MAX = 10_000;

    private static final Duration SHORT = Duration.ofMillis(100);

    private final LifecycleRun run;
    private final Instant asOf;
    private final Instant startedAt;
    private final Pace pace;
    private final LifecycleMeters meters;
    private final @Nullable BucketRules tried;
    private final List<ActionRecord> actions = new ArrayList<>();
    private boolean truncated;
    private long actionCount;
    private long scannedUploads;
    private long scannedObjects;
    private long removedBytes;
    private long failures;

    /**
     * A pass that does what is due at an instant.
     *
     * @param startedAt rules that are only tried are in force since then
     */
    Pass(
            LifecycleRun run,
            Instant asOf,
            Instant startedAt,
            Pace pace,
            LifecycleMeters meters) {
        this.run = run;
        this.asOf = asOf;
        this.startedAt = startedAt;
        this.pace = pace;
        this.meters = meters;
        LifecycleConfiguration instead = run.instead();
        this.tried =
                instead == null
                        ? null
                        : BucketRules.of(1, LifecycleDocument.replacing(null, instead, startedAt));
    }

    boolean dryRun() {
        return run.dryRun();
    }

    Pace pace() {
        return pace;
    }

    boolean isDue(DueAction action) {
        return !action.due().isAfter(asOf);
    }

    void scannedUploads(int count) {
        scannedUploads += count;
    }

    void scannedObjects(int count) {
        scannedObjects += count;
    }

    long failures() {
        return failures;
    }

    /** Failures of the same pass before a restart. */
    void failedBefore(long count) {
        failures += count;
    }

    /** Bytes of bodies that are to be unlinked. */
    long removedBytes() {
        return removedBytes;
    }

    void removed(long bytes) {
        removedBytes += bytes;
    }

    /**
     * Does something unless nothing is to happen. What fails is counted and holds up nothing else.
     *
     * @param doing says what became of it; refusals that concern more than this action pass through
     */
    ActionResult act(Supplier<ActionResult> doing) {
        if (run.dryRun()) {
            return ActionResult.DRY_RUN;
        }
        pace.beforeAction();
        try {
            return doing.get();
        } catch (StorageException refused) {
            if (concernsMore(refused.refusal())) {
                throw refused;
            }
            LOG.warn("a rule's action failed: {}", refused.getMessage());
            failures++;
            return ActionResult.FAILED;
        } catch (RuntimeException | AssertionError broken) {
            failed("a rule's action failed", broken);
            return ActionResult.FAILED;
        }
    }

    /** Counts what failed without a refusal; the first of a pass is told in full. */
    void failed(String what, Throwable broken) {
        if (failures == 0) {
            LOG.error("{}; the pass goes on", what, broken);
        } else {
            LOG.error("{}; the pass goes on: {}", what, broken.toString());
        }
        failures++;
    }

    /** Counts, logs and reports an action. */
    void record(ActionRecord action) {
        if (!run.dryRun()) {
            meters.acted(action.action(), action.result());
            LOG.info(
                    "{} {}: bucket={} key={} version={} upload={} rule={} due={} bytes={}",
                    action.action().element(),
                    action.result().word(),
                    action.bucket(),
                    printable(action.key().value()),
                    orDash(action.versionId()),
                    orDash(action.uploadId()),
                    printable(action.ruleId()),
                    action.dueAt(),
                    action.bytes());
        }
        actionCount++;
        if (actions.size() < ACTIONS_MAX) {
            actions.add(action);
        } else {
            truncated = true;
        }
    }

    /** A line of the log for the whole pass; of one that was short and idle only for who debugs. */
    void logEnd(Duration took) {
        Level level =
                actionCount > 0 || took.compareTo(SHORT) > 0 ? Level.INFO : Level.DEBUG;
        LOG.atLevel(level)
                .log(
                        "rules ran: {} uploads and {} versions seen, {} actions, {} failures, {} ms",
                        scannedUploads,
                        scannedObjects,
                        actionCount,
                        failures,
                        took.toMillis());
    }

    LifecycleReport report(Instant finishedAt, long bytesReclaimed) {
        return new LifecycleReport(
                startedAt,
                asOf,
                finishedAt,
                scannedUploads,
                scannedObjects,
                actions,
                truncated,
                bytesReclaimed,
                failures);
    }

    /** The rules that the pass goes by in a bucket. */
    BucketRules rules(Bucket bucket, LifecycleStore configurations) {
        return tried == null ? configurations.rules(bucket) : tried;
    }

    /** Those of them that end uploads, with what the operator has set. */
    AbortRules abortRules(Bucket bucket, LifecycleStore configurations) {
        AbortRules own = configurations.abortRules(bucket);
        return tried == null ? own : new AbortRules(tried, own.idle(), own.plan());
    }

    private static boolean concernsMore(Refusal refusal) {
        return refusal instanceof Refusal.WritesStopped
                || refusal instanceof Refusal.OutcomeUnknown
                || refusal instanceof Refusal.NoSuchBucket;
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    /** A name from outside must not look like another line of the log. */
    private static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.chars()
                .forEach(
                        c -> {
                            if (Character.isISOControl(c)) {
                                printable.append(String.format("\\u%04x", c));
                            } else {
                                printable.append((char) c);
                            }
                        });
        return printable.toString();
    }
}
