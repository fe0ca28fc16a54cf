package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.xml.KeyEncoding;
import org.jspecify.annotations.Nullable;

/**
 * What the listings of objects and uploads have in common.
 *
 * @param delimiter null where there is none, also for an empty one
 * @param limit 0 to 1,000; more is cut
 */
record ListingParameters(
        String prefix, @Nullable String delimiter, int limit, KeyEncoding encoding) {
    static final int LIMIT_MAX = 1000;

    /**
     * Reads them from a query.
     *
     * @param limitName {@code max-keys} or {@code max-uploads}
     * @throws dev.cairn.s3.error.S3Exception InvalidArgument
     */
    static ListingParameters of(S3Request request, String limitName) {
        String delimiter = request.parameter("delimiter");
        return new ListingParameters(
                request.parameter("prefix", ""),
                delimiter == null || delimiter.isEmpty() ? null : delimiter,
                limit(request, limitName, LIMIT_MAX),
                encoding(request.parameter("encoding-type")));
    }

    /**
     * A limit on what a page holds.
     *
     * @param most what stands where the client says nothing or more
     */
    static int limit(S3Request request, String name, int most) {
        String value = request.parameter(name);
        return value == null ? most : Math.min(nonNegative(name, value), most);
    }

    /** A number that must not be negative. */
    static int nonNegative(String name, String value) {
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException malformed) {
            throw S3Exception.invalidArgument(
                    "Provided " + name + " not an integer or within integer range", name, value);
        }
        if (number < 0) {
            throw S3Exception.invalidArgument(
                    "Argument " + name + " must be an integer between 0 and 2147483647",
                    name,
                    value);
        }
        return number;
    }

    private static KeyEncoding encoding(@Nullable String type) {
        if (type == null) {
            return KeyEncoding.NONE;
        }
        if (!type.equals("url")) {
            throw S3Exception.invalidArgument(
                    "Invalid Encoding Method specified in Request", "encoding-type", type);
        }
        return KeyEncoding.URL;
    }
}
