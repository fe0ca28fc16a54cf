package dev.cairn.server.admin;

import dev.cairn.storage.time.ClockSetting;
import dev.cairn.storage.time.MovableClock;
import dev.cairn.storage.time.MovableClock.Reading;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The clock that dates and rules go by. */
final class ClockResource {
    private static final String ADVANCE = "advance";
    private static final String SET = "set";
    private static final String FREEZE = "freeze";
    private static final String SPEED = "speed";
    private static final String SIGNATURES = "signatures";
    private static final Set<String> FIELDS = Set.of(ADVANCE, SET, FREEZE, SPEED, SIGNATURES);

    private final MovableClock clock;
    private final boolean movable;

    ClockResource(MovableClock clock, boolean movable) {
        this.clock = clock;
        this.movable = movable;
    }

    /** GET /clock. */
    Answer show(AdminRequest request) {
        return new Answer.Document(ClockDocument.of(clock.read()));
    }

    /** PUT /clock: one change a call. */
    Answer move(AdminRequest request) throws IOException {
        if (!movable) {
            throw new AdminException(
                    403,
                    "TestClockDisabled",
                    "the clock moves only in a server that was started with --test-clock");
        }
        RequestDocument change = request.body().document(FIELDS);
        if (FIELDS.stream().filter(change::has).count() != 1) {
            throw AdminException.invalidArgument(
                    "the body must have one of advance, set, freeze, speed and signatures");
        }
        Optional<Duration> advance = change.duration(ADVANCE);
        Optional<Instant> set = change.instant(SET);
        Optional<Boolean> freeze = change.truth(FREEZE);
        Optional<Long> speed = change.number(SPEED, 1, ClockSetting.SPEED_MAX);
        Optional<Boolean> signatures = change.truth(SIGNATURES);
        Reading reading =
                advance.map(this::advance)
                        .or(() -> set.map(this::set))
                        .or(() -> freeze.map(clock::freeze))
                        .or(() -> speed.map(clock::speed))
                        .or(() -> signatures.map(clock::signatures))
                        .orElseThrow();
        return new Answer.Document(ClockDocument.of(reading));
    }

    private Reading advance(Duration by) {
        try {
            return clock.advance(by).orElseThrow(this::back);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException tooFar) {
            throw tooFar();
        }
    }

    private Reading set(Instant to) {
        try {
            return clock.set(to).orElseThrow(this::back);
        } catch (IllegalArgumentException tooFar) {
            throw tooFar();
        }
    }

    private AdminException back() {
        return new AdminException(
                409,
                "ClockBackward",
                "the clock shows " + clock.read().now() + " and never goes back");
    }

    private static AdminException tooFar() {
        return AdminException.invalidArgument(
                "the clock goes to " + ClockSetting.SHOWN_MAX + " and no further");
    }
}
