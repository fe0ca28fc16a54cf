package dev.cairn.it.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.server.ServerOptions;
import dev.cairn.it.wire.Signer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signature Version 4 by header and by query: what is accepted, and the exact refusals. */
class SignatureIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    private static String bucket = "";

    @BeforeAll
    static void putObject() {
        bucket = cairn.bucket();
        cairn.wire().send(WireRequest.put("/" + bucket + "/k", "secret"));
    }

    @Test
    void wrongSecret_isExplained() {
        WireRequest signed = cairn.wire().with(cairn.wire().signer()
                .with(ServerOptions.ACCESS_KEY, "another secret key")).sign(get());
        WireResponse response = cairn.wire().sendAsIs(signed);
        Refused.with(403, "SignatureDoesNotMatch", response);
        assertThat(response.element("AWSAccessKeyId")).contains(ServerOptions.ACCESS_KEY);
        assertThat(response.element("StringToSign").orElse(""))
                .startsWith("AWS4-HMAC-SHA256\n" + signed.value("x-amz-date").orElseThrow());
        assertThat(response.element("CanonicalRequest").orElse(""))
                .startsWith("GET\n/" + bucket + "/k\n\nhost:" + cairn.wire().host() + "\n");
        String authorization = signed.value("authorization").orElseThrow();
        assertThat(response.element("SignatureProvided"))
                .contains(authorization.substring(authorization.indexOf("Signature=") + 10));
    }

    @Test
    void unknownKey_isInvalidAccessKeyId() {
        Refused.with(403, "InvalidAccessKeyId", cairn.wire().with(
                Signer.of("AKIAUNKNOWN000000000", "any secret")).send(get()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-16, 16})
    void clockOffByMoreThan15Minutes_isRequestTimeTooSkewed(long minutes) {
        Signer skewed = cairn.wire().signer().skewed(Duration.ofMinutes(minutes));
        WireResponse response = cairn.wire().with(skewed).send(get());
        Refused.with(403, "RequestTimeTooSkewed", response);
        assertThat(response.element("ServerTime")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {-14, 14})
    void clockOffByLess_isAccepted(long minutes) {
        Signer skewed = cairn.wire().signer().skewed(Duration.ofMinutes(minutes));
        assertThat(cairn.wire().with(skewed).send(get()).text()).isEqualTo("secret");
    }

    @Test
    void anyRegion_isAccepted() {
        assertThat(cairn.wire().with(cairn.wire().signer().in("eu-west-3")).send(get()).text())
                .isEqualTo("secret");
    }

    /** What somebody does to a signed request on its way. */
    record Tampered(String name, UnaryOperator<WireRequest> change, int status, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource
    void tamperedHeaders(Tampered row) {
        WireRequest signed = cairn.wire().sign(get().header("x-amz-meta-signed", "yes"));
        Refused.with(row.status, row.code, cairn.wire().sendAsIs(row.change.apply(signed)));
    }

    static Stream<Tampered> tamperedHeaders() {
        return Stream.of(
                new Tampered("other key", request -> request.target(request.target() + "2"),
                        403, "SignatureDoesNotMatch"),
                new Tampered("query added", request -> request.target(request.target() + "?acl"),
                        403, "SignatureDoesNotMatch"),
                new Tampered("other method", request -> new WireRequest(
                        "DELETE", request.target(), request.headers(), request.content()),
                        403, "SignatureDoesNotMatch"),
                new Tampered("signed header changed", request -> request
                        .without("x-amz-meta-signed").header("x-amz-meta-signed", "no"),
                        403, "SignatureDoesNotMatch"),
                new Tampered("signed header removed",
                        request -> request.without("x-amz-meta-signed"),
                        403, "SignatureDoesNotMatch"),
                new Tampered("amz header added unsigned",
                        request -> request.header("x-amz-meta-more", "yes"),
                        403, "AccessDenied"),
                new Tampered("no payload hash",
                        request -> request.without("x-amz-content-sha256"),
                        400, "InvalidRequest"),
                new Tampered("nonsense instead of a signature", request -> request
                        .without("authorization").header("Authorization", "AWS4-HMAC-SHA256 x"),
                        400, "AuthorizationHeaderMalformed"),
                new Tampered("another mechanism", request -> request
                        .without("authorization").header("Authorization", "Basic eDp4"),
                        400, "InvalidArgument"),
                new Tampered("version 2", request -> request
                        .without("authorization").header("Authorization", "AWS AKIA:sig"),
                        400, "InvalidRequest"),
                new Tampered("header and query at once", request -> request.target(
                        request.target() + "?X-Amz-Algorithm=AWS4-HMAC-SHA256"),
                        400, "InvalidArgument"));
    }

    @Test
    void headerWithSpacesAndRepeats_isFolded() {
        WireRequest put = WireRequest.put("/" + bucket + "/folded", "x")
                .header("x-amz-meta-a", "  one    two  ").header("X-AMZ-META-A", "three");
        assertThat(cairn.wire().send(put).status()).isEqualTo(200);
        assertThat(cairn.wire().send(WireRequest.head("/" + bucket + "/folded"))
                .header("x-amz-meta-a").orElse("")).startsWith("one").endsWith("two,three");
    }

    @Test
    void presigned_opensForItsMethodOnly() {
        WireRequest get = cairn.wire().signer()
                .presign(get(), cairn.wire().host(), Duration.ofMinutes(5));
        assertThat(cairn.wire().sendAsIs(get).text()).isEqualTo("secret");
        WireRequest head = new WireRequest("HEAD", get.target(), get.headers(), get.content());
        assertThat(cairn.wire().sendAsIs(head).status()).isEqualTo(403);
    }

    @Test
    void presignedAndExpired_saysSo() {
        WireRequest expired = cairn.wire().signer().skewed(Duration.ofMinutes(-10))
                .presign(get(), cairn.wire().host(), Duration.ofMinutes(5));
        WireResponse response = cairn.wire().sendAsIs(expired);
        Refused.with(403, "AccessDenied", response);
        assertThat(response.element("Message")).contains("Request has expired");
    }

    @Test
    void presignedWithAnUnsignedAmzHeader_isAccessDenied() {
        WireRequest get = cairn.wire().signer()
                .presign(get(), cairn.wire().host(), Duration.ofMinutes(5));
        Refused.with(403, "AccessDenied",
                cairn.wire().sendAsIs(get.header("x-amz-meta-more", "yes")));
    }

    @ParameterizedTest
    @CsvSource({"0, 400", "604801, 400", "604800, 200"})
    void presignedFor(long seconds, int status) {
        WireResponse response = cairn.wire().sendAsIs(cairn.wire().signer()
                .presign(get(), cairn.wire().host(), Duration.ofSeconds(seconds)));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(status);
        if (status == 400) {
            Refused.with(400, "AuthorizationQueryParametersError", response);
        }
    }

    @Test
    void presignedAndTampered_isSignatureDoesNotMatch() {
        WireRequest get = cairn.wire().signer()
                .presign(get(), cairn.wire().host(), Duration.ofMinutes(5));
        Refused.with(403, "SignatureDoesNotMatch", cairn.wire().sendAsIs(
                get.target(get.target().replace("/k?", "/other?"))));
        Refused.with(403, "SignatureDoesNotMatch", cairn.wire().sendAsIs(
                get.target(get.target() + "&response-content-type=text%2Fhtml")));
    }

    @Test
    void presignedWithMissingParameter_isAuthorizationQueryParametersError() {
        WireRequest get = cairn.wire().signer()
                .presign(get(), cairn.wire().host(), Duration.ofMinutes(5));
        Refused.with(400, "AuthorizationQueryParametersError", cairn.wire().sendAsIs(
                get.target(get.target().replaceFirst("&X-Amz-Expires=\\d+", ""))));
    }

    private static WireRequest get() {
        return WireRequest.get("/" + bucket + "/k");
    }
}
