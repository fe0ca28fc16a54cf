package dev.cairn.s3.http;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request addresses, by path or by virtual host: the service, a bucket or an object.
 *
 * <p>Source: Amazon S3 User Guide, "Virtual hosting of general purpose buckets".
 *
 * @param bucket the name as sent, not yet validated; null for the service
 * @param key decoded; null for the service or the bucket ({@code /bucket} and {@code /bucket/})
 * @param virtualHost whether the bucket stood in the Host header
 */
public record S3Address(@Nullable String bucket, @Nullable String key, boolean virtualHost) {
    /**
     * Finds bucket and key.
     *
     * @param host the Host header, with or without port
     * @param domains base domains; {@code bucket.domain} is a virtual host
     * @throws S3Exception InvalidURI for keys that are not UTF-8, KeyTooLongError
     */
    public static S3Address of(RequestTarget target, @Nullable String host, List<String> domains) {
        String path = target.rawPath().substring(1);
        String hostBucket = host == null ? null : bucketOfHost(nameOf(host), domains);
        if (hostBucket != null) {
            return new S3Address(hostBucket, key(path), true);
        }
        if (path.isEmpty()) {
            return new S3Address(null, null, false);
        }
        // The first slash as sent parts bucket and key; an encoded one belongs to a name.
        int slash = path.indexOf('/');
        if (slash < 0) {
            return new S3Address(PercentEncoding.decode(path), null, false);
        }
        return new S3Address(
                PercentEncoding.decode(path.substring(0, slash)),
                key(path.substring(slash + 1)),
                false);
    }

    private static @Nullable String key(String encoded) {
        if (encoded.isEmpty()) {
            return null;
        }
        String key = PercentEncoding.decode(encoded);
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > ObjectKey.BYTES_MAX) {
            throw S3Exception.of(
                    S3ErrorCode.KEY_TOO_LONG_ERROR,
                    "Size",
                    Integer.toString(bytes),
                    "MaxSizeAllowed",
                    Integer.toString(ObjectKey.BYTES_MAX));
        }
        return key;
    }

    /** The host without its port, in lower case, since names of hosts have none. */
    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']');
        String name = (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /**
     * What stands before the longest domain that the host ends with; null where that is the host
     * itself, or where no domain fits: then the bucket is in the path.
     */
    private static @Nullable String bucketOfHost(String host, List<String> domains) {
        String longest = null;
        for (String domain : domains) {
            boolean fits = host.equalsIgnoreCase(domain) || endsWithLabels(host, domain);
            if (fits && (longest == null || domain.length() > longest.length())) {
                longest = domain;
            }
        }
        if (longest == null || host.length() == longest.length()) {
            return null;
        }
        return host.substring(0, host.length() - longest.length() - 1);
    }

    private static boolean endsWithLabels(String host, String domain) {
        int dot = host.length() - domain.length() - 1;
        return dot > 0
                && host.charAt(dot) == '.'
                && host.regionMatches(true, dot + 1, domain, 0, domain.length());
    }
}
