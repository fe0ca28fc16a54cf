package dev.cairn.server.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An access key and its secret, as configured or generated. Neither {@link #toString} nor a log
 * shows the secret.
 */
public record Credentials(String accessKey, String secretKey) {
    /**
     * No slash, which would end it in a credential scope, and no colon, which would end it in HTTP
     * Basic authentication.
     */
    static final String ACCESS_KEY_EXPECTED = "3 to 128 letters, digits or any of _ . @ -";

    static final String SECRET_KEY_EXPECTED = "4 to 256 visible ASCII characters";

    private static final Pattern ACCESS_KEY = Pattern.compile("[A-Za-z0-9_.@-]{3,128}");
    private static final Pattern SECRET_KEY = Pattern.compile("[\\x21-\\x7e]{4,256}");

    public Credentials {
        if (!ACCESS_KEY.matcher(accessKey).matches() || !SECRET_KEY.matcher(secretKey).matches()) {
            throw new IllegalArgumentException("not an access key and a secret: " + accessKey);
        }
    }

    static Optional<String> accessKey(String text) {
        return Optional.of(text).filter(t -> ACCESS_KEY.matcher(t).matches());
    }

    static Optional<String> secretKey(String text) {
        return Optional.of(text).filter(t -> SECRET_KEY.matcher(t).matches());
    }

    @Override
    public String toString() {
        return accessKey;
    }
}
