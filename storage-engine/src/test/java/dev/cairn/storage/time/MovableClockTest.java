package dev.cairn.storage.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MovableClockTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final AtomicReference<Instant> real = new AtomicReference<>(START);
    private final List<ClockSetting> kept = new ArrayList<>();
    private final AtomicInteger moves = new AtomicInteger();
    private final Clock clock = new Clock(real::get);
    private final MovableClock hands =
            new MovableClock(clock, kept::add, moves::incrementAndGet);

    @Test
    void advance_movesAndGoesOn() {
        assertThat(hands.advance(Duration.ofDays(8)).orElseThrow().now())
                .isEqualTo(START.plus(Duration.ofDays(8)));
        pass(Duration.ofSeconds(3));

        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(8)).plusSeconds(3));
        assertThat(clock.real()).isEqualTo(START.plusSeconds(3));
        assertThat(moves).hasValue(1);
    }

    @Test
    void set_movesForwardOnly() {
        Instant later = START.plusMillis(1);
        assertThat(hands.set(later).orElseThrow().now()).isEqualTo(later);

        assertThat(hands.set(START)).isEmpty();
        assertThat(hands.advance(Duration.ofMillis(-1))).isEmpty();
        assertThat(hands.set(later)).isPresent();
        assertThat(clock.now()).isEqualTo(later);
    }

    @Test
    void frozen_standsStillButCanBeMoved() {
        hands.freeze(true);
        pass(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(START);

        hands.advance(Duration.ofDays(1));
        pass(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(1)));

        hands.freeze(false);
        pass(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(25)));
    }

    @Test
    void speed_countsFromWhereTheClockIs() {
        hands.speed(86_400);
        pass(Duration.ofSeconds(2));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(2)));

        hands.speed(1);
        pass(Duration.ofSeconds(2));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(2)).plusSeconds(2));
        assertThatThrownBy(() -> hands.speed(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hands.speed(ClockSetting.SPEED_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endOfAllDates_isNotPassed() {
        assertThatThrownBy(() -> hands.set(ClockSetting.SHOWN_MAX.plusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        hands.set(ClockSetting.SHOWN_MAX.minusSeconds(1));
        hands.speed(ClockSetting.SPEED_MAX);
        pass(Duration.ofDays(100_000));

        assertThat(clock.now()).isEqualTo(ClockSetting.SHOWN_MAX);
    }

    @Test
    void realTimeThatGoesBack_movesNothingBack() {
        hands.advance(Duration.ofDays(1));
        pass(Duration.ofHours(-5));

        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void signatures_followRealTimeUnlessTold() {
        hands.advance(Duration.ofDays(1));
        assertThat(clock.signatureTime().instant()).isEqualTo(START);

        hands.signatures(true);
        assertThat(clock.signatureTime().instant()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void kept_isWhatAnotherClockGoesOnFrom() {
        hands.speed(60);
        hands.advance(Duration.ofDays(1));
        pass(Duration.ofMinutes(1));
        Clock next = new Clock(real::get);
        next.follow(kept.getLast());

        assertThat(next.now()).isEqualTo(clock.now())
                .isEqualTo(START.plus(Duration.ofHours(25)));
    }

    @Test
    void settingThatCannotBeKept_changesNothing() {
        MovableClock failing = new MovableClock(
                clock,
                setting -> {
                    throw new IllegalStateException("no disk");
                },
                moves::incrementAndGet);

        assertThatThrownBy(() -> failing.advance(Duration.ofDays(1))).hasMessage("no disk");
        pass(Duration.ofSeconds(1));

        assertThat(clock.now()).isEqualTo(START.plusSeconds(1));
        assertThat(moves).hasValue(0);
    }

    @Test
    void release_goesOnAtThePaceOfRealTime() {
        hands.freeze(true);
        hands.speed(60);
        hands.advance(Duration.ofDays(1));
        hands.release();
        pass(Duration.ofMinutes(1));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(1)).plusSeconds(60));

        int before = kept.size();
        hands.release();
        assertThat(kept).hasSize(before);
    }

    private void pass(Duration duration) {
        real.updateAndGet(instant -> instant.plus(duration));
    }
}
