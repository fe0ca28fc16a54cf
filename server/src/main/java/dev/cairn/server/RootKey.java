package dev.cairn.server;

import dev.cairn.s3.auth.AccessKey;
import dev.cairn.s3.auth.Account;
import dev.cairn.server.config.Credentials;
import dev.cairn.server.config.StateFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key of the root account, and where it comes from: the configuration, an earlier run, or this
 * one.
 */
public record RootKey(Credentials credentials, Origin origin) {
    /** Where the key comes from. */
    public enum Origin {
        CONFIGURED,
        /** Made by an earlier run and kept in the data directory. */
        KEPT,
        /** Made by this run, which shows the secret once. */
        GENERATED
    }

    /**
     * The same for every root key, so that a server whose root key is changed keeps its buckets: the
     * SHA-256 of "cairn root account".
     */
    private static final String CANONICAL_ID =
            "4b619cbdb9f1b4f5c58fcd133da5b3b52b791ca84f96e82bc08561443e80e3e1";

    private static final Logger LOG = LoggerFactory.getLogger(RootKey.class);
    private static final String ACCESS_KEY_PREFIX = "CAIRN";
    private static final int ACCESS_KEY_LENGTH = 20;
    private static final int SECRET_KEY_LENGTH = 40;
    private static final String UPPER_CASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** No characters that a shell or a URL would treat specially. */
    private static final String LETTERS_AND_DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /**
     * Takes the configured key, else the kept one, else makes one and keeps it.
     *
     * @param random must not be guessable
     */
    static RootKey find(
            Optional<Credentials> configured, StateFiles files, RandomGenerator random)
            throws IOException {
        Optional<Credentials> kept = files.credentials();
        if (configured.isPresent()) {
            if (kept.isPresent() && !kept.equals(configured)) {
                LOG.warn(
                        "{} holds another root key than the configured one; client commands need"
                                + " CAIRN_ADMIN_KEY and CAIRN_ADMIN_SECRET",
                        files.credentialsFile());
            }
            return new RootKey(configured.get(), Origin.CONFIGURED);
        }
        if (kept.isPresent()) {
            return new RootKey(kept.get(), Origin.KEPT);
        }
        Credentials generated = generate(random);
        files.writeCredentials(generated);
        return new RootKey(generated, Origin.GENERATED);
    }

    static Credentials generate(RandomGenerator random) {
        String accessKey =
                ACCESS_KEY_PREFIX
                        + draw(random, UPPER_CASE, ACCESS_KEY_LENGTH - ACCESS_KEY_PREFIX.length());
        return new Credentials(accessKey, draw(random, LETTERS_AND_DIGITS, SECRET_KEY_LENGTH));
    }

    /**
     * The account of this key. Its canonical id follows from the access key, so that buckets find
     * their owner again after a restart.
     */
    Account account() {
        String accessKey = credentials.accessKey();
        return new Account(
                CANONICAL_ID,
                "root",
                "",
                true,
                List.of(new AccessKey(accessKey, credentials.secretKey())));
    }

    private static String draw(RandomGenerator random, String characters, int length) {
        StringBuilder drawn = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            drawn.append(characters.charAt(random.nextInt(characters.length())));
        }
        return drawn.toString();
    }
}
