package dev.cairn.s3.fault;

import static dev.cairn.s3.fault.InvalidFaultException.require;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.operation.Operation;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** What a fault does to the requests that it is for. */
public sealed interface FaultEffect {
    /** The longest delay. */
    Duration DELAY_MAX = Duration.ofMinutes(10);

    /** The furthest that a clock is off, either way. */
    Duration SKEW_MAX = Duration.ofDays(365);

    /** The longest that clients are asked to wait. */
    Duration RETRY_AFTER_MAX = Duration.ofDays(1);

    /** How the API calls the effect. */
    String type();

    /** Whether requests of this operation can meet it. */
    default boolean concerns(Operation operation) {
        return true;
    }

    /**
     * 503 SlowDown in place of the operation.
     *
     * @param retryAfter in whole seconds, as the header {@code Retry-After} says it
     */
    record SlowDown(Duration retryAfter) implements FaultEffect {
        public SlowDown {
            require(
                    !retryAfter.isNegative()
                            && retryAfter.compareTo(RETRY_AFTER_MAX) <= 0
                            && retryAfter.equals(retryAfter.truncatedTo(ChronoUnit.SECONDS)),
                    "effect.retryAfter",
                    "whole seconds, PT0S to PT24H");
        }

        @Override
        public String type() {
            return "slowDown";
        }
    }

    /** 500 InternalError in place of the operation. */
    record InternalFailure() implements FaultEffect {
        @Override
        public String type() {
            return "internalError";
        }
    }

    /**
     * 200 with an error document, as S3 answers where it has begun to answer before it is done.
     *
     * @param afterCommit whether the operation is executed nevertheless
     */
    record ErrorInBody(Code code, boolean afterCommit) implements FaultEffect {
        /** The operations that S3 answers so. */
        private static final Set<String> OPERATIONS =
                Set.of("CompleteMultipartUpload", "CopyObject", "UploadPartCopy");

        /** What the document says. */
        public enum Code {
            INTERNAL_ERROR(S3ErrorCode.INTERNAL_ERROR),
            SLOW_DOWN(S3ErrorCode.SLOW_DOWN);

            private final S3ErrorCode error;

            Code(S3ErrorCode error) {
                this.error = error;
            }

            public S3ErrorCode error() {
                return error;
            }
        }

        @Override
        public String type() {
            return "errorInBody";
        }

        @Override
        public boolean concerns(Operation operation) {
            return OPERATIONS.contains(operation.name());
        }
    }

    /** The operation begins later. */
    record Delay(Duration duration) implements FaultEffect {
        public Delay {
            require(
                    !duration.isNegative()
                            && !duration.isZero()
                            && duration.compareTo(DELAY_MAX) <= 0,
                    "effect.duration",
                    "above PT0S and at most PT10M");
        }

        @Override
        public String type() {
            return "delay";
        }
    }

    /** Bodies come or go no faster than this. */
    record Bandwidth(long bytesPerSecond, Direction direction) implements FaultEffect {
        public Bandwidth {
            require(
                    bytesPerSecond >= 1 && bytesPerSecond <= 1L << 40,
                    "effect.bytesPerSecond",
                    "1 or more");
        }

        @Override
        public String type() {
            return "bandwidth";
        }
    }

    /**
     * The connection is reset (RST) once so many bytes of a body have come or gone.
     *
     * @param direction one of the two
     */
    record Reset(Direction direction, long afterBytes) implements FaultEffect {
        public Reset {
            require(direction != Direction.BOTH, "effect.direction", "in or out");
            require(afterBytes >= 0, "effect.afterBytes", "0 or more");
        }

        @Override
        public String type() {
            return "reset";
        }
    }

    /** The answer's body ends after so many bytes, and the connection with it. */
    record Truncate(long afterBytes) implements FaultEffect {
        public Truncate {
            require(afterBytes >= 0, "effect.afterBytes", "0 or more");
        }

        @Override
        public String type() {
            return "truncate";
        }
    }

    /**
     * One bit of an object is read wrong; what the headers say of it stays true.
     *
     * @param offset of the byte in the object, so that a range that lies elsewhere is right
     * @param bit 0 is the lowest
     */
    record FlipBit(long offset, int bit) implements FaultEffect {
        public FlipBit {
            require(offset >= 0, "effect.offset", "0 or more");
            require(bit >= 0 && bit < Byte.SIZE, "effect.bit", "a whole number from 0 to 7");
        }

        @Override
        public String type() {
            return "flipBit";
        }

        @Override
        public boolean concerns(Operation operation) {
            return operation.name().equals("GetObject");
        }
    }

    /** The operation runs and its commit is durable; then the connection ends without a word. */
    record DropReply() implements FaultEffect {
        @Override
        public String type() {
            return "dropReply";
        }
    }

    /**
     * The clock by which signatures are judged is off, and the answer's Date header with it.
     *
     * @param by ahead, or if negative behind
     */
    record SkewClock(Duration by) implements FaultEffect {
        public SkewClock {
            require(
                    !by.isZero()
                            && by.compareTo(SKEW_MAX) <= 0
                            && by.compareTo(SKEW_MAX.negated()) >= 0,
                    "effect.by",
                    "a duration other than zero, of 365 days at most");
        }

        @Override
        public String type() {
            return "skewClock";
        }
    }

    /**
     * The disk has no room for what a request wants to store.
     *
     * @param afterBytes how many bytes of the body are taken before that is noticed
     */
    record DiskFull(long afterBytes) implements FaultEffect {
        private static final Set<String> METHODS = Set.of("PUT", "POST");

        /** Posts that store nothing. */
        private static final List<String> OTHERS = List.of("Delete", "Select");

        public DiskFull {
            require(afterBytes >= 0, "effect.afterBytes", "0 or more");
        }

        @Override
        public String type() {
            return "diskFull";
        }

        @Override
        public boolean concerns(Operation operation) {
            return METHODS.contains(operation.route().method())
                    && OTHERS.stream().noneMatch(operation.name()::startsWith);
        }
    }
}
