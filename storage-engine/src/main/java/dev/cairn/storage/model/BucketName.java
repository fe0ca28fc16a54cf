package dev.cairn.storage.model;

import java.util.regex.Pattern;

/**
 * The name of a general purpose bucket; a constructed name is a valid one.
 *
 * <p>Rules: Amazon S3 User Guide, "General purpose bucket naming rules".
 */
public record BucketName(String value) implements Comparable<BucketName> {
    public static final int LENGTH_MIN = 3;
    public static final int LENGTH_MAX = 63;

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    public BucketName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a bucket name: " + value);
        }
    }

    /** Whether S3 allows a bucket to be created under this name. */
    public static boolean isValid(String name) {
        return SHAPE.matcher(name).matches()
                && !name.contains("..")
                && !IP_ADDRESS.matcher(name).matches()
                && !hasReservedPrefix(name)
                && !hasReservedSuffix(name);
    }

    private static boolean hasReservedPrefix(String name) {
        return name.startsWith("xn--")
                || name.startsWith("sthree-")
                || name.startsWith("amzn-s3-demo-");
    }

    private static boolean hasReservedSuffix(String name) {
        return name.endsWith("-s3alias")
                || name.endsWith("--ol-s3")
                || name.endsWith(".mrap")
                || name.endsWith("--x-s3")
                || name.endsWith("--table-s3");
    }

    @Override
    public int compareTo(BucketName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
