package dev.cairn.server.admin;

import dev.cairn.s3.auth.Account;
import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.auth.Authenticated;
import dev.cairn.s3.auth.Authenticator;
import dev.cairn.s3.auth.Caller;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may call the admin API: an admin account, by its access key and secret in HTTP Basic (RFC
 * 7617), or by a signature of version 4 for the service {@code cairn}.
 */
final class AdminAccess {
    private static final String BASIC = "basic ";
    private static final Headers CHALLENGE =
            Headers.builder()
                    .add("www-authenticate", "Basic realm=\"cairn\", charset=\"UTF-8\"")
                    .build();

    private final Supplier<Accounts> accounts;
    private final Authenticator signatures;

    AdminAccess(Supplier<Accounts> accounts, Authenticator signatures) {
        this.accounts = accounts;
        this.signatures = signatures;
    }

    /**
     * Lets an admin pass.
     *
     * @return the hash of the body that was signed; null where nothing is signed
     * @throws AdminException 401 for who proves nothing, 403 for who is no admin
     */
    @Nullable
    String check(RequestHead head, RequestTarget target) {
        String authorization = head.headers().first("authorization");
        if (authorization != null && isBasic(authorization)) {
            requireAdmin(basic(authorization.substring(BASIC.length()).strip()));
            return null;
        }
        Authenticated signed = signed(head, target, authorization);
        requireAdmin(signed.caller());
        return signed.proof().contentSha256();
    }

    private static void requireAdmin(Caller caller) {
        Account account = caller.account();
        if (!account.admin()) {
            throw new AdminException(
                    403, "AccessDenied", "the account " + account.displayName() + " is no admin");
        }
    }

    private Authenticated signed(
            RequestHead head, RequestTarget target, @Nullable String authorization) {
        if (authorization == null && !target.query().contains("X-Amz-Signature")) {
            throw unauthorized("AccessDenied", "the key of an admin account is needed");
        }
        try {
            return signatures.authenticate(head, target);
        } catch (S3Exception refused) {
            if (refused.code().status() == 403) {
                throw unauthorized(refused.code().code(), refused.message());
            }
            throw new AdminException(
                    refused.code().status(), refused.code().code(), refused.message());
        }
    }

    private static boolean isBasic(String authorization) {
        return authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    private Caller basic(String encoded) {
        String[] words = decode(encoded).split(":", 2);
        if (words.length == 2) {
            Optional<Caller> caller = accounts.get().byAccessKey(words[0]);
            String secret = caller.map(found -> found.accessKey().secret()).orElse("");
            if (sameSecret(words[1], secret) && caller.isPresent()) {
                return caller.get();
            }
        }
        throw unauthorized("AccessDenied", "no account has this access key and secret");
    }

    private static String decode(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** Takes as long for a wrong secret as for a right one. */
    private static boolean sameSecret(String given, String secret) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private static AdminException unauthorized(String code, String detail) {
        return new AdminException(401, code, detail, CHALLENGE);
    }
}
