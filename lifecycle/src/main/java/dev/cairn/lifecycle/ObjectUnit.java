package dev.cairn.lifecycle;

import dev.cairn.storage.RuleScope;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.RulePage;
import dev.cairn.storage.model.RulePlace;
import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A page of the versions of a bucket. To each, everything that is due happens in its order, each at
 * its own instant, as if the pass had come every day.
 */
final class ObjectUnit {
    private static final int PAGE_ROWS = 2000;

    private final Storage storage;
    private final LifecycleStore configurations;
    private final DayScale scale;
    private final Pass pass;
    private boolean versioned;

    ObjectUnit(Storage storage, LifecycleStore configurations, DayScale scale, Pass pass) {
        this.storage = storage;
        this.configurations = configurations;
        this.scale = scale;
        this.pass = pass;
    }

    /**
     * Goes through a page.
     *
     * @param from null for the first key
     * @return where the next page begins; null behind the last
     */
    @Nullable
    RulePlace run(Bucket bucket, @Nullable RulePlace from) {
        BucketRules rules = pass.rules(bucket, configurations);
        if (!rules.rules().actsOnObjects()) {
            return null;
        }
        RuleScope scope =
                new RuleScope(
                        rules.rules().objectPrefix(),
                        PAGE_ROWS,
                        rules.rules().newerVersionsMax());
        RulePage page =
                storage.rules()
                        .walk(
                                bucket,
                                scope,
                                from,
                                subject -> due(rules, subject).isPresent());
        pass.scannedObjects(page.scanned());
        versioned = storage.buckets().versioning(bucket.name()).everEnabled();
        String halfDone = null;
        for (RuleSubject subject : oldestFirst(page.subjects())) {
            if (!pass.dryRun()
                    && pass.rules(bucket, configurations).version() != rules.version()) {
                // Other rules hold by now. What is done is not found due again.
                return from == null ? RulePlace.before("") : from;
            }
            boolean removed = bringUpToDate(bucket, rules, subject);
            if (removed && endsIn(page, subject.key().value())) {
                halfDone = subject.key().value();
            }
        }
        return halfDone == null ? page.next() : RulePlace.before(halfDone);
    }

    /**
     * Whether the page ends among the versions of a key. Those that follow are counted behind newer
     * ones of this page; when some of these have gone, the key is looked at again from its first.
     */
    private static boolean endsIn(RulePage page, String key) {
        RulePlace next = page.next();
        return next != null && next.key().equals(key) && !next.newer().isEmpty();
    }

    /**
     * Of each key the oldest version first: what goes must not be one of the newer ones that another
     * version is counted behind.
     */
    private static List<RuleSubject> oldestFirst(List<RuleSubject> subjects) {
        List<RuleSubject> ordered = new ArrayList<>(subjects.size());
        int keyBegan = 0;
        for (RuleSubject subject : subjects) {
            boolean sameKey =
                    keyBegan < ordered.size()
                            && ordered.get(keyBegan).key().equals(subject.key());
            if (!sameKey) {
                keyBegan = ordered.size();
            }
            ordered.add(keyBegan, subject);
        }
        return ordered;
    }

    /**
     * Does what is due.
     *
     * @return whether the version is gone for good
     */
    private boolean bringUpToDate(Bucket bucket, BucketRules rules, RuleSubject seen) {
        RuleSubject subject = seen;
        Optional<DueAction> due = due(rules, subject);
        while (due.isPresent()) {
            DueAction action = due.get();
            ActionResult result = act(bucket, rules, subject, action);
            StorageClass target = action.target();
            boolean goesOn = result == ActionResult.DONE || result == ActionResult.DRY_RUN;
            if (target == null || !goesOn) {
                return result == ActionResult.DONE && endsBytes(subject, action);
            }
            subject = subject.in(target);
            due = due(rules, subject);
        }
        return false;
    }

    private ActionResult act(
            Bucket bucket, BucketRules rules, RuleSubject subject, DueAction action) {
        Predicate<RuleSubject> still =
                now -> due(rules, now).filter(action::equals).isPresent();
        Instant booked = rules.booked(action, subject.tagged());
        ActionResult result =
                pass.act(
                        () -> did(bucket, subject, action, still, booked)
                                ? ActionResult.DONE
                                : ActionResult.LEFT_ALONE);
        if (result == ActionResult.DONE && endsBytes(subject, action)) {
            pass.removed(subject.sizeBytes());
        }
        pass.record(
                new ActionRecord(
                        action.action(),
                        bucket.name(),
                        subject.key(),
                        versioned ? subject.versionId() : null,
                        null,
                        action.ruleId(),
                        booked,
                        subject.sizeBytes(),
                        result));
        return result;
    }

    private boolean did(
            Bucket bucket,
            RuleSubject subject,
            DueAction action,
            Predicate<RuleSubject> still,
            Instant booked) {
        return switch (action.action()) {
            case EXPIRATION -> storage.rules().expire(bucket, subject, still, booked);
            case EXPIRED_DELETE_MARKER, NONCURRENT_EXPIRATION ->
                    storage.rules().remove(bucket, subject, still, booked);
            case TRANSITION, NONCURRENT_TRANSITION ->
                    storage.rules()
                            .changeClass(bucket, subject, target(action), still, booked);
            case ABORT -> throw new AssertionError("no version is aborted");
        };
    }

    private Optional<DueAction> due(BucketRules rules, RuleSubject subject) {
        return rules.rules().next(VersionFacts.of(subject), scale).filter(pass::isDue);
    }

    private static StorageClass target(DueAction action) {
        StorageClass target = action.target();
        if (target == null) {
            throw new AssertionError("a transition to nowhere: " + action);
        }
        return target;
    }

    private static boolean endsBytes(RuleSubject subject, DueAction action) {
        return action.target() == null && subject.kind() != RuleSubject.Kind.CURRENT_VERSIONED;
    }
}
