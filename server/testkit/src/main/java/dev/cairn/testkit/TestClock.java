package dev.cairn.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The clock of a server: initiation, last modification, ages and due dates of rules, and the hours
 * of the bill go by it. It shows real time until somebody moves it, and it never goes back. A
 * change is visible to every request that begins after the call has returned.
 *
 * <p>Signatures and presigned URLs go by real time, that of the clients, unless {@link
 * #signatures} says otherwise. Safe for all threads.
 */
public final class TestClock {
    private static final String CLOCK = "/clock";

    private final AdminCalls calls;

    TestClock(AdminCalls calls) {
        this.calls = calls;
    }

    /** What the clock shows, in milliseconds. */
    public Instant now() {
        return Instant.parse(calls.get(CLOCK, Map.of()).path("now").asString());
    }

    /**
     * Moves the clock forward by some time. Rules are not run by it: {@link Lifecycle#runNow}.
     *
     * @param by zero or more
     * @return what the clock shows then
     * @throws IllegalArgumentException for a negative duration, and beyond the year 9999
     */
    public Instant advance(Duration by) {
        return change("advance", by.toString());
    }

    /**
     * Moves the clock to an instant.
     *
     * @param to not before {@link #now}, and at most the end of the year 9999
     * @return what the clock shows then
     * @throws IllegalArgumentException when that is back, or too far
     */
    public Instant set(Instant to) {
        return change("set", to.toString());
    }

    /**
     * Lets the clock stand still. It can still be moved.
     *
     * @return where it stands
     */
    public Instant freeze() {
        return change("freeze", true);
    }

    /**
     * Lets a clock that stands still go on from there.
     *
     * @return from where it goes on
     */
    public Instant unfreeze() {
        return change("freeze", false);
    }

    /**
     * Lets the clock go faster than real time.
     *
     * @param times 1 to 1,000,000; 86,400 makes a day of each second
     * @return what the clock shows
     * @throws IllegalArgumentException for another number
     */
    public Instant speed(long times) {
        return change("speed", times);
    }

    /**
     * Says what signatures, presigned URLs and the Date header go by.
     *
     * @param byThisClock false, as at the start, for real time
     * @return what the clock shows
     */
    public Instant signatures(boolean byThisClock) {
        return change("signatures", byThisClock);
    }

    private Instant change(String field, Object value) {
        return Instant.parse(calls.put(CLOCK, Map.of(field, value)).path("now").asString());
    }
}
