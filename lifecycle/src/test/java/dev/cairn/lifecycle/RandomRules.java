package dev.cairn.lifecycle;

import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random rules, as far as they are valid, and random facts that they often match. */
final class RandomRules {
    private static final Instant BEGIN = Instant.parse("2023-12-20T00:00:00Z");
    private static final String[] PREFIXES = {"", "a", "ab", "b/", "a/é"};
    private static final String[] KEYS = {"a", "ab", "abc", "b/x", "a/é1", "z"};
    private static final StorageClass[] CLASSES = StorageClass.values();

    private final Random random;

    RandomRules(Random random) {
        this.random = random;
    }

    LifecycleConfiguration configuration() {
        boolean old = random.nextInt(4) == 0;
        TransitionMinimum[] minimums = TransitionMinimum.values();
        int count = 1 + random.nextInt(5);
        LifecycleConfiguration last = null;
        List<LifecycleRule> rules = new ArrayList<>();
        while (last == null || (rules.size() < count && random.nextInt(8) > 0)) {
            try {
                List<LifecycleRule> more = new ArrayList<>(rules);
                more.add(rule("r" + rules.size(), old));
                last =
                        new LifecycleConfiguration(
                                minimums[random.nextInt(minimums.length)], more);
                rules = more;
            } catch (InvalidLifecycleException invalid) {
                // Another try; a rule that is refused is tested elsewhere.
                assertRefusalSaysWhy(invalid);
            }
        }
        return last;
    }

    VersionFacts version() {
        Map<String, String> tags = new HashMap<>();
        if (random.nextBoolean()) {
            tags.put("team", random.nextBoolean() ? "a" : "b");
        }
        Kind[] kinds = Kind.values();
        Kind kind = kinds[random.nextInt(kinds.length)];
        Instant created = instant();
        boolean noncurrent =
                kind == Kind.NONCURRENT
                        || kind == Kind.NONCURRENT_MARKER;
        Instant since = noncurrent ? later(created) : null;
        List<Instant> newer = new ArrayList<>();
        Instant next = since;
        while (next != null && random.nextInt(3) > 0) {
            next = later(next);
            newer.add(next);
        }
        return new VersionFacts(
                key(),
                random.nextBoolean() ? random.nextInt(300_000) : 1L << 30,
                kind == Kind.NONCURRENT_MARKER ? Map.of() : tags,
                CLASSES[random.nextInt(CLASSES.length)],
                created,
                kind,
                since,
                newer);
    }

    String key() {
        return KEYS[random.nextInt(KEYS.length)];
    }

    /** Some time in half a year that has a leap day, often a midnight or close to one. */
    Instant instant() {
        Instant midnight = BEGIN.plus(random.nextInt(180), ChronoUnit.DAYS);
        return switch (random.nextInt(4)) {
            case 0 -> midnight;
            case 1 -> midnight.minusMillis(1);
            default -> midnight.plusMillis(random.nextInt(86_400_000));
        };
    }

    private Instant later(Instant start) {
        return start.plusMillis(random.nextInt(20) * 86_400_000L + random.nextInt(86_400_000));
    }

    private LifecycleRule rule(String id, boolean old) {
        return new LifecycleRule(id, random.nextInt(8) > 0, filter(old), actions());
    }

    private RuleFilter filter(boolean old) {
        String prefix = PREFIXES[random.nextInt(PREFIXES.length)];
        if (old) {
            return RuleFilter.ofRulePrefix(prefix);
        }
        Map<String, String> tags = new LinkedHashMap<>();
        if (random.nextInt(4) == 0) {
            tags.put("team", random.nextBoolean() ? "a" : "b");
        }
        Long greater = random.nextInt(4) == 0 ? (Long) (long) random.nextInt(200_000) : null;
        Long less = random.nextInt(4) == 0 ? (Long) (long) random.nextInt(400_000) : null;
        String chosen = random.nextBoolean() ? prefix : null;
        int named =
                tags.size()
                        + (greater == null ? 0 : 1)
                        + (less == null ? 0 : 1)
                        + (chosen == null ? 0 : 1);
        RuleFilter.Form form = named > 1 ? RuleFilter.Form.AND : RuleFilter.Form.FILTER;
        return new RuleFilter(form, chosen, tags, greater, less);
    }

    private RuleActions actions() {
        List<Transition> transitions = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            transitions.add(new Transition(time(60), target()));
        }
        List<NoncurrentVersionTransition> noncurrent = new ArrayList<>();
        while (random.nextInt(4) == 0) {
            noncurrent.add(new NoncurrentVersionTransition(age(60), target()));
        }
        return new RuleActions(
                expiration(),
                transitions,
                random.nextInt(3) == 0 ? new NoncurrentVersionExpiration(age(90)) : null,
                noncurrent,
                random.nextInt(4) == 0 ? (Integer) (1 + random.nextInt(40)) : null);
    }

    private @Nullable Expiration expiration() {
        return switch (random.nextInt(4)) {
            case 0 -> new Expiration.ExpiredObjectDeleteMarker(random.nextBoolean());
            case 1, 2 -> new Expiration.Timed(time(90));
            default -> null;
        };
    }

    private RuleTime time(int daysMax) {
        return random.nextInt(3) == 0
                ? new RuleTime.Date(BEGIN.plus(random.nextInt(200), ChronoUnit.DAYS))
                : new RuleTime.Days(random.nextInt(daysMax));
    }

    private NoncurrentAge age(int daysMax) {
        Integer newer = random.nextBoolean() ? (Integer) (1 + random.nextInt(3)) : null;
        return new NoncurrentAge(random.nextInt(daysMax), newer);
    }

    private StorageClass target() {
        return CLASSES[random.nextInt(CLASSES.length)];
    }

    private static void assertRefusalSaysWhy(InvalidLifecycleException invalid) {
        if (invalid.message().isBlank()) {
            throw new AssertionError("a refusal without words", invalid);
        }
    }
}
