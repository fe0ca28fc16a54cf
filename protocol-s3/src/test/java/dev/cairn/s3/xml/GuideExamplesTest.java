package dev.cairn.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lifecycle.DayScale;
import dev.cairn.lifecycle.DueAction;
import dev.cairn.lifecycle.LifecycleRules;
import dev.cairn.lifecycle.TransitionMinimum;
import dev.cairn.lifecycle.VersionFacts;
import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.StorageClass;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The configurations of the User Guide's pages, as they are sent, and what becomes of an object or
 * an upload by the calendar: "Examples of S3 Lifecycle configurations", "How Amazon S3 handles
 * conflicts in lifecycle configurations", "Lifecycle configuration elements". Unless a row says
 * otherwise everything begins on the 15th of January 2014 at 10:30.
 */
class GuideExamplesTest {
    private static final Instant BEGIN = Instant.parse("2014-01-15T10:30:00Z");
    private static final String ALL = "<Filter></Filter>";
    private static final String GLACIER_365 = move(365, "GLACIER");

    private static final String TAX = rule(
            "Transition and Expiration Rule", prefix("tax/"), GLACIER_365 + expire(3650));
    private static final String SAME_DAY =
            rule("Archive all object same-day upon creation", prefix(""), move(0, "GLACIER"));
    private static final String TWO_TAGS = tag("key1", "value1") + tag("key2", "value2");
    private static final String PREFIX_AND_TAGS = rule(
            "and", "<Filter><And><Prefix>tax/</Prefix>" + TWO_TAGS + "</And></Filter>",
            GLACIER_365);
    private static final String TAGS_ONLY =
            rule("tags", "<Filter><And>" + TWO_TAGS + "</And></Filter>", GLACIER_365);
    private static final String ONE_DISABLED =
            rule("Rule1", prefix("logs/"), move(0, "GLACIER"))
                    + rule("Rule2", prefix("documents/"), move(0, "GLACIER"))
                            .replaceFirst("(Rule2.*)Enabled", "$1Disabled");
    private static final String TIER_DOWN = rule("example-id", prefix("logs/"),
            move(30, "STANDARD_IA") + move(90, "GLACIER") + expire(365));
    private static final String TWO_CLASSES =
            rule("ClassADocRule", prefix("classA/"), GLACIER_365 + expire(3650))
                    + rule("ClassBDocRule", prefix("classB/"),
                            move(90, "STANDARD_IA") + expire(365));
    private static final String NO_CONFLICT = rule("Rule1", ALL, expire(365))
            + rule("Rule2", prefix("logs/"), move(30, "STANDARD_IA"));
    private static final String AT_ONCE = rule("Rule1", prefix("logs/"), expire(365))
            + rule("Rule2", prefix("logs/"), move(365, "STANDARD_IA"));
    /** The guide says 10 days here, and elsewhere that no rule can say less than 30. */
    private static final String TWO_MOMENTS = rule("Rule1", prefix(""), move(30, "STANDARD_IA"))
            + rule("Rule2", prefix("logs/"), move(365, "STANDARD_IA"));
    private static final String BY_TAG =
            rule("Rule1", "<Filter>" + tag("tag1", "value1") + "</Filter>", GLACIER_365)
                    + rule("Rule2", "<Filter>" + tag("tag2", "value2") + "</Filter>", expire(14));
    private static final String VERSIONED = rule("sample-rule", prefix(""),
            move(90, "STANDARD_IA")
                    + "<NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays>"
                    + "<StorageClass>GLACIER</StorageClass></NoncurrentVersionTransition>"
                    + keep(5, 365));
    private static final String WELL_DEFINED = rule("60", ALL, expire(60) + keep(10, 30));
    private static final String MARKERS = rule("Rule 1", prefix("logs/"),
            "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"
                    + keep(10, 30));
    private static final String ABORT = rule("sample-rule", prefix("SomeKeyPrefix/"),
            "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
                    + "</AbortIncompleteMultipartUpload>");
    private static final String BY_SIZE = rule("size",
            "<Filter><And><Prefix>tax/</Prefix><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan>"
                    + "</And></Filter>",
            GLACIER_365);
    private static final String SIZES = rule("range",
            "<Filter><And><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan>"
                    + "<ObjectSizeLessThan>64000</ObjectSizeLessThan></And></Filter>",
            expire(1));
    private static final String THREE_DAYS = rule("3", ALL, move(3, "GLACIER"));
    private static final String FIVE_DAYS = rule("5", ALL,
            "<NoncurrentVersionExpiration><NoncurrentDays>5</NoncurrentDays>"
                    + "</NoncurrentVersionExpiration>");
    private static final String THREE_NONCURRENT = rule("3", ALL,
            "<NoncurrentVersionTransition><NoncurrentDays>3</NoncurrentDays>"
                    + "<StorageClass>GLACIER</StorageClass></NoncurrentVersionTransition>");
    private static final String PAST_DATE = rule("past", ALL,
            "<Expiration><Date>2013-06-01T00:00:00Z</Date></Expiration>");
    private static final String FUTURE_DATE = rule("date", ALL,
            "<Expiration><Date>2014-06-01T00:00:00.000Z</Date></Expiration>");
    private static final String FAVOURED = rule("warm", ALL, move(60, "ONEZONE_IA"))
            + rule("clever", ALL, move(60, "INTELLIGENT_TIERING"));
    private static final String COLDEST = rule("clever", ALL, move(60, "INTELLIGENT_TIERING"))
            + rule("cold", ALL, move(60, "GLACIER"));

    private static final Map<String, String> BOTH_KEYS =
            Map.of("key1", "value1", "key2", "value2", "key3", "value3");

    static Stream<Arguments> examples() {
        return Stream.of(
                row("1: a prefix", TAX, object("tax/doc1.txt"),
                        "Transition 2015-01-16 GLACIER", "Expiration 2024-01-14"),
                row("1: another prefix", TAX, object("doc1.txt")),
                row("1: all, at once", SAME_DAY, object("a"), "Transition 2014-01-16 GLACIER"),
                row("1: prefix and tags", PREFIX_AND_TAGS, tagged("tax/a", BOTH_KEYS),
                        "Transition 2015-01-16 GLACIER"),
                row("1: tags without the prefix", PREFIX_AND_TAGS, tagged("a", BOTH_KEYS)),
                row("1: one of two tags", PREFIX_AND_TAGS,
                        tagged("tax/a", Map.of("key1", "value1"))),
                row("1: tags only", TAGS_ONLY, tagged("a", BOTH_KEYS),
                        "Transition 2015-01-16 GLACIER"),
                row("1: other value", TAGS_ONLY,
                        tagged("a", Map.of("key1", "value1", "key2", "value1"))),
                row("2: enabled", ONE_DISABLED, object("logs/a"), "Transition 2014-01-16 GLACIER"),
                row("2: disabled", ONE_DISABLED, object("documents/a")),
                row("3: tiers", TIER_DOWN, object("logs/a"),
                        "Transition 2014-02-15 STANDARD_IA", "Transition 2014-04-16 GLACIER",
                        "Expiration 2015-01-16"),
                row("4: class A", TWO_CLASSES, object("classA/a"),
                        "Transition 2015-01-16 GLACIER", "Expiration 2024-01-14"),
                row("4: class B", TWO_CLASSES, object("classB/a"),
                        "Transition 2014-04-16 STANDARD_IA", "Expiration 2015-01-16"),
                row("conflict 1, logs/", NO_CONFLICT, object("logs/a"),
                        "Transition 2014-02-15 STANDARD_IA", "Expiration 2015-01-16"),
                row("conflict 1, others", NO_CONFLICT, object("a"), "Expiration 2015-01-16"),
                row("conflict 2", AT_ONCE, object("logs/a"), "Expiration 2015-01-16"),
                row("conflict 2, versions kept: marker after transition", AT_ONCE,
                        object("logs/a").versioned(),
                        "Transition 2015-01-16 STANDARD_IA", "Expiration 2015-01-16"),
                row("conflict 3", TWO_MOMENTS, object("logs/a"),
                        "Transition 2014-02-15 STANDARD_IA"),
                row("conflict 4", BY_TAG,
                        tagged("a", Map.of("tag1", "value1", "tag2", "value2")),
                        "Expiration 2014-01-30"),
                row("conflict 4, first tag", BY_TAG, tagged("a", Map.of("tag1", "value1")),
                        "Transition 2015-01-16 GLACIER"),
                row("conflicts: intelligent tiering is favoured", FAVOURED, object("a"),
                        "Transition 2014-03-17 INTELLIGENT_TIERING"),
                row("conflicts: not over the archives", COLDEST, object("a"),
                        "Transition 2014-03-17 GLACIER"),
                row("6: current", VERSIONED, object("a").versioned(),
                        "Transition 2014-04-16 STANDARD_IA"),
                row("6: noncurrent, five newer", VERSIONED, noncurrent(BEGIN, newer(5)),
                        "NoncurrentVersionTransition 2014-02-15 GLACIER",
                        "NoncurrentVersionExpiration 2015-01-16"),
                row("6: noncurrent, four newer", VERSIONED, noncurrent(BEGIN, newer(4)),
                        "NoncurrentVersionTransition 2014-02-15 GLACIER"),
                row("7: 60 days", WELL_DEFINED, object("a").versioned(), "Expiration 2014-03-17"),
                row("7: 30 days more", WELL_DEFINED,
                        noncurrent(Instant.parse("2014-03-17T00:00:00Z"), newer(10)),
                        "NoncurrentVersionExpiration 2014-04-17"),
                row("7: at most ten", WELL_DEFINED, noncurrent(BEGIN, newer(9))),
                row("7: the marker of an age", WELL_DEFINED, marker("a", Kind.LONE_MARKER),
                        "ExpiredObjectDeleteMarker 2014-03-17"),
                row("7: a lone marker", MARKERS, marker("logs/a", Kind.LONE_MARKER),
                        "ExpiredObjectDeleteMarker 2014-01-15T10:30:00Z"),
                row("7: a marker before versions", MARKERS, marker("logs/a", Kind.MARKER)),
                row("7: current versions stay", MARKERS, object("logs/a").versioned()),
                row("8: does nothing to objects", ABORT, object("SomeKeyPrefix/a")),
                row("9: 501 bytes", BY_SIZE, sized("tax/a", 501), "Transition 2015-01-16 GLACIER"),
                row("9: 500 bytes", BY_SIZE, sized("tax/a", 500)),
                row("9: within the range", SIZES, sized("a", 63_999), "Expiration 2014-01-17"),
                row("9: at its ends", SIZES, sized("a", 64_000)),
                row("age: rounded up", THREE_DAYS, object("a"), "Transition 2014-01-19 GLACIER"),
                row("age: since the successor", THREE_NONCURRENT, noncurrent(BEGIN),
                        "NoncurrentVersionTransition 2014-01-19 GLACIER"),
                row("age: photo.gif", FIVE_DAYS,
                        noncurrent(Instant.parse("2014-01-02T11:30:00Z")),
                        "NoncurrentVersionExpiration 2014-01-08"),
                row("date: past", PAST_DATE, object("a"), "Expiration 2014-01-15T10:30:00Z"),
                row("date: to come", FUTURE_DATE, object("a"), "Expiration 2014-06-01"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void example(String name, String rules, VersionFacts version, List<String> story) {
        assertThat(story(read(rules), version)).describedAs(name).isEqualTo(story);
    }

    static Stream<Arguments> uploads() {
        return Stream.of(
                Arguments.of("SomeKeyPrefix/a", "2014-01-15T10:30:00Z", "2014-01-23T00:00:00Z"),
                Arguments.of("SomeKeyPrefix/a", "2014-01-15T00:00:00Z", "2014-01-23T00:00:00Z"),
                Arguments.of("SomeKeyPrefix/a", "2014-01-15T23:59:59.999Z",
                        "2014-01-23T00:00:00Z"),
                Arguments.of("SomeKeyPrefix/", "2014-02-24T12:00:00Z", "2014-03-04T00:00:00Z"),
                Arguments.of("SomeKeyPrefix", "2014-01-15T10:30:00Z", null),
                Arguments.of("a", "2014-01-15T10:30:00Z", null));
    }

    /** Example 8. */
    @ParameterizedTest
    @MethodSource("uploads")
    void uploadIsAbortedSevenDaysAfterItsInitiation(
            String key, Instant initiated, @Nullable Instant due) {
        Optional<Instant> found =
                read(ABORT).abort(key, initiated, DayScale.REAL).map(DueAction::due);
        assertThat(found).isEqualTo(Optional.ofNullable(due));
    }

    /** What happens to a version, one thing after the other. */
    private static List<String> story(LifecycleRules rules, VersionFacts start) {
        List<String> story = new ArrayList<>();
        VersionFacts version = start;
        while (true) {
            Optional<DueAction> next = rules.next(version, DayScale.REAL);
            if (next.isEmpty()) {
                return story;
            }
            story.add(inWords(next.get()));
            StorageClass target = next.get().target();
            if (target == null) {
                return story;
            }
            version = version.in(target);
        }
    }

    private static String inWords(DueAction action) {
        String due = action.due().toString().replace("T00:00:00Z", "");
        StorageClass target = action.target();
        return action.action().element() + " " + due + (target == null ? "" : " " + target);
    }

    private static LifecycleRules read(String rules) {
        byte[] body = ("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>")
                .getBytes(StandardCharsets.UTF_8);
        return LifecycleRules.of(new dev.cairn.lifecycle.LifecycleConfiguration(
                TransitionMinimum.ALL_STORAGE_CLASSES_128K,
                LifecycleConfiguration.read(body, () -> "no id").rules()));
    }

    private static Arguments row(
            String name, String rules, VersionFacts version, String... story) {
        return Arguments.of(name, rules, version, Arrays.asList(story));
    }

    private static VersionFacts object(String key) {
        return sized(key, 1 << 20);
    }

    private static VersionFacts sized(String key, long sizeBytes) {
        return VersionFacts.current(key, sizeBytes, Map.of(), StorageClass.STANDARD, BEGIN);
    }

    private static VersionFacts tagged(String key, Map<String, String> tags) {
        return VersionFacts.current(key, 1 << 20, tags, StorageClass.STANDARD, BEGIN);
    }

    private static VersionFacts noncurrent(Instant since, Instant... newerSince) {
        return new VersionFacts("a", 1 << 20, Map.of(), StorageClass.STANDARD,
                Instant.parse("2014-01-01T10:30:00Z"), Kind.NONCURRENT, since,
                Arrays.asList(newerSince));
    }

    private static VersionFacts marker(String key, Kind kind) {
        return new VersionFacts(
                key, 0, Map.of(), StorageClass.STANDARD, BEGIN, kind, null, List.of());
    }

    /** So many newer versions became noncurrent an hour after the other. */
    private static Instant[] newer(int count) {
        return Stream.iterate(BEGIN.plusSeconds(3600), since -> since.plusSeconds(3600))
                .limit(count).toArray(Instant[]::new);
    }

    private static String rule(String id, String filter, String actions) {
        return "<Rule><ID>" + id + "</ID>" + filter + "<Status>Enabled</Status>" + actions
                + "</Rule>";
    }

    private static String prefix(String prefix) {
        return "<Filter><Prefix>" + prefix + "</Prefix></Filter>";
    }

    private static String tag(String key, String value) {
        return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
    }

    private static String move(int days, String storageClass) {
        return "<Transition><Days>" + days + "</Days><StorageClass>" + storageClass
                + "</StorageClass></Transition>";
    }

    private static String expire(int days) {
        return "<Expiration><Days>" + days + "</Days></Expiration>";
    }

    private static String keep(int versions, int days) {
        return "<NoncurrentVersionExpiration><NewerNoncurrentVersions>" + versions
                + "</NewerNoncurrentVersions><NoncurrentDays>" + days
                + "</NoncurrentDays></NoncurrentVersionExpiration>";
    }
}
