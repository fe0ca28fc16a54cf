package dev.cairn.s3.auth;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.storage.model.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures: Version 4 by header and by query, and Version 2 where the settings accept
 * it. Called by many threads.
 *
 * <p>Source: Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)".
 */
public final class Authenticator {
    private static final Duration SKEW_MAX = Duration.ofMinutes(15);
    private static final String CONTENT_SHA256 = "x-amz-content-sha256";
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
    private static final String S3 = "s3";
    private static final HexFormat HEX = HexFormat.of();
    private static final HexFormat SPACED_HEX = HexFormat.ofDelimiter(" ");

    private final Supplier<Accounts> accounts;
    private final AuthSettings settings;
    private final InstantSource realTime;
    private final SigningKeys signingKeys;

    public Authenticator(
            Supplier<Accounts> accounts, AuthSettings settings, InstantSource realTime) {
        this(accounts, settings, realTime, new SigningKeys());
    }

    private Authenticator(
            Supplier<Accounts> accounts,
            AuthSettings settings,
            InstantSource realTime,
            SigningKeys signingKeys) {
        this.accounts = accounts;
        this.settings = settings;
        this.realTime = realTime;
        this.signingKeys = signingKeys;
    }

    /** The same that takes another time for now. */
    public Authenticator at(InstantSource otherTime) {
        return new Authenticator(accounts, settings, otherTime, signingKeys);
    }

    /** Whether a request names no key at all, so that there is nothing to prove. */
    public static boolean isAnonymous(RequestHead head, RequestTarget target) {
        return !head.headers().contains("authorization")
                && !target.query().contains(PresignedQuery.SIGNATURE)
                && !target.query().contains(PresignedQuery.ALGORITHM)
                && !target.query().contains(Version2Claim.SIGNATURE);
    }

    /**
     * Proves who signed the head.
     *
     * @throws S3Exception AccessDenied for anonymous requests, SignatureDoesNotMatch,
     *     InvalidAccessKeyId, RequestTimeTooSkewed, …
     */
    public Authenticated authenticate(RequestHead head, RequestTarget target) {
        Optional<Version2Claim> version2 = version2(head, target);
        return version2.isPresent()
                ? authenticate(head, target, version2.get())
                : authenticate(head, target, claim(head, target));
    }

    private Authenticated authenticate(
            RequestHead head, RequestTarget target, Version2Claim claim) {
        Caller caller = caller(claim.accessKeyId());
        refuseSessionToken(head, target);
        Version2.verify(head, target, claim, caller.accessKey(), settings.domains());
        return new Authenticated(caller, Version2.proof(head.headers()));
    }

    private Authenticated authenticate(RequestHead head, RequestTarget target, Claim claim) {
        claim.credential().check(settings, claim.mechanism());
        checkTime(claim, target, realTime.instant());
        checkDate(claim);
        Caller caller = caller(claim.credential().accessKeyId());
        refuseSessionToken(head, target);
        checkSignedHeaders(head.headers(), claim);
        String contentSha256 = contentSha256(head, target, claim.mechanism());
        byte[] signingKey = verify(head, target, claim, caller.accessKey(), contentSha256);
        PayloadProof proof =
                new PayloadProof(
                        contentSha256,
                        signingKey,
                        claim.credential().scope(),
                        claim.signedAt().text(),
                        claim.signature());
        return new Authenticated(caller, proof);
    }

    /** The same for a form, whose fields would name the key. */
    public static boolean isAnonymous(
            RequestHead head, RequestTarget target, Headers fields) {
        return isAnonymous(head, target) && !FormSignature.isIn(fields);
    }

    /**
     * Proves who signed the policy of a form. What the policy says is another matter.
     *
     * @param fields of the form, as if they were headers
     * @throws S3Exception AccessDenied for anonymous forms, SignatureDoesNotMatch,
     *     InvalidAccessKeyId, …
     */
    public Caller authenticateForm(RequestHead head, RequestTarget target, Headers fields) {
        FormSignature form = FormSignature.of(fields, settings);
        String authorization = head.headers().first("authorization");
        if (authorization != null
                || target.query().contains(PresignedQuery.SIGNATURE)
                || target.query().contains(Version2Claim.SIGNATURE)) {
            throw severalMechanisms(authorization == null ? "" : authorization);
        }
        Caller caller = caller(form.accessKeyId());
        String token = fields.first("x-amz-security-token");
        if (token != null) {
            throw S3Exception.of(S3ErrorCode.INVALID_TOKEN, "Token-0", token);
        }
        form.verify(caller.accessKey(), signingKeys);
        return caller;
    }

    /**
     * The claim of a request that is signed by Version 2; empty where it is not.
     *
     * @throws S3Exception InvalidRequest where that is not accepted
     */
    private Optional<Version2Claim> version2(RequestHead head, RequestTarget target) {
        String authorization = head.headers().first("authorization");
        boolean inQuery = target.query().contains(Version2Claim.SIGNATURE);
        boolean presigned =
                target.query().contains(PresignedQuery.SIGNATURE)
                        || target.query().contains(PresignedQuery.ALGORITHM);
        int mechanisms = (authorization == null ? 0 : 1) + (presigned ? 1 : 0) + (inQuery ? 1 : 0);
        if (mechanisms > 1 || head.headers().all("authorization").size() > 1) {
            throw severalMechanisms(authorization == null ? "" : authorization);
        }
        if (inQuery) {
            requireAccepted(settings.version2() != SignatureVersion2.OFF);
            return Optional.of(Version2Claim.inQuery(target.query(), realTime.instant()));
        }
        if (authorization != null && authorization.strip().startsWith(Version2Claim.TYPE + ' ')) {
            requireAccepted(settings.version2() == SignatureVersion2.ALL);
            return Optional.of(
                    Version2Claim.inHeader(
                            head.headers(), authorization.strip(), realTime.instant()));
        }
        return Optional.empty();
    }

    private static void requireAccepted(boolean accepted) {
        if (!accepted) {
            throw mechanismNotSupported();
        }
    }

    private static Claim claim(RequestHead head, RequestTarget target) {
        if (head.headers().contains("authorization")) {
            return AuthorizationHeader.claim(head.headers());
        }
        if (target.query().contains(PresignedQuery.SIGNATURE)
                || target.query().contains(PresignedQuery.ALGORITHM)) {
            return PresignedQuery.claim(target.query());
        }
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
    }

    private static void checkTime(Claim claim, RequestTarget target, Instant now) {
        Instant signedAt = claim.signedAt().instant();
        if (claim.mechanism() == Mechanism.QUERY) {
            PresignedQuery.checkTime(target.query(), signedAt, now, SKEW_MAX);
        } else {
            checkSkew(claim.signedAt(), now);
        }
    }

    /** Refuses signatures of a time that is too far from now. */
    static void checkSkew(SignedAt signedAt, Instant now) {
        if (Duration.between(signedAt.instant(), now).abs().compareTo(SKEW_MAX) > 0) {
            throw S3Exception.of(
                    S3ErrorCode.REQUEST_TIME_TOO_SKEWED,
                    "RequestTime",
                    signedAt.text(),
                    "ServerTime",
                    seconds(now),
                    "MaxAllowedSkewMilliseconds",
                    Long.toString(SKEW_MAX.toMillis()));
        }
    }

    /** The day of the scope must be that of the signature. */
    private static void checkDate(Claim claim) {
        String date = claim.credential().date();
        if (!date.equals(claim.signedAt().date())) {
            throw claim.mechanism()
                    .refused(
                            ("Invalid credential date \"%s\". This date is not the same as"
                                    + " X-Amz-Date: \"%s\".")
                                    .formatted(date, claim.signedAt().date()));
        }
    }

    private Caller caller(String accessKeyId) {
        return accounts.get()
                .byAccessKey(accessKeyId)
                .orElseThrow(
                        () -> S3Exception.of(
                                S3ErrorCode.INVALID_ACCESS_KEY_ID,
                                "AWSAccessKeyId",
                                accessKeyId));
    }

    /** There are no sessions, so that no token can be of one. */
    private static void refuseSessionToken(RequestHead head, RequestTarget target) {
        String token = head.headers().first("x-amz-security-token");
        if (token == null) {
            token = target.query().first("X-Amz-Security-Token");
        }
        if (token == null) {
            token = target.query().first("x-amz-security-token");
        }
        if (token != null) {
            throw S3Exception.of(S3ErrorCode.INVALID_TOKEN, "Token-0", token);
        }
    }

    private static void checkSignedHeaders(Headers headers, Claim claim) {
        Set<String> unsigned = new TreeSet<>();
        unsigned.add("host");
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith("x-amz-")) {
                        unsigned.add(name);
                    }
                });
        claim.signedHeaders().forEach(unsigned::remove);
        if (!unsigned.isEmpty()) {
            throw S3Exception.saying(
                    S3ErrorCode.ACCESS_DENIED,
                    "There were headers present in the request which were not signed",
                    "HeadersNotSigned",
                    String.join(", ", unsigned));
        }
    }

    /** What stands in the last line of the canonical request. */
    private String contentSha256(RequestHead head, RequestTarget target, Mechanism mechanism) {
        String header = head.headers().first(CONTENT_SHA256);
        if (header != null) {
            return header.strip();
        }
        if (mechanism == Mechanism.QUERY) {
            String parameter = target.query().first("X-Amz-Content-Sha256");
            return parameter == null ? UNSIGNED_PAYLOAD : parameter;
        }
        // Other services than S3 sign the hash of the body without sending it in a header.
        if (!settings.service().equals(S3) && hasNoBody(head.headers())) {
            return HEX.formatHex(Hashes.sha256().digest(new byte[0]));
        }
        throw S3Exception.saying(
                S3ErrorCode.INVALID_REQUEST,
                "Missing required header for this request: " + CONTENT_SHA256);
    }

    private static boolean hasNoBody(Headers headers) {
        @Nullable String length = headers.first("content-length");
        return (length == null || length.strip().equals("0"))
                && !headers.contains("transfer-encoding");
    }

    /** Computes the signature and compares; returns the signing key, which chunks need again. */
    private byte[] verify(
            RequestHead head,
            RequestTarget target,
            Claim claim,
            AccessKey accessKey,
            String contentSha256) {
        CanonicalRequest canonical =
                CanonicalRequest.of(head, target, claim.signedHeaders(), contentSha256);
        byte[] canonicalBytes = canonical.bytes();
        String stringToSign =
                Claim.ALGORITHM
                        + '\n'
                        + claim.signedAt().text()
                        + '\n'
                        + claim.credential().scope()
                        + '\n'
                        + HEX.formatHex(Hashes.sha256().digest(canonicalBytes));
        byte[] key = signingKeys.derive(accessKey, claim.credential());
        String expected = HEX.formatHex(Hmac.sha256(key, stringToSign));
        if (!isSame(expected, claim.signature())) {
            throw signatureDoesNotMatch(accessKey, claim, stringToSign, canonicalBytes);
        }
        signingKeys.remember(accessKey, claim.credential(), key);
        return key;
    }

    /** In a time that does not tell how far two signatures are the same. */
    static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** With everything a user needs to find where the two canonical requests differ. */
    private static S3Exception signatureDoesNotMatch(
            AccessKey accessKey, Claim claim, String stringToSign, byte[] canonicalBytes) {
        return S3Exception.of(
                S3ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                "AWSAccessKeyId",
                accessKey.id(),
                "StringToSign",
                stringToSign,
                "SignatureProvided",
                claim.signature(),
                "StringToSignBytes",
                spacedHex(stringToSign.getBytes(StandardCharsets.UTF_8)),
                "CanonicalRequest",
                new String(canonicalBytes, StandardCharsets.UTF_8),
                "CanonicalRequestBytes",
                spacedHex(canonicalBytes));
    }

    static S3Exception severalMechanisms(String authorization) {
        return S3Exception.invalidArgument(
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter,"
                        + " Signature query string parameter or the Authorization header should"
                        + " be specified",
                "Authorization",
                authorization);
    }

    static S3Exception mechanismNotSupported() {
        return S3Exception.saying(
                S3ErrorCode.INVALID_REQUEST,
                "The authorization mechanism you have provided is not supported."
                        + " Please use AWS4-HMAC-SHA256.");
    }

    /** Bytes as the documents of these errors spell them. */
    static String spacedHex(byte[] bytes) {
        return SPACED_HEX.formatHex(bytes);
    }

    /** An instant as the documents of these errors spell it. */
    static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
