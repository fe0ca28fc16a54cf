package dev.cairn.lifecycle;

import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The oracle: lives through the days of a version one after the other and asks each rule every time,
 * as a person would with a calendar. Slow, and written without a look at {@link LifecycleRules}.
 */
final class DayByDay {
    private static final int DAYS = 500;

    /** Colder beats warmer; intelligent tiering beats all but the archives. */
    private static final List<StorageClass> FROM_WEAK_TO_STRONG =
            List.of(
                    StorageClass.STANDARD_IA,
                    StorageClass.ONEZONE_IA,
                    StorageClass.GLACIER_IR,
                    StorageClass.INTELLIGENT_TIERING,
                    StorageClass.GLACIER,
                    StorageClass.DEEP_ARCHIVE);

    /** The arrows of the guide's picture, without those from STANDARD, which lead everywhere. */
    private static final Set<String> ARROWS =
            Set.of(
                    "STANDARD_IA>INTELLIGENT_TIERING",
                    "STANDARD_IA>ONEZONE_IA",
                    "STANDARD_IA>GLACIER_IR",
                    "STANDARD_IA>GLACIER",
                    "STANDARD_IA>DEEP_ARCHIVE",
                    "INTELLIGENT_TIERING>ONEZONE_IA",
                    "INTELLIGENT_TIERING>GLACIER_IR",
                    "INTELLIGENT_TIERING>GLACIER",
                    "INTELLIGENT_TIERING>DEEP_ARCHIVE",
                    "ONEZONE_IA>GLACIER",
                    "ONEZONE_IA>DEEP_ARCHIVE",
                    "GLACIER_IR>GLACIER",
                    "GLACIER_IR>DEEP_ARCHIVE",
                    "GLACIER>DEEP_ARCHIVE");

    private final LifecycleConfiguration configuration;
    private final Instant until;
    private final Set<String> considered = new HashSet<>();

    DayByDay(LifecycleConfiguration configuration) {
        this(configuration, Instant.MAX);
    }

    /** Looks no further than to this instant. */
    DayByDay(LifecycleConfiguration configuration, Instant until) {
        this.configuration = configuration;
        this.until = until;
    }

    Optional<String> abort(String key, Instant initiated) {
        for (Instant now : moments(initiated, List.of())) {
            for (LifecycleRule rule : configuration.rules()) {
                Integer days = rule.actions().abortDays();
                if (rule.enabled()
                        && days != null
                        && key.startsWith(prefix(rule))
                        && isOlder(initiated, days, now)) {
                    return Optional.of(
                            "AbortIncompleteMultipartUpload " + rule.id() + " " + now);
                }
            }
        }
        return Optional.empty();
    }

    List<String> story(VersionFacts version) {
        List<String> story = new ArrayList<>();
        StorageClass now = version.storageClass();
        Instant since = version.noncurrentSince();
        boolean noncurrent = since != null;
        Instant start = since == null ? version.created() : since;
        for (Instant moment : moments(start, version.newerNoncurrentSince())) {
            boolean marked = version.kind() == Kind.CURRENT_VERSIONED;
            Optional<String> end = end(version, moment);
            if (end.isPresent() && !marked) {
                story.add(end.get());
                return story;
            }
            Optional<String> move =
                    version.isMarker() ? Optional.empty() : move(version, now, moment, noncurrent);
            if (move.isPresent()) {
                story.add(move.get());
                String text = move.get();
                now = StorageClass.valueOf(text.substring(text.lastIndexOf(' ') + 1));
            }
            if (end.isPresent()) {
                story.add(end.get());
                return story;
            }
        }
        return story;
    }

    /** The first rule that ends the version at this moment. */
    private Optional<String> end(VersionFacts version, Instant now) {
        for (LifecycleRule rule : configuration.rules()) {
            if (rule.enabled() && matches(rule, version)) {
                String action = endedBy(rule, version, now);
                if (!action.isEmpty()) {
                    return Optional.of(action + " " + rule.id() + " " + now);
                }
            }
        }
        return Optional.empty();
    }

    private static String endedBy(LifecycleRule rule, VersionFacts version, Instant now) {
        Instant since = version.noncurrentSince();
        if (since != null) {
            NoncurrentVersionExpiration end = rule.actions().noncurrentExpiration();
            return end != null && isReached(end.age(), since, version, now)
                    ? "NoncurrentVersionExpiration"
                    : "";
        }
        if (version.kind() == Kind.MARKER) {
            return "";
        }
        boolean lone = version.kind() == Kind.LONE_MARKER;
        Expiration expiration = rule.actions().expiration();
        boolean ended =
                expiration instanceof Expiration.Timed timed
                        ? isReached(timed.time(), version.created(), now)
                        : lone
                                && expiration instanceof Expiration.ExpiredObjectDeleteMarker m
                                && m.value();
        return !ended ? "" : lone ? "ExpiredObjectDeleteMarker" : "Expiration";
    }

    /** The strongest of the transitions that are reached for the first time at this moment. */
    private Optional<String> move(
            VersionFacts version, StorageClass from, Instant now, boolean noncurrent) {
        String best = "";
        StorageClass bestTarget = null;
        for (LifecycleRule rule : configuration.rules()) {
            if (!rule.enabled() || !matches(rule, version)) {
                continue;
            }
            for (StorageClass target : FROM_WEAK_TO_STRONG) {
                boolean first =
                        isMoveReached(rule, target, version, now, noncurrent)
                                && considered.add(rule.id() + target);
                if (first
                        && isBigEnough(rule, version, target)
                        && (target == from || leads(from, target))
                        && (bestTarget == null
                                || isStronger(target, bestTarget))) {
                    bestTarget = target;
                    best = rule.id();
                }
            }
        }
        if (bestTarget == null || bestTarget == from) {
            return Optional.empty();
        }
        String action = noncurrent ? "NoncurrentVersionTransition" : "Transition";
        return Optional.of(action + " " + best + " " + now + " " + bestTarget);
    }

    private static boolean isStronger(StorageClass one, StorageClass other) {
        return FROM_WEAK_TO_STRONG.indexOf(one) > FROM_WEAK_TO_STRONG.indexOf(other);
    }

    private static boolean isMoveReached(
            LifecycleRule rule,
            StorageClass target,
            VersionFacts version,
            Instant now,
            boolean noncurrent) {
        Instant since = version.noncurrentSince();
        if (noncurrent && since != null) {
            return rule.actions().noncurrentTransitions().stream()
                    .anyMatch(
                            move -> move.storageClass() == target
                                    && isReached(move.age(), since, version, now));
        }
        return rule.actions().transitions().stream()
                .anyMatch(
                        move -> move.storageClass() == target
                                && isReached(move.time(), version.created(), now));
    }

    private boolean isBigEnough(
            LifecycleRule rule, VersionFacts version, StorageClass target) {
        if (version.sizeBytes() >= 131_072
                || rule.filter().sizeGreaterThan() != null
                || rule.filter().sizeLessThan() != null) {
            return true;
        }
        return configuration.transitionMinimum() == TransitionMinimum.VARIES_BY_STORAGE_CLASS
                && (target == StorageClass.GLACIER || target == StorageClass.DEEP_ARCHIVE);
    }

    private static boolean leads(StorageClass from, StorageClass to) {
        return from == StorageClass.STANDARD
                || from == StorageClass.REDUCED_REDUNDANCY
                || ARROWS.contains(from + ">" + to);
    }

    private static boolean isReached(RuleTime time, Instant created, Instant now) {
        return time instanceof RuleTime.Days(int days)
                ? isOlder(created, days, now)
                : time instanceof RuleTime.Date(Instant date) && !date.isAfter(now);
    }

    private static boolean isReached(
            NoncurrentAge age, Instant since, VersionFacts version, Instant now) {
        long newer =
                version.newerNoncurrentSince().stream().filter(i -> !i.isAfter(now)).count();
        Integer kept = age.newerVersions();
        return isOlder(since, age.days(), now) && (kept == null || newer >= kept);
    }

    /** By the calendar: more than so many dates of UTC lie between the two. */
    private static boolean isOlder(Instant start, int days, Instant now) {
        return day(now) - day(start) > days;
    }

    private static long day(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 86_400L);
    }

    private static boolean matches(LifecycleRule rule, VersionFacts version) {
        RuleFilter filter = rule.filter();
        if (!version.key().startsWith(prefix(rule))) {
            return false;
        }
        Long greater = filter.sizeGreaterThan();
        Long less = filter.sizeLessThan();
        if (version.isMarker()) {
            return filter.tags().isEmpty() && greater == null && less == null;
        }
        for (Map.Entry<String, String> tag : filter.tags().entrySet()) {
            if (!tag.getValue().equals(version.tags().get(tag.getKey()))) {
                return false;
            }
        }
        return (greater == null || greater < version.sizeBytes())
                && (less == null || less > version.sizeBytes());
    }

    private static String prefix(LifecycleRule rule) {
        String prefix = rule.filter().prefix();
        return prefix == null ? "" : prefix;
    }

    /** The start, every midnight behind it, and other moments at which something changes. */
    private Set<Instant> moments(Instant start, List<Instant> others) {
        Set<Instant> moments = new TreeSet<>(others);
        moments.add(start);
        Instant midnight = start.truncatedTo(ChronoUnit.DAYS);
        for (int day = 1; day <= DAYS && midnight.isBefore(until); day++) {
            midnight = midnight.plus(1, ChronoUnit.DAYS);
            moments.add(midnight);
        }
        moments.removeIf(moment -> moment.isAfter(until));
        return moments;
    }
}
