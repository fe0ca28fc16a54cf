package dev.cairn.lifecycle;

import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a bucket at work: pure functions from facts to what is due when. The scheduler, the
 * headers of answers and the explanations all ask here.
 *
 * <p>When rules collide, S3 takes the way that costs its user least (User Guide, "How Amazon S3
 * handles conflicts in lifecycle configurations"): what is due earlier happens earlier; of what is
 * due at the same moment, permanent removal comes before transition, transition before delete
 * markers, and among transitions the colder class wins.
 */
public final class LifecycleRules {
    /** A bucket without a configuration. */
    public static final LifecycleRules NONE =
            new LifecycleRules(TransitionMinimum.ALL_STORAGE_CLASSES_128K, List.of());

    private final TransitionMinimum minimum;
    private final List<LifecycleRule> enabled;

    private LifecycleRules(TransitionMinimum minimum, List<LifecycleRule> enabled) {
        this.minimum = minimum;
        this.enabled = enabled;
    }

    public static LifecycleRules of(LifecycleConfiguration configuration) {
        return new LifecycleRules(
                configuration.transitionMinimum(),
                configuration.rules().stream().filter(LifecycleRule::enabled).toList());
    }

    /** Whether any enabled rule ends unfinished uploads of some keys. */
    public boolean aborts() {
        return !aborting().isEmpty();
    }

    /** The enabled rules that end unfinished uploads. */
    public List<LifecycleRule> aborting() {
        return enabled.stream().filter(rule -> rule.actions().abortDays() != null).toList();
    }

    /** Whether any enabled rule does something to objects. */
    public boolean actsOnObjects() {
        return enabled.stream().anyMatch(LifecycleRules::actsOnObjects);
    }

    /** What the keys of all uploads that may be aborted begin with. */
    public String abortPrefix() {
        return commonPrefix(aborting());
    }

    /** What the keys of all objects that rules act on begin with. */
    public String objectPrefix() {
        return commonPrefix(enabled.stream().filter(LifecycleRules::actsOnObjects).toList());
    }

    /** So many newer noncurrent versions do the rules look at. */
    public int newerVersionsMax() {
        return enabled.stream().mapToInt(LifecycleRules::newerVersionsMax).max().orElse(0);
    }

    /** When an upload is aborted, and by which rule; empty where none says so. */
    public Optional<DueAction> abort(String key, Instant initiated, DayScale scale) {
        DueAction first = null;
        for (LifecycleRule rule : enabled) {
            DueAction due = abort(rule, key, initiated, scale);
            if (due != null && (first == null || due.due().isBefore(first.due()))) {
                first = due;
            }
        }
        return Optional.ofNullable(first);
    }

    /** When a current version expires, and by which rule; for the header {@code x-amz-expiration}. */
    public Optional<DueAction> expiration(VersionFacts version, DayScale scale) {
        DueAction first = null;
        for (LifecycleRule rule : enabled) {
            DueAction due = applies(rule, version) ? expiration(rule, version, scale) : null;
            if (due != null && (first == null || due.due().isBefore(first.due()))) {
                first = due;
            }
        }
        return Optional.ofNullable(first);
    }

    /** What happens to a version next, now or later; empty where nothing will. */
    public Optional<DueAction> next(VersionFacts version, DayScale scale) {
        List<DueAction> all = new ArrayList<>();
        for (LifecycleRule rule : enabled) {
            if (applies(rule, version)) {
                addAll(all, rule, version, scale);
            }
        }
        return all.stream()
                .filter(action -> !isPast(action, version.storageClass(), all))
                .min(
                        Comparator.comparing(DueAction::due)
                                .thenComparingInt(action -> precedence(action, version.kind())));
    }

    /** The same for one rule, whether it is enabled or not, without regard to the others. */
    static List<DueAction> alone(
            LifecycleRule rule, TransitionMinimum minimum, VersionFacts version, DayScale scale) {
        List<DueAction> all = new ArrayList<>();
        if (applies(rule, version)) {
            new LifecycleRules(minimum, List.of(rule)).addAll(all, rule, version, scale);
        }
        return all;
    }

    static @Nullable DueAction abort(
            LifecycleRule rule, String key, Instant initiated, DayScale scale) {
        Integer days = rule.actions().abortDays();
        if (days == null || !rule.filter().matchesKey(key)) {
            return null;
        }
        return new DueAction(
                LifecycleAction.ABORT, rule.id(), scale.due(initiated, days), null);
    }

    /** Delete markers have neither tags nor a size, so filters that speak of them do not hold. */
    static boolean applies(LifecycleRule rule, VersionFacts version) {
        RuleFilter filter = rule.filter();
        return filter.matchesKey(version.key())
                && (version.isMarker()
                        ? !filter.hasTags() && !filter.hasSizes()
                        : filter.matchesSize(version.sizeBytes())
                                && filter.matchesTags(version.tags()));
    }

    private void addAll(
            List<DueAction> all, LifecycleRule rule, VersionFacts version, DayScale scale) {
        switch (version.kind()) {
            case CURRENT, CURRENT_VERSIONED -> {
                addIfThere(all, expiration(rule, version, scale));
                for (Transition transition : rule.actions().transitions()) {
                    addIfThere(all, transition(rule, transition, version, scale));
                }
            }
            case LONE_MARKER -> addIfThere(all, markerEnd(rule, version, scale));
            case MARKER -> {}
            case NONCURRENT -> {
                addIfThere(all, noncurrentExpiration(rule, version, scale));
                for (NoncurrentVersionTransition transition : rule.actions()
                        .noncurrentTransitions()) {
                    addIfThere(all, noncurrentTransition(rule, transition, version, scale));
                }
            }
            case NONCURRENT_MARKER -> addIfThere(all, noncurrentExpiration(rule, version, scale));
        }
    }

    private static @Nullable DueAction expiration(
            LifecycleRule rule, VersionFacts version, DayScale scale) {
        if (!(rule.actions().expiration() instanceof Expiration.Timed(RuleTime time))) {
            return null;
        }
        Instant due = due(time, version.created(), scale);
        return new DueAction(LifecycleAction.EXPIRATION, rule.id(), due, null);
    }

    /**
     * A marker that stands alone goes at once where a rule asks for that, and where one expires
     * objects when it is old enough (User Guide, "Understanding expired object delete markers").
     */
    private static @Nullable DueAction markerEnd(
            LifecycleRule rule, VersionFacts marker, DayScale scale) {
        Instant due =
                switch (rule.actions().expiration()) {
                    case Expiration.ExpiredObjectDeleteMarker(boolean wanted) ->
                            wanted ? marker.created() : null;
                    case Expiration.Timed(RuleTime time) -> due(time, marker.created(), scale);
                    case null -> null;
                };
        return due == null
                ? null
                : new DueAction(LifecycleAction.EXPIRED_DELETE_MARKER, rule.id(), due, null);
    }

    private @Nullable DueAction transition(
            LifecycleRule rule, Transition transition, VersionFacts version, DayScale scale) {
        return move(
                LifecycleAction.TRANSITION,
                rule,
                transition.storageClass(),
                version,
                due(transition.time(), version.created(), scale));
    }

    private static @Nullable DueAction noncurrentExpiration(
            LifecycleRule rule, VersionFacts version, DayScale scale) {
        NoncurrentVersionExpiration expiration = rule.actions().noncurrentExpiration();
        Instant due = expiration == null ? null : due(expiration.age(), version, scale);
        return due == null
                ? null
                : new DueAction(LifecycleAction.NONCURRENT_EXPIRATION, rule.id(), due, null);
    }

    private @Nullable DueAction noncurrentTransition(
            LifecycleRule rule,
            NoncurrentVersionTransition transition,
            VersionFacts version,
            DayScale scale) {
        Instant due = due(transition.age(), version, scale);
        return due == null
                ? null
                : move(
                        LifecycleAction.NONCURRENT_TRANSITION,
                        rule,
                        transition.storageClass(),
                        version,
                        due);
    }

    private @Nullable DueAction move(
            LifecycleAction action,
            LifecycleRule rule,
            StorageClass target,
            VersionFacts version,
            Instant due) {
        // A rule that speaks of sizes knows what it does; else small objects stay where they are.
        boolean bigEnough =
                rule.filter().hasSizes() || minimum.allows(version.sizeBytes(), target);
        return bigEnough ? new DueAction(action, rule.id(), due, target) : null;
    }

    /** A date that is over before the object exists means at once, but not earlier. */
    private static Instant due(RuleTime time, Instant created, DayScale scale) {
        return switch (time) {
            case RuleTime.Days(int days) -> scale.due(created, days);
            case RuleTime.Date(Instant date) -> later(date, created);
        };
    }

    /** Null while fewer newer versions are there than the rule wants to keep. */
    private static @Nullable Instant due(
            NoncurrentAge age, VersionFacts version, DayScale scale) {
        Instant since = version.noncurrentSince();
        if (since == null) {
            return null;
        }
        Instant due = scale.due(since, age.days());
        Integer newer = age.newerVersions();
        if (newer == null) {
            return due;
        }
        List<Instant> newerSince = version.newerNoncurrentSince();
        return newerSince.size() < newer ? null : later(due, newerSince.get(newer - 1));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * Whether a transition has been done or has lost: its class does not lie behind the one that
     * the version is in, or the version is there by another transition of the same moment.
     */
    private static boolean isPast(DueAction action, StorageClass now, List<DueAction> all) {
        StorageClass target = action.target();
        if (target == null) {
            return false;
        }
        return !TransitionClasses.leads(now, target)
                || all.stream()
                        .anyMatch(
                                other -> other.target() == now
                                        && other.due().equals(action.due())
                                        && TransitionClasses.rank(now)
                                                > TransitionClasses.rank(target));
    }

    /** Of actions due at the same moment the lowest happens. */
    private static int precedence(DueAction action, Kind kind) {
        StorageClass target = action.target();
        if (target != null) {
            return -TransitionClasses.rank(target);
        }
        boolean putsMarker =
                action.action() == LifecycleAction.EXPIRATION
                        && kind == Kind.CURRENT_VERSIONED;
        return putsMarker ? 1 : Integer.MIN_VALUE;
    }

    private static String commonPrefix(List<LifecycleRule> rules) {
        String common = null;
        for (LifecycleRule rule : rules) {
            String prefix = rule.filter().prefix() == null ? "" : rule.filter().prefix();
            common = common == null ? prefix : commonPrefix(common, prefix);
        }
        return common == null ? "" : common;
    }

    private static String commonPrefix(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length())
                && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        // Half a character is no text that a key could begin with.
        boolean half = length > 0 && Character.isHighSurrogate(one.charAt(length - 1));
        return one.substring(0, half ? length - 1 : length);
    }

    private static boolean actsOnObjects(LifecycleRule rule) {
        RuleActions actions = rule.actions();
        return actions.expiration() != null
                || !actions.transitions().isEmpty()
                || actions.noncurrentExpiration() != null
                || !actions.noncurrentTransitions().isEmpty();
    }

    private static int newerVersionsMax(LifecycleRule rule) {
        int max = 0;
        NoncurrentVersionExpiration expiration = rule.actions().noncurrentExpiration();
        if (expiration != null) {
            max = orZero(expiration.age().newerVersions());
        }
        for (NoncurrentVersionTransition transition : rule.actions().noncurrentTransitions()) {
            max = Math.max(max, orZero(transition.age().newerVersions()));
        }
        return max;
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    private static void addIfThere(List<DueAction> all, @Nullable DueAction action) {
        if (action != null) {
            all.add(action);
        }
    }
}
