package dev.cairn.s3.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.fault.FaultMatch.Calls;
import dev.cairn.s3.fault.FaultMatch.Chance;
import dev.cairn.s3.fault.FaultMatch.HeaderMatch;
import dev.cairn.s3.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fault is for, and how it counts. */
class FaultTest {
    private static final FaultedRequest REQUEST =
            new FaultedRequest(
                    "00000000000000A1",
                    "UploadPart",
                    "vault",
                    "2026/backup.tar",
                    3,
                    "AKOWNER",
                    Headers.builder().add("User-Agent", "aws-sdk-java/2.30").build());

    static Stream<Arguments> matches() {
        FaultMatch any = FaultMatch.ANY;
        return Stream.of(
                Arguments.of(any, true),
                Arguments.of(any.withOperation("UploadPart"), true),
                Arguments.of(any.withOperation("UploadPart*"), true),
                Arguments.of(any.withOperation("uploadpart"), false),
                Arguments.of(any.withBucket("v?ult"), true),
                Arguments.of(any.withBucket("v"), false),
                Arguments.of(any.withKey("2026/*.tar"), true),
                Arguments.of(any.withKey("*.zip"), false),
                Arguments.of(any.withPartNumber(3), true),
                Arguments.of(any.withPartNumber(4), false),
                Arguments.of(any.withAccessKey("AKOWNER"), true),
                Arguments.of(any.withAccessKey("AK*"), false),
                Arguments.of(any.withHeader(new HeaderMatch("user-agent", null)), true),
                Arguments.of(any.withHeader(new HeaderMatch("USER-AGENT", "*java*")), true),
                Arguments.of(any.withHeader(new HeaderMatch("user-agent", "boto*")), false),
                Arguments.of(any.withHeader(new HeaderMatch("range", null)), false),
                Arguments.of(any.withOperation("UploadPart").withBucket("other"), false));
    }

    @ParameterizedTest
    @MethodSource("matches")
    void fault_isForRequestsOfWhichAllHolds(FaultMatch match, boolean taken) {
        assertThat(fault(match).chooses(REQUEST)).isEqualTo(taken);
    }

    @Test
    void requestWithoutKey_isMatchedByNoPatternOfKeys() {
        FaultedRequest list =
                new FaultedRequest(
                        "00000000000000A2", "ListBuckets", null, null, null, null, Headers.EMPTY);

        assertThat(fault(FaultMatch.ANY.withKey("*")).chooses(list)).isFalse();
        assertThat(fault(FaultMatch.ANY).chooses(list)).isTrue();
    }

    @Test
    void calls_areCountedFromOne() {
        assertThat(chosen(FaultMatch.ANY.withCalls(Calls.only(1)))).containsExactly(1);
        assertThat(chosen(FaultMatch.ANY.withCalls(Calls.between(2, 3)))).containsExactly(2, 3);
        assertThat(chosen(FaultMatch.ANY.withCalls(Calls.every(4)))).containsExactly(4, 8);
        assertThat(chosen(FaultMatch.ANY.withCalls(new Calls(2, 6L, 2)))).containsExactly(2, 4, 6);
        assertThat(chosen(FaultMatch.ANY.withCalls(new Calls(9, null, 1)))).containsExactly(9, 10);
    }

    @Test
    void requestsThatDoNotMatch_areNotCounted() {
        Fault fault = fault(FaultMatch.ANY.withPartNumber(4).withCalls(Calls.only(1)));

        assertThat(fault.chooses(REQUEST)).isFalse();
        assertThat(fault.report().matched()).isZero();
    }

    @Test
    void chance_isTheSameForTheSameSeed() {
        FaultMatch match = FaultMatch.ANY.withChance(new Chance(0.5, 7));

        List<Integer> once = chosen(match);
        assertThat(once).hasSizeBetween(1, 9).isEqualTo(chosen(match));
        assertThat(chosen(FaultMatch.ANY.withChance(new Chance(0.5, 8)))).isNotEqualTo(once);
        assertThat(chosen(FaultMatch.ANY.withChance(new Chance(1, 8)))).hasSize(10);
    }

    @Test
    void firings_areKeptUpToTheLimit() {
        Fault fault = fault(FaultMatch.ANY);
        for (int i = 1; i <= Faults.FIRINGS_KEPT + 5; i++) {
            fault.fired(
                    new Firing(
                            Instant.ofEpochSecond(i), "id" + i, "GetObject", null, null, null));
        }

        FaultReport report = fault.report();
        assertThat(report.fired()).isEqualTo(Faults.FIRINGS_KEPT + 5);
        assertThat(report.firings()).hasSize(Faults.FIRINGS_KEPT);
        assertThat(report.firings().getFirst().requestId()).isEqualTo("id6");
        assertThat(report.firings().getLast().requestId()).isEqualTo("id105");
    }

    @Test
    void whatCannotBe_namesItsField() {
        assertThatThrownBy(() -> new Calls(3, 2L, 1)).hasMessageContaining("match.calls.to");
        assertThatThrownBy(() -> new Calls(0, null, 1)).hasMessageContaining("match.calls.from");
        assertThatThrownBy(() -> new Calls(0, null, 0)).hasMessageContaining("match.calls.every");
        assertThatThrownBy(() -> new Chance(0, 1)).hasMessageContaining("match.probability");
        assertThatThrownBy(() -> new Chance(Double.NaN, 1))
                .hasMessageContaining("match.probability");
        assertThatThrownBy(() -> FaultMatch.ANY.withKey("")).hasMessageContaining("match.key");
        assertThatThrownBy(() -> FaultMatch.ANY.withBucket("x".repeat(1025)))
                .hasMessageContaining("match.bucket");
        assertThatThrownBy(() -> FaultMatch.ANY.withPartNumber(10_001))
                .hasMessageContaining("match.partNumber");
        assertThatThrownBy(() -> new HeaderMatch("two words", null))
                .hasMessageContaining("match.header.name");
        assertThatThrownBy(() -> new FaultEffect.Delay(Duration.ofHours(1)))
                .hasMessageContaining("effect.duration");
        assertThatThrownBy(() -> new FaultEffect.SkewClock(Duration.ofSeconds(Long.MIN_VALUE)))
                .hasMessageContaining("effect.by");
        assertThatThrownBy(() -> new FaultEffect.Reset(Direction.BOTH, 0))
                .hasMessageContaining("effect.direction");
        assertThatThrownBy(() -> new FaultEffect.FlipBit(0, 8)).hasMessageContaining("effect.bit");
    }

    /** Which of ten requests a fault chooses. */
    private static List<Integer> chosen(FaultMatch match) {
        Fault fault = fault(match);
        return IntStream.rangeClosed(1, 10).filter(i -> fault.chooses(REQUEST)).boxed().toList();
    }

    private static Fault fault(FaultMatch match) {
        return new Fault(1, Instant.EPOCH, match, new FaultEffect.InternalFailure());
    }
}
