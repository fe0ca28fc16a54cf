package dev.cairn.s3.auth;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys derived from secrets for a day, region and service. The last ones used are remembered, since
 * deriving one costs four times what it costs to use it. Called by many threads.
 *
 * <p>Source: Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)".
 */
final class SigningKeys {
    private static final int KEYS_MAX = 1024;

    private final Map<Scope, byte[]> keys = new ConcurrentHashMap<>();

    /** The key for this scope; whether it is remembered is decided by {@link #remember}. */
    byte[] derive(AccessKey accessKey, Credential credential) {
        byte @Nullable [] known = keys.get(new Scope(accessKey, credential));
        if (known != null) {
            return known;
        }
        byte[] secret = ("AWS4" + accessKey.secret()).getBytes(StandardCharsets.UTF_8);
        byte[] date = Hmac.sha256(secret, credential.date());
        byte[] region = Hmac.sha256(date, credential.region());
        byte[] service = Hmac.sha256(region, credential.service());
        return Hmac.sha256(service, Credential.TERMINATOR);
    }

    /**
     * Keeps a key that has proven right: what strangers make up never enters. When too many have
     * gathered, as over the days, all are forgotten and derived again.
     */
    void remember(AccessKey accessKey, Credential credential, byte[] key) {
        if (keys.size() >= KEYS_MAX) {
            keys.clear();
        }
        keys.putIfAbsent(new Scope(accessKey, credential), key);
    }

    /** The secret is part of it: a key that was replaced under the same id is another key. */
    private record Scope(AccessKey accessKey, Credential credential) {}
}
