package dev.cairn.s3.auth;

import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Verifies Signature Version 4, by header and by query. */
public final class Authenticator {
    public Authenticator(
            Supplier<Accounts> accounts, AuthSettings settings, InstantSource realTime) {}

    /**
     * Proves who signed the head.
     *
     * @throws dev.cairn.s3.error.S3Exception AccessDenied for anonymous requests,
     *     SignatureDoesNotMatch, InvalidAccessKeyId, RequestTimeTooSkewed, …
     */
    public Authenticated authenticate(RequestHead head, RequestTarget target) {
        throw new UnsupportedOperationException();
    }
}
