package dev.cairn.testkit;

import java.time.Duration;
import java.util.Locale;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens to a request that meets a fault. No effect harms what is stored, and none lets the
 * server acknowledge what it has not stored. {@code docs/FAULTS.md} says what clients make of each.
 */
public final class FaultEffect {
    private static final String AFTER_BYTES = "afterBytes";
    private static final String DIRECTION = "direction";

    private final Map<String, Object> fields;

    private FaultEffect(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Which way bytes go. */
    public enum Direction {
        /** From the client to the server. */
        IN,
        /** From the server to the client. */
        OUT,
        BOTH
    }

    /**
     * 503 SlowDown in place of the operation.
     *
     * @param retryAfter what the header Retry-After says, in whole seconds
     */
    public static FaultEffect slowDown(Duration retryAfter) {
        return of("slowDown").with("retryAfter", retryAfter.toString());
    }

    /** 500 InternalError in place of the operation. */
    public static FaultEffect internalError() {
        return of("internalError");
    }

    /**
     * 200 with an error document, as S3 answers where it has begun before it is done:
     * CompleteMultipartUpload, CopyObject, UploadPartCopy, and no others.
     *
     * @param afterCommit whether the operation is executed nevertheless
     */
    public static FaultEffect errorInBody(boolean afterCommit) {
        return of("errorInBody").with("afterCommit", afterCommit);
    }

    /**
     * The same with SlowDown as the code of the document, which is else InternalError.
     *
     * @param afterCommit whether the operation is executed nevertheless
     */
    public static FaultEffect slowDownInBody(boolean afterCommit) {
        return errorInBody(afterCommit).with("code", "SlowDown");
    }

    /**
     * The operation begins later.
     *
     * @param duration at most ten minutes
     */
    public static FaultEffect delay(Duration duration) {
        return of("delay").with("duration", duration.toString());
    }

    /** Bodies come or go no faster than so many bytes per second. */
    public static FaultEffect bandwidth(long bytesPerSecond, Direction direction) {
        return of("bandwidth")
                .with("bytesPerSecond", bytesPerSecond)
                .with(DIRECTION, word(direction));
    }

    /**
     * The connection is reset.
     *
     * @param direction IN or OUT: of which body the bytes are counted
     * @param afterBytes when so many bytes of that body have passed; 0 at its beginning
     */
    public static FaultEffect reset(Direction direction, long afterBytes) {
        return of("reset").with(DIRECTION, word(direction)).with(AFTER_BYTES, afterBytes);
    }

    /** The body of the answer ends after so many bytes, and the connection is closed. */
    public static FaultEffect truncate(long afterBytes) {
        return of("truncate").with(AFTER_BYTES, afterBytes);
    }

    /**
     * One bit of what GetObject reads is wrong; on disk it is right.
     *
     * @param offset of the byte in the object
     * @param bit 0 to 7
     */
    public static FaultEffect flipBit(long offset, int bit) {
        return of("flipBit").with("offset", offset).with("bit", bit);
    }

    /** The operation runs and commits, then the connection is closed without an answer. */
    public static FaultEffect dropReply() {
        return of("dropReply");
    }

    /**
     * The clock by which signatures are judged is off, and the Date header with it.
     *
     * @param by beyond 15 minutes either way requests are refused with RequestTimeTooSkewed
     */
    public static FaultEffect skewClock(Duration by) {
        return of("skewClock").with("by", by.toString());
    }

    /**
     * What stores something is refused as by a store without room.
     *
     * @param afterBytes of the body; 0 before the operation begins
     */
    public static FaultEffect diskFull(long afterBytes) {
        return of("diskFull").with(AFTER_BYTES, afterBytes);
    }

    /** The fields as the admin API has them. */
    @Override
    public String toString() {
        return fields.toString();
    }

    Map<String, Object> fields() {
        return fields;
    }

    private static FaultEffect of(String type) {
        return new FaultEffect(Map.of("type", type));
    }

    private static String word(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    private FaultEffect with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(fields);
        more.put(name, value);
        return new FaultEffect(Collections.unmodifiableMap(more));
    }
}
