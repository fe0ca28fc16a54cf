package dev.cairn.s3.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request addresses, by path or by virtual host: the service, a bucket or an object.
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
     * @throws dev.cairn.s3.error.S3Exception InvalidURI for keys that are not UTF-8, KeyTooLongError
     */
    public static S3Address of(RequestTarget target, @Nullable String host, List<String> domains) {
        throw new UnsupportedOperationException();
    }
}
