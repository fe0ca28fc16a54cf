package dev.cairn.s3.fault;

import static dev.cairn.s3.fault.InvalidFaultException.require;

import dev.cairn.storage.model.Part;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a fault is for. What is null matches every request; of what is not, all must
 * hold. Patterns have {@code *} and {@code ?} as those of policies do.
 *
 * @param operation pattern of S3's names of operations
 * @param bucket pattern
 * @param key pattern; requests without a key are not matched by any
 * @param partNumber of an upload's part, or of the part that a read asks for
 * @param accessKey the id of the key that the request claims to be signed with
 * @param calls which of the requests that all else matches
 * @param chance how many of those
 */
public record FaultMatch(
        @Nullable String operation,
        @Nullable String bucket,
        @Nullable String key,
        @Nullable Integer partNumber,
        @Nullable String accessKey,
        @Nullable HeaderMatch header,
        @Nullable Calls calls,
        @Nullable Chance chance) {
    /** The longest pattern. */
    public static final int PATTERN_CHARS_MAX = 1024;

    /** Every request. */
    public static final FaultMatch ANY =
            new FaultMatch(null, null, null, null, null, null, null, null);

    /**
     * A header of the request.
     *
     * @param name in any case
     * @param value pattern of one of its values; null where it need only be there
     */
    public record HeaderMatch(String name, @Nullable String value) {
        public HeaderMatch {
            require(
                    name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}"),
                    "match.header.name",
                    "the name of a header");
            checkPattern("match.header.value", value);
        }
    }

    /**
     * Which calls, counted from 1 and for each fault by itself.
     *
     * @param from the first
     * @param to the last; null for no end
     * @param every this one and then each that comes so many later
     */
    public record Calls(long from, @Nullable Long to, long every) {
        public Calls {
            // First, since the count begins with it where nothing else is said.
            require(every >= 1, "match.calls.every", "1 or more");
            require(from >= 1, "match.calls.from", "1 or more");
            require(to == null || to >= from, "match.calls.to", "at least match.calls.from");
        }

        /** One call alone. */
        public static Calls only(long number) {
            return new Calls(number, number, 1);
        }

        public static Calls between(long from, long to) {
            return new Calls(from, to, 1);
        }

        /** The n-th, the 2n-th, … */
        public static Calls every(long number) {
            return new Calls(number, null, number);
        }

        boolean includes(long call) {
            return call >= from && (to == null || call <= to) && (call - from) % every == 0;
        }
    }

    /**
     * The same sequence of requests meets the same decisions.
     *
     * @param probability of each call, above 0 and at most 1
     */
    public record Chance(double probability, long seed) {
        public Chance {
            require(
                    probability > 0 && probability <= 1,
                    "match.probability",
                    "above 0 and at most 1");
        }
    }

    public FaultMatch {
        checkPattern("match.operation", operation);
        checkPattern("match.bucket", bucket);
        checkPattern("match.key", key);
        checkPattern("match.accessKey", accessKey);
        require(
                partNumber == null || (partNumber >= 1 && partNumber <= Part.NUMBER_MAX),
                "match.partNumber",
                "a whole number from 1 to " + Part.NUMBER_MAX);
    }

    public FaultMatch withOperation(String pattern) {
        return new FaultMatch(
                pattern, bucket, key, partNumber, accessKey, header, calls, chance);
    }

    public FaultMatch withBucket(String pattern) {
        return new FaultMatch(
                operation, pattern, key, partNumber, accessKey, header, calls, chance);
    }

    public FaultMatch withKey(String pattern) {
        return new FaultMatch(
                operation, bucket, pattern, partNumber, accessKey, header, calls, chance);
    }

    public FaultMatch withPartNumber(int number) {
        return new FaultMatch(operation, bucket, key, number, accessKey, header, calls, chance);
    }

    public FaultMatch withAccessKey(String id) {
        return new FaultMatch(operation, bucket, key, partNumber, id, header, calls, chance);
    }

    public FaultMatch withHeader(HeaderMatch other) {
        return new FaultMatch(
                operation, bucket, key, partNumber, accessKey, other, calls, chance);
    }

    public FaultMatch withCalls(Calls other) {
        return new FaultMatch(
                operation, bucket, key, partNumber, accessKey, header, other, chance);
    }

    public FaultMatch withChance(Chance other) {
        return new FaultMatch(
                operation, bucket, key, partNumber, accessKey, header, calls, other);
    }

    boolean takesOperation(String name) {
        return takes(operation, name);
    }

    /** Whether it is for the request, by all but count and chance. */
    boolean takes(FaultedRequest request) {
        return takesOperation(request.operation())
                && takes(bucket, request.bucket())
                && takes(key, request.key())
                && (partNumber == null || partNumber.equals(request.partNumber()))
                && (accessKey == null || accessKey.equals(request.accessKey()))
                && (header == null || takesHeader(header, request));
    }

    private static boolean takesHeader(HeaderMatch wanted, FaultedRequest request) {
        String value = wanted.value();
        if (value == null) {
            return request.headers().contains(wanted.name());
        }
        Glob pattern = new Glob(value);
        return request.headers().all(wanted.name()).stream().anyMatch(pattern::matches);
    }

    private static boolean takes(@Nullable String pattern, @Nullable String value) {
        return pattern == null || (value != null && new Glob(pattern).matches(value));
    }

    private static void checkPattern(String field, @Nullable String pattern) {
        require(
                pattern == null || (!pattern.isEmpty() && pattern.length() <= PATTERN_CHARS_MAX),
                field,
                "a text of 1 to " + PATTERN_CHARS_MAX + " characters");
    }
}
