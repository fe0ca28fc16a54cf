package dev.cairn.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.89Z");
    private static final AccessKey KEY = new AccessKey("AKIDONE", "secret/one");
    private static final Account ACCOUNT =
            new Account("account-one", "One", "", false, List.of(KEY));
    private static final Headers HOST = Headers.builder().add("Host", "localhost:9000").build();
    private static final String EMPTY = TestSigner.sha256(new byte[0]);

    private final TestSigner signer = new TestSigner(KEY, NOW, "eu-west-1", "s3");
    private final Authenticator authenticator = authenticator(false, "s3");

    // What is authentic

    @ParameterizedTest
    @ValueSource(strings = {
        "/",
        "/bucket/a+b%20c*~(d)",
        "/bucket//a/./../b//",
        "/bucket/%E6%97%A5%E6%9C%AC/%F0%9F%98%80",
        "/bucket/a%2Fb",
        "/bucket/%00%7f",
        "/?list-type=2&prefix=a%20b%2Bc%26&delimiter=%2F",
        "/bucket?a-b=1&a=2&a=1&A=3&aa=&b",
        "/bucket?x-id=PutObject&&lifecycle&",
        "/bucket?prefix=a+b",
        "/bucket?prefix=%e6%97%a5",
    })
    void anyTargetSignedAsAwsSays_isAuthentic(String target) {
        assertThat(authenticate(signer.sign("GET", target, EMPTY, HOST)).caller().account())
                .isEqualTo(ACCOUNT);
        assertThat(authenticate(presigned(target, "60")).caller().accessKey()).isEqualTo(KEY);
    }

    @Test
    void headerValues_areTrimmedAndFoldedAndJoined() {
        Headers headers =
                Headers.builder()
                        .addAll(HOST)
                        .add("x-amz-meta-a", "  two   blanks  ")
                        .add("x-amz-meta-a", "second")
                        .add("X-Amz-Meta-Empty", "")
                        .build();
        authenticate(signer.sign("PUT", "/b/k", TestSigner.UNSIGNED, headers));
    }

    @Test
    void metadataInUtf8_isSignedAsTheBytesSent() {
        byte[] utf8 = "grün".getBytes(StandardCharsets.UTF_8);
        String bytes = new String(utf8, StandardCharsets.ISO_8859_1);
        Headers headers = Headers.builder().addAll(HOST).add("x-amz-meta-c", bytes).build();
        authenticate(signer.sign("PUT", "/b/k", TestSigner.UNSIGNED, headers));
    }

    @Test
    void proof_holdsWhatChunksNeed() {
        RequestHead head = signer.sign("PUT", "/b/k", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", HOST);
        PayloadProof proof = authenticate(head).proof();
        assertThat(proof.contentSha256()).isEqualTo("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        assertThat(proof.scope()).isEqualTo(signer.scope());
        assertThat(proof.timestamp()).isEqualTo("20260304T050607Z");
        assertThat(proof.signingKey()).isEqualTo(signer.signingKey());
        assertThat(head.headers().first("authorization")).endsWith(proof.seedSignature());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wed, 04 Mar 2026 05:06:07 GMT", "Wed, 4 Mar 2026 05:06:07 +0000"})
    void dateHeader_takesThePlaceOfAmzDate(String date) {
        Headers headers =
                Headers.builder()
                        .addAll(HOST)
                        .add("date", date)
                        .add("x-amz-content-sha256", EMPTY)
                        .build();
        List<String> signed = List.of("date", "host", "x-amz-content-sha256");
        authenticate(
                TestSigner.head(
                        "GET", "/", signer.authorized("GET", "/", EMPTY, headers, signed)));
    }

    @Test
    void componentsMayBePartedByBlanks() {
        RequestHead head = signer.sign("GET", "/", EMPTY, HOST);
        authenticate(withAuthorization(head, value -> value.replace(",", ",  ")));
    }

    @Test
    void presignedContentSha256_isSignedInTheQueryOrTheHeader() {
        String target = "/b/k?X-Amz-Content-Sha256=" + EMPTY;
        assertThat(authenticate(signer.presign("PUT", target, "60", EMPTY, HOST)).proof())
                .extracting(PayloadProof::contentSha256)
                .isEqualTo(EMPTY);
        Headers headers = Headers.builder().addAll(HOST).add("x-amz-content-sha256", EMPTY).build();
        assertThat(authenticate(signer.presign("PUT", "/b/k", "60", EMPTY, headers)).proof())
                .extracting(PayloadProof::contentSha256)
                .isEqualTo(EMPTY);
    }

    @Test
    void secondRequest_usesTheRememberedKeyAndIsVerifiedAllTheSame() {
        RequestHead head = signer.sign("GET", "/a", EMPTY, HOST);
        authenticate(head);
        authenticate(head);
        RequestHead other = TestSigner.head("GET", "/b", head.headers());
        assertThat(refusal(other).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void moreScopesThanAreRemembered_areAllAuthentic() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1100; i++) {
                TestSigner elsewhere = new TestSigner(KEY, NOW, "region-" + i, "s3");
                authenticate(elsewhere.sign("GET", "/", EMPTY, HOST));
            }
        }
    }

    @Test
    void replacedSecret_isNoLongerTaken() {
        List<Account> accounts = new ArrayList<>(List.of(ACCOUNT));
        Authenticator changing =
                new Authenticator(
                        () -> new Accounts(accounts),
                        new AuthSettings("us-east-1", false, "s3"),
                        InstantSource.fixed(NOW));
        RequestHead head = signer.sign("GET", "/", EMPTY, HOST);
        changing.authenticate(head, RequestTarget.parse("/"));
        AccessKey renewed = new AccessKey(KEY.id(), "another");
        accounts.set(0, new Account(ACCOUNT.id(), "One", "", false, List.of(renewed)));
        assertThat(refusal(changing, head).code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void otherService_mayLeaveOutTheHashOfNoBody() {
        TestSigner admin = new TestSigner(KEY, NOW, "us-east-1", "cairn");
        Headers headers =
                Headers.builder().addAll(HOST).add("x-amz-date", admin.timestamp()).build();
        Headers authorized =
                admin.authorized("GET", "/api", EMPTY, headers, List.of("host", "x-amz-date"));
        RequestHead head = TestSigner.head("GET", "/api", authorized);
        Authenticated authenticated =
                authenticator(true, "cairn").authenticate(head, RequestTarget.parse("/api"));
        assertThat(authenticated.proof().contentSha256()).isEqualTo(EMPTY);
        Headers withBody = Headers.builder().addAll(authorized).add("content-length", "1").build();
        S3Exception refusal =
                refusal(authenticator(true, "cairn"), TestSigner.head("GET", "/api", withBody));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_REQUEST);
    }

    // Who asks

    @Test
    void anonymous_isAccessDenied() {
        assertThat(refusal(TestSigner.head("GET", "/", HOST)).code())
                .isEqualTo(S3ErrorCode.ACCESS_DENIED);
    }

    @Test
    void unknownKey_isInvalidAccessKeyId() {
        TestSigner stranger =
                new TestSigner(new AccessKey("AKIDTWO", "s"), NOW, "eu-west-1", "s3");
        S3Exception refusal = refusal(stranger.sign("GET", "/", EMPTY, HOST));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_ACCESS_KEY_ID);
        assertThat(refusal.details()).isEqualTo(Map.of("AWSAccessKeyId", "AKIDTWO"));
    }

    @Test
    void sessionToken_isInvalidToken() {
        Headers headers = Headers.builder().addAll(HOST).add("x-amz-security-token", "t").build();
        S3Exception inHeader = refusal(signer.sign("GET", "/", EMPTY, headers));
        assertThat(inHeader.code()).isEqualTo(S3ErrorCode.INVALID_TOKEN);
        assertThat(inHeader.details()).containsEntry("Token-0", "t");
        assertThat(refusal(presigned("/?X-Amz-Security-Token=t", "60")).code())
                .isEqualTo(S3ErrorCode.INVALID_TOKEN);
    }

    // What is signed

    @Test
    void otherSecret_isSignatureDoesNotMatchWithAllThatHelps() {
        TestSigner other =
                new TestSigner(new AccessKey(KEY.id(), "other"), NOW, "eu-west-1", "s3");
        Headers headers = Headers.builder().addAll(HOST).add("x-amz-meta-n", "Ã¼").build();
        S3Exception refusal = refusal(other.sign("GET", "/b/k?a=b", EMPTY, headers));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertThat(refusal.details().keySet())
                .containsExactly(
                        "AWSAccessKeyId",
                        "StringToSign",
                        "SignatureProvided",
                        "StringToSignBytes",
                        "CanonicalRequest",
                        "CanonicalRequestBytes");
        assertThat(refusal.details().get("CanonicalRequest"))
                .isEqualTo(
                        """
                        GET
                        /b/k
                        a=b
                        host:localhost:9000
                        x-amz-content-sha256:%s
                        x-amz-date:20260304T050607Z
                        x-amz-meta-n:ü

                        host;x-amz-content-sha256;x-amz-date;x-amz-meta-n
                        %s"""
                                .formatted(EMPTY, EMPTY));
        assertThat(refusal.details().get("StringToSign"))
                .startsWith(
                        "AWS4-HMAC-SHA256\n20260304T050607Z\n20260304/eu-west-1/s3/aws4_request\n");
        assertThat(refusal.details().get("CanonicalRequestBytes"))
                .startsWith("47 45 54 0a 2f 62 2f 6b 0a")
                .contains("78 2d 61 6d 7a 2d 6d 65 74 61 2d 6e 3a c3 bc 0a");
        assertThat(refusal.details().get("StringToSignBytes")).startsWith("41 57 53 34 2d");
    }

    @Test
    void anyPartThatIsChanged_isSignatureDoesNotMatch() {
        RequestHead head = signer.sign("GET", "/b/k?a=b", EMPTY, HOST);
        Headers headers = head.headers();
        Headers otherHost =
                Headers.builder().add("host", "localhost").addAll(without(headers, "host")).build();
        for (RequestHead changed : List.of(
                TestSigner.head("HEAD", "/b/k?a=b", headers),
                TestSigner.head("GET", "/b/K?a=b", headers),
                TestSigner.head("GET", "/b//k?a=b", headers),
                TestSigner.head("GET", "/b/k?a=c", headers),
                TestSigner.head("GET", "/b/k?a=b&c", headers),
                TestSigner.head("GET", "/b/k", headers),
                TestSigner.head("GET", "/b/k?a=b", otherHost),
                withAuthorization(head, value -> value + "0"),
                withAuthorization(head, value -> value.substring(0, value.length() - 1)))) {
            assertThat(refusal(changed).code())
                    .as("%s", changed)
                    .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        }
    }

    @Test
    void presignedUrlOfGet_isNoneOfHead() {
        RequestHead get = presigned("/b/k", "60");
        assertThat(refusal(TestSigner.head("HEAD", get.target(), get.headers())).code())
                .isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void amzHeaderThatIsNotSigned_isAccessDeniedNamingIt() {
        RequestHead head = signer.sign("PUT", "/b/k", EMPTY, HOST);
        Headers more =
                Headers.builder()
                        .addAll(head.headers())
                        .add("x-amz-meta-b", "1")
                        .add("X-Amz-Acl", "private")
                        .build();
        S3Exception refusal = refusal(TestSigner.head("PUT", "/b/k", more));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
        assertThat(refusal.message())
                .isEqualTo("There were headers present in the request which were not signed");
        assertThat(refusal.details())
                .isEqualTo(Map.of("HeadersNotSigned", "x-amz-acl, x-amz-meta-b"));
        RequestHead url = presigned("/b/k", "60");
        Headers beside = Headers.builder().addAll(HOST).add("x-amz-acl", "private").build();
        assertThat(refusal(TestSigner.head("GET", url.target(), beside)).details())
                .isEqualTo(Map.of("HeadersNotSigned", "x-amz-acl"));
    }

    @Test
    void hostThatIsNotSigned_isAccessDenied() {
        Headers headers =
                Headers.builder()
                        .addAll(HOST)
                        .add("x-amz-date", signer.timestamp())
                        .add("x-amz-content-sha256", EMPTY)
                        .build();
        List<String> signed = List.of("x-amz-content-sha256", "x-amz-date");
        Headers authorized = signer.authorized("GET", "/", EMPTY, headers, signed);
        assertThat(refusal(TestSigner.head("GET", "/", authorized)).details())
                .isEqualTo(Map.of("HeadersNotSigned", "host"));
    }

    @Test
    void headerSignatureWithoutContentSha256_isInvalidRequest() {
        Headers headers =
                Headers.builder().addAll(HOST).add("x-amz-date", signer.timestamp()).build();
        Headers authorized =
                signer.authorized("GET", "/", EMPTY, headers, List.of("host", "x-amz-date"));
        S3Exception refusal = refusal(TestSigner.head("GET", "/", authorized));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_REQUEST);
        assertThat(refusal.message())
                .isEqualTo("Missing required header for this request: x-amz-content-sha256");
    }

    // How it is signed

    @Test
    void twoMechanisms_areInvalidArgument() {
        RequestHead head = signer.sign("GET", "/", EMPTY, HOST);
        for (String query : List.of("X-Amz-Algorithm=x", "X-Amz-Signature=x",
                "AWSAccessKeyId=a&Signature=b")) {
            S3Exception refusal = refusal(TestSigner.head("GET", "/?" + query, head.headers()));
            assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
            assertThat(refusal.message()).startsWith("Only one auth mechanism allowed; ");
            assertThat(refusal.details()).containsEntry("ArgumentName", "Authorization");
        }
        Headers twice =
                Headers.builder().addAll(head.headers()).add("Authorization", "AWS a:b").build();
        assertThat(refusal(TestSigner.head("GET", "/", twice)).code())
                .isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "AWS AKIDONE:c2ln|INVALID_REQUEST",
        "AWS4-ECDSA-P256-SHA256 Credential=a|INVALID_REQUEST",
        "Bearer token|INVALID_ARGUMENT",
        "AWS4-HMAC-SHA256|INVALID_ARGUMENT",
        "''|INVALID_ARGUMENT",
    })
    void otherTypeOfAuthorization_isRefused(String authorization, S3ErrorCode code) {
        RequestHead head = signer.sign("GET", "/", EMPTY, HOST);
        assertThat(refusal(withAuthorization(head, value -> authorization)).code()).isEqualTo(code);
    }

    @Test
    void version2InTheQuery_isInvalidRequest() {
        S3Exception refusal =
                refusal(
                        TestSigner.head(
                                "GET", "/b/k?AWSAccessKeyId=a&Signature=b&Expires=9", HOST));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_REQUEST);
        assertThat(refusal.message())
                .isEqualTo(
                        "The authorization mechanism you have provided is not supported."
                                + " Please use AWS4-HMAC-SHA256.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Credential=|Creds=|missing Credential.",
        ",SignedHeaders=|,SignedHeader=|missing SignedHeaders.",
        ",Signature=|,Sig=|missing Signature.",
        ",Signature=|;Signature=|the authorization header requires three components:"
                + " Credential, SignedHeaders, and Signature.",
        ",Signature=|,Signature|the authorization component*is malformed.",
        "/aws4_request|/aws5|incorrect terminal \"aws5\". This endpoint uses"
                + " \"aws4_request\".",
        "/s3/|/ec2/|incorrect service \"ec2\". This endpoint belongs to \"s3\".",
        "20260304/|2026-03-04/|incorrect date format \"2026-03-04\". This date in the"
                + " credential must be in the format \"yyyyMMdd\".",
        "AKIDONE/|''|the Credential is mal-formed; expecting"
                + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
    })
    void malformedAuthorization_saysWhatIsWrong(String part, String by, String problem) {
        RequestHead head = signer.sign("GET", "/", EMPTY, HOST);
        S3Exception refusal = refusal(withAuthorization(head, value -> value.replace(part, by)));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
        String[] ends = problem.split("\\*", -1);
        assertThat(refusal.message())
                .startsWith("The authorization header is malformed; " + ends[0])
                .endsWith(ends[ends.length - 1]);
    }

    @Test
    void otherRegion_isRefusedWithTheRightOneWhereRegionsMatter() {
        S3Exception inHeader =
                refusal(authenticator(true, "s3"), signer.sign("GET", "/", EMPTY, HOST));
        assertThat(inHeader.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
        assertThat(inHeader.message())
                .isEqualTo(
                        "The authorization header is malformed; the region 'eu-west-1' is wrong;"
                                + " expecting 'us-east-1'");
        assertThat(inHeader.details()).isEqualTo(Map.of("Region", "us-east-1"));
        S3Exception inQuery = refusal(authenticator(true, "s3"), presigned("/", "60"));
        assertThat(inQuery.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
        assertThat(inQuery.details()).isEqualTo(Map.of("Region", "us-east-1"));
    }

    // When

    @ParameterizedTest
    @CsvSource({"-900, true", "900, true", "-901, false", "901, false"})
    void clocksMayDifferByAQuarterOfAnHour(long seconds, boolean allowed) {
        // The signature has whole seconds, the clock has not.
        Instant at = NOW.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"));
        Authenticator strict =
                new Authenticator(
                        () -> new Accounts(List.of(ACCOUNT)),
                        new AuthSettings("us-east-1", false, "s3"),
                        clock);
        RequestHead head = new TestSigner(KEY, at, "r", "s3").sign("GET", "/", EMPTY, HOST);
        if (allowed) {
            assertThat(strict.authenticate(head, RequestTarget.parse("/")).caller().accessKey())
                    .isEqualTo(KEY);
        } else {
            assertThat(refusal(strict, head).code())
                    .isEqualTo(S3ErrorCode.REQUEST_TIME_TOO_SKEWED);
        }
    }

    @Test
    void skewedClock_isToldBothTimes() {
        TestSigner early = new TestSigner(KEY, NOW.minus(Duration.ofHours(1)), "r", "s3");
        assertThat(refusal(early.sign("GET", "/", EMPTY, HOST)).details())
                .isEqualTo(
                        Map.of(
                                "RequestTime", "20260304T040607Z",
                                "ServerTime", "2026-03-04T05:06:07Z",
                                "MaxAllowedSkewMilliseconds", "900000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-03-04T05:06:07Z", "20260230T000000Z", ""})
    void dateThatIsNone_isAccessDenied(String date) {
        RequestHead head = signer.sign("GET", "/", EMPTY, HOST);
        Headers headers =
                Headers.builder()
                        .addAll(without(head.headers(), "x-amz-date"))
                        .add("x-amz-date", date)
                        .build();
        S3Exception refusal = refusal(TestSigner.head("GET", "/", headers));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
        assertThat(refusal.message()).contains("valid Date or x-amz-date");
        assertThat(refusal(TestSigner.head("GET", "/", without(head.headers(), "x-amz-date"))))
                .extracting(S3Exception::code)
                .isEqualTo(S3ErrorCode.ACCESS_DENIED);
    }

    @Test
    void scopeOfAnotherDay_isRefused() {
        RequestHead head = signer.sign("GET", "/", EMPTY, HOST);
        S3Exception refusal =
                refusal(withAuthorization(head, value -> value.replace("20260304/", "20260303/")));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
        assertThat(refusal.message()).contains("20260303").contains("20260304");
    }

    @Test
    void expiredUrl_isAccessDeniedWithTheTimes() {
        TestSigner early = new TestSigner(KEY, NOW.minusSeconds(61), "r", "s3");
        S3Exception refusal =
                refusal(early.presign("GET", "/b/k", "60", TestSigner.UNSIGNED, HOST));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
        assertThat(refusal.message()).isEqualTo("Request has expired");
        assertThat(refusal.details())
                .isEqualTo(
                        Map.of(
                                "X-Amz-Expires", "60",
                                "Expires", "2026-03-04T05:06:06Z",
                                "ServerTime", "2026-03-04T05:06:07Z"));
    }

    @Test
    void urlOfTheFuture_isNotYetValid() {
        TestSigner late = new TestSigner(KEY, NOW.plus(Duration.ofHours(1)), "r", "s3");
        S3Exception refusal = refusal(late.presign("GET", "/b/k", "60", TestSigner.UNSIGNED, HOST));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
        assertThat(refusal.message()).isEqualTo("Request is not yet valid");
        assertThat(refusal.details()).containsEntry("X-Amz-Date", "1772604367000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "604800"})
    void expiryWithinAWeek_isAuthentic(String expires) {
        TestSigner justNow =
                new TestSigner(KEY, Instant.parse("2026-03-04T05:06:07Z"), "r", "s3");
        authenticate(justNow.presign("GET", "/b/k", expires, TestSigner.UNSIGNED, HOST));
    }

    @ParameterizedTest
    @CsvSource({
        "0, X-Amz-Expires must be greater than 0",
        "-1, X-Amz-Expires must be non-negative",
        "604801, X-Amz-Expires must be less than a week",
        "1d, X-Amz-Expires should be a number",
        "99999999999999999999, X-Amz-Expires should be a number",
        "'', Query-string authentication version 4 requires",
    })
    void expiryBeyondItsLimits_isAuthorizationQueryParametersError(String expires, String message) {
        S3Exception refusal = refusal(presigned("/b/k", expires));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
        assertThat(refusal.message()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Algorithm=AWS4-HMAC-SHA256, X-Amz-Algorithm=AWS4, X-Amz-Algorithm only supports",
        "X-Amz-Date=2026, X-Amz-Date=Z2026, X-Amz-Date must be in the ISO8601 Long Format",
        "X-Amz-Signature=, X-Amz-Sig=, Query-string authentication version 4 requires",
        "X-Amz-SignedHeaders=host, X-Amz-X=host, Query-string authentication version 4 requires",
        "X-Amz-Credential=, X-Amz-X=, Query-string authentication version 4 requires",
        "%2Fs3%2F, %2Fec2%2F, Error parsing the X-Amz-Credential parameter; incorrect service",
        "%2F20260304, %2F20260303, Invalid credential date",
    })
    void malformedQuery_isAuthorizationQueryParametersError(
            String part, String by, String message) {
        RequestHead head = presigned("/b/k", "60");
        RequestHead changed =
                TestSigner.head("GET", head.target().replace(part, by), head.headers());
        S3Exception refusal = refusal(changed);
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
        assertThat(refusal.message()).startsWith(message);
    }

    @Test
    void brokenEscapeInThePath_isInvalidUri() {
        RequestHead head = signer.sign("GET", "/b/k", EMPTY, HOST);
        assertThat(refusal(TestSigner.head("GET", "/b/k%zz", head.headers())).code())
                .isEqualTo(S3ErrorCode.INVALID_URI);
    }

    private RequestHead presigned(String target, String expires) {
        return signer.presign("GET", target, expires, TestSigner.UNSIGNED, HOST);
    }

    private Authenticated authenticate(RequestHead head) {
        return authenticator.authenticate(head, RequestTarget.parse(head.target()));
    }

    private S3Exception refusal(RequestHead head) {
        return refusal(authenticator, head);
    }

    private static S3Exception refusal(Authenticator authenticator, RequestHead head) {
        S3Exception refusal =
                catchThrowableOfType(
                        S3Exception.class,
                        () -> authenticator.authenticate(head, RequestTarget.parse(head.target())));
        assertThat(refusal).as("refused").isNotNull();
        return refusal;
    }

    private static Authenticator authenticator(boolean regionStrict, String service) {
        return new Authenticator(
                () -> new Accounts(List.of(ACCOUNT)),
                new AuthSettings("us-east-1", regionStrict, service),
                InstantSource.fixed(NOW));
    }

    private static RequestHead withAuthorization(RequestHead head, UnaryOperator<String> change) {
        String value = String.valueOf(head.headers().first("authorization"));
        Headers headers =
                Headers.builder()
                        .addAll(without(head.headers(), "authorization"))
                        .add("authorization", change.apply(value))
                        .build();
        return TestSigner.head(head.method(), head.target(), headers);
    }

    private static Headers without(Headers headers, String name) {
        Headers.Builder rest = Headers.builder();
        headers.forEach(
                (field, value) -> {
                    if (!field.equals(name)) {
                        rest.add(field, value);
                    }
                });
        return rest.build();
    }
}
