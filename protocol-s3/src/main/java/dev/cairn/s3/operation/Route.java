package dev.cairn.s3.operation;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes a request one operation and no other.
 *
 * @param keys deciding query keys, as {@code key} or {@code key=value}
 * @param copySource whether the header {@code x-amz-copy-source} is what decides
 * @param options query keys that the operation understands and that other operations refuse:
 *     {@code versionId}, {@code partNumber}
 */
public record Route(
        String method, Target target, Set<String> keys, boolean copySource, Set<String> options) {
    public static final String COPY_SOURCE = "x-amz-copy-source";
    public static final String VERSION_ID = "versionId";
    public static final String PART_NUMBER = "partNumber";
    public static final String UPLOAD_ID = "uploadId";

    /** What a request addresses. */
    public enum Target {
        SERVICE,
        BUCKET,
        OBJECT,
        /** The path {@code /WriteGetObjectResponse}, to which S3 Object Lambda posts. */
        OBJECT_LAMBDA
    }

    public Route {
        keys = Collections.unmodifiableSet(new TreeSet<>(keys));
        options = Set.copyOf(options);
    }

    public static Route service(String method) {
        return new Route(method, Target.SERVICE, Set.of(), false, Set.of());
    }

    public static Route bucket(String method, String... keys) {
        return new Route(method, Target.BUCKET, Set.of(keys), false, Set.of());
    }

    public static Route object(String method, String... keys) {
        return new Route(method, Target.OBJECT, Set.of(keys), false, Set.of());
    }

    /** The same, told apart by the header {@code x-amz-copy-source}. */
    public Route withCopySource() {
        return new Route(method, target, keys, true, options);
    }

    /** The same, with query keys that it understands. */
    public Route withOptions(String... more) {
        return new Route(method, target, keys, copySource, Set.copyOf(Arrays.asList(more)));
    }

    /** Whether two routes take the same requests. */
    public boolean sameRequests(Route other) {
        return method.equals(other.method)
                && target == other.target
                && keys.equals(other.keys)
                && copySource == other.copySource;
    }

    /** How much the route names: the more, the earlier it is tried; keys go before the header. */
    int weight() {
        return 2 * keys.size() + (copySource ? 1 : 0);
    }
}
