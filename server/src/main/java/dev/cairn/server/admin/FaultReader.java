package dev.cairn.server.admin;

import static java.util.Map.entry;

import dev.cairn.s3.fault.Direction;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.fault.FaultMatch;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the match and the effect of a fault; refusals name the field. */
final class FaultReader {
    static final String MATCH = "match";
    static final String EFFECT = "effect";

    private static final String TYPE = "type";
    private static final String RETRY_AFTER = "retryAfter";
    private static final String CODE = "code";
    private static final String AFTER_COMMIT = "afterCommit";
    private static final String DURATION = "duration";
    private static final String BYTES_PER_SECOND = "bytesPerSecond";
    private static final String DIRECTION = "direction";
    private static final String AFTER_BYTES = "afterBytes";
    private static final String OFFSET = "offset";
    private static final String BIT = "bit";
    private static final String BY = "by";
    private static final String PROBABILITY = "probability";
    private static final String SEED = "seed";
    private static final Set<String> MATCH_FIELDS =
            Set.of(
                    "operation", "bucket", "key", "partNumber", "accessKey", "header", "calls",
                    PROBABILITY, SEED);

    /** A type of effect: the fields that it has, and what it is made of. */
    private record Kind(Set<String> fields, Function<RequestDocument, FaultEffect> reader) {}

    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    entry(
                            "slowDown",
                            new Kind(
                                    Set.of(RETRY_AFTER),
                                    effect -> new FaultEffect.SlowDown(
                                            effect.duration(RETRY_AFTER)
                                                    .orElse(Duration.ofSeconds(1))))),
                    entry(
                            "internalError",
                            new Kind(Set.of(), effect -> new FaultEffect.InternalFailure())),
                    entry(
                            "errorInBody",
                            new Kind(
                                    Set.of(CODE, AFTER_COMMIT),
                                    effect -> new FaultEffect.ErrorInBody(
                                            code(effect),
                                            effect.truth(AFTER_COMMIT).orElse(false)))),
                    entry(
                            "delay",
                            new Kind(
                                    Set.of(DURATION),
                                    effect -> new FaultEffect.Delay(
                                            effect.require(DURATION, effect.duration(DURATION))))),
                    entry(
                            "bandwidth",
                            new Kind(
                                    Set.of(BYTES_PER_SECOND, DIRECTION),
                                    effect -> new FaultEffect.Bandwidth(
                                            effect.require(
                                                    BYTES_PER_SECOND,
                                                    number(effect, BYTES_PER_SECOND)),
                                            direction(effect).orElse(Direction.BOTH)))),
                    entry(
                            "reset",
                            new Kind(
                                    Set.of(DIRECTION, AFTER_BYTES),
                                    effect -> new FaultEffect.Reset(
                                            effect.require(DIRECTION, direction(effect)),
                                            number(effect, AFTER_BYTES).orElse(0L)))),
                    entry(
                            "truncate",
                            new Kind(
                                    Set.of(AFTER_BYTES),
                                    effect -> new FaultEffect.Truncate(
                                            number(effect, AFTER_BYTES).orElse(0L)))),
                    entry(
                            "flipBit",
                            new Kind(
                                    Set.of(OFFSET, BIT),
                                    effect -> new FaultEffect.FlipBit(
                                            number(effect, OFFSET).orElse(0L),
                                            effect.number(BIT, 0, Byte.SIZE - 1)
                                                    .orElse(0L)
                                                    .intValue()))),
                    entry("dropReply", new Kind(Set.of(), effect -> new FaultEffect.DropReply())),
                    entry(
                            "skewClock",
                            new Kind(
                                    Set.of(BY),
                                    effect -> new FaultEffect.SkewClock(
                                            effect.require(BY, effect.duration(BY))))),
                    entry(
                            "diskFull",
                            new Kind(
                                    Set.of(AFTER_BYTES),
                                    effect -> new FaultEffect.DiskFull(
                                            number(effect, AFTER_BYTES).orElse(0L)))));

    private FaultReader() {}

    /** The match of a document; every request where it has none. */
    static FaultMatch match(RequestDocument document) {
        Optional<RequestDocument> found = document.object(MATCH, MATCH_FIELDS);
        if (found.isEmpty()) {
            return FaultMatch.ANY;
        }
        RequestDocument match = found.get();
        return new FaultMatch(
                match.text("operation").orElse(null),
                match.text("bucket").orElse(null),
                match.text("key").orElse(null),
                match.number("partNumber", 0, Integer.MAX_VALUE).map(Long::intValue).orElse(null),
                match.text("accessKey").orElse(null),
                header(match),
                calls(match),
                chance(match));
    }

    private static FaultMatch.@Nullable HeaderMatch header(RequestDocument match) {
        Optional<RequestDocument> header = match.object("header", Set.of("name", "value"));
        return header.map(
                it -> new FaultMatch.HeaderMatch(
                        it.require("name", it.text("name")), it.text("value").orElse(null)))
                .orElse(null);
    }

    private static FaultMatch.@Nullable Calls calls(RequestDocument match) {
        Optional<RequestDocument> calls = match.object("calls", Set.of("from", "to", "every"));
        return calls.map(
                it -> {
                    Optional<Long> every = number(it, "every");
                    return new FaultMatch.Calls(
                            number(it, "from").or(() -> every).orElse(1L),
                            number(it, "to").orElse(null),
                            every.orElse(1L));
                })
                .orElse(null);
    }

    private static FaultMatch.@Nullable Chance chance(RequestDocument match) {
        Optional<Double> probability = match.decimal(PROBABILITY, 1);
        Optional<Long> seed = match.number(SEED, Long.MIN_VALUE, Long.MAX_VALUE);
        if (probability.isEmpty() && seed.isPresent()) {
            throw AdminException.invalidArgument(
                    "the field match.seed means nothing without match.probability");
        }
        return probability.map(it -> new FaultMatch.Chance(it, seed.orElse(0L))).orElse(null);
    }

    /** The effect of a document. */
    static FaultEffect effect(RequestDocument document) {
        Set<String> known = new HashSet<>(Set.of(TYPE));
        KINDS.values().forEach(kind -> known.addAll(kind.fields()));
        RequestDocument effect = document.require(EFFECT, document.object(EFFECT, known));
        List<String> types = List.copyOf(new TreeSet<>(KINDS.keySet()));
        String type = effect.require(TYPE, effect.word(TYPE, types));
        Kind kind = KINDS.get(type);
        if (kind == null) {
            throw new AssertionError(type);
        }
        for (String name : effect.names()) {
            if (!name.equals(TYPE) && !kind.fields().contains(name)) {
                throw AdminException.invalidArgument(
                        "the field effect.%s means nothing to %s".formatted(name, type));
            }
        }
        return kind.reader().apply(effect);
    }

    private static FaultEffect.ErrorInBody.Code code(RequestDocument effect) {
        String slowDown = FaultEffect.ErrorInBody.Code.SLOW_DOWN.error().code();
        String internalError = FaultEffect.ErrorInBody.Code.INTERNAL_ERROR.error().code();
        return effect.word(CODE, List.of(internalError, slowDown)).orElse("").equals(slowDown)
                ? FaultEffect.ErrorInBody.Code.SLOW_DOWN
                : FaultEffect.ErrorInBody.Code.INTERNAL_ERROR;
    }

    private static Optional<Direction> direction(RequestDocument effect) {
        return effect.word(DIRECTION, List.of("in", "out", "both"))
                .map(word -> Direction.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static Optional<Long> number(RequestDocument document, String name) {
        return document.number(name, 0, Long.MAX_VALUE);
    }
}
