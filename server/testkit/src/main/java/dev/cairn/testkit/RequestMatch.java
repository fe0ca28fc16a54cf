package dev.cairn.testkit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The S3 requests that a fault is for. What is not said matches every request; of what is said, all
 * must hold. In patterns {@code *} stands for any characters or none, {@code ?} for one. Each
 * method gives another match and leaves this one as it is. {@code docs/FAULTS.md} says more.
 */
public final class RequestMatch {
    private final Map<String, Object> fields;

    private RequestMatch(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Every request of the S3 port. */
    public static RequestMatch any() {
        return new RequestMatch(Map.of());
    }

    /**
     * Those whose operation fits a pattern of S3's names: {@code GetObject}, {@code UploadPart*}.
     */
    public static RequestMatch operation(String pattern) {
        return any().with("operation", pattern);
    }

    /** Of these, those whose bucket fits a pattern. */
    public RequestMatch bucket(String pattern) {
        return with("bucket", pattern);
    }

    /**
     * Of these, those whose key fits a pattern; requests without a key, as listings are, do not.
     */
    public RequestMatch key(String pattern) {
        return with("key", pattern);
    }

    /** Of these, those that upload this part, or read it by its number. */
    public RequestMatch partNumber(int number) {
        return with("partNumber", number);
    }

    /** Of these, those that say they are signed with the key of this id, which is no pattern. */
    public RequestMatch accessKey(String id) {
        return with("accessKey", id);
    }

    /** Of these, those that have a header, whatever its value. */
    public RequestMatch header(String name) {
        return with("header", Map.of("name", name));
    }

    /** Of these, those that have a header whose value fits a pattern. */
    public RequestMatch header(String name, String pattern) {
        return with("header", Map.of("name", name, "value", pattern));
    }

    /** Of these the first, and no other: a retry meets no fault any more. */
    public RequestMatch once() {
        return calls(1, 1);
    }

    /**
     * Of these some, counted from 1 in the order in which they arrive.
     *
     * @param from 1 or more
     * @param to the last, {@code from} or more
     */
    public RequestMatch calls(long from, long to) {
        return with("calls", Map.of("from", from, "to", to));
    }

    /**
     * Of these all but the first, counted in the order in which they arrive.
     *
     * @param from the first of them, 1 or more
     */
    public RequestMatch callsFrom(long from) {
        return with("calls", Map.of("from", from));
    }

    /** Of these each so manieth: with 3 the third, the sixth and so on. */
    public RequestMatch every(long count) {
        return with("calls", Map.of("every", count));
    }

    /**
     * Of these some by chance.
     *
     * @param probability above 0, at most 1
     * @param seed with the same one, the same sequence of requests meets the same decisions
     */
    public RequestMatch sometimes(double probability, long seed) {
        return with("probability", probability).with("seed", seed);
    }

    /** The fields as the admin API has them. */
    @Override
    public String toString() {
        return fields.toString();
    }

    Map<String, Object> fields() {
        return fields;
    }

    private RequestMatch with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(fields);
        more.put(name, value);
        return new RequestMatch(Collections.unmodifiableMap(more));
    }
}
