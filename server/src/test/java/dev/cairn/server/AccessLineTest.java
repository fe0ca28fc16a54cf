package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.RequestLog;
import dev.cairn.s3.http.TlsSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLineTest {
    private static final Instant FINISHED = Instant.parse("2026-03-01T10:00:01Z");

    private static RequestLog request(
            String target, @Nullable String key, @Nullable String account, String agent) {
        return new RequestLog(
                "0123456789ABCDEF",
                "GetObject",
                "GET",
                target,
                key == null ? null : "vault",
                key,
                account,
                account == null ? null : "KEY",
                "192.0.2.7",
                account == null ? 403 : 200,
                account == null ? "AccessDenied" : null,
                0,
                1000,
                1_250_000_000,
                new RequestLog.Client(agent, null, "vault.s3.example.org"),
                key == null
                        ? RequestLog.Detail.NONE
                        : new RequestLog.Detail(
                                "0v1", 5000L, account == null ? "error-host" : null,
                                account == null ? null : "AWS4-HMAC-SHA256",
                                new TlsSession("TLSv1.3", "TLS_AES_128_GCM_SHA256")));
    }

    private static String line(RequestLog request) {
        String owner = request.bucket() == null ? null : "owner-of-vault";
        return AccessLine.of(request, FINISHED, new AccessLine.Surroundings(owner, "host"));
    }

    @Test
    void fields_standInTheOrderOfS3() {
        assertThat(
                line(request("/vault/a%20b?x=1", "a b/\u00e9", "owner", "aws-cli/1 (x)")))
                .isEqualTo(
                        "owner-of-vault vault [01/Mar/2026:09:59:59 +0000] 192.0.2.7 owner 0123456789ABCDEF"
                                + " GetObject a%20b/%C3%A9 \"GET /vault/a%20b?x=1 HTTP/1.1\" 200 -"
                                + " 1000 5000 1250 1250 \"-\" \"aws-cli/1 (x)\" 0v1 host SigV4"
                                + " TLS_AES_128_GCM_SHA256 AuthHeader vault.s3.example.org"
                                + " TLSv1.3 - - -");
    }

    @Test
    void whatIsUnknown_isADash() {
        assertThat(line(request("/", null, null, "")))
                .isEqualTo(
                        "- - [01/Mar/2026:09:59:59 +0000] 192.0.2.7 - 0123456789ABCDEF GetObject -"
                                + " \"GET / HTTP/1.1\" 403 AccessDenied 1000 - 1250 1250 \"-\" \"-\""
                                + " - host - - - vault.s3.example.org - - - -");
    }

    @Test
    void nothingOfAClient_endsAFieldOrALine() {
        String line =
                line(request("/\"x\ny", "k\nl", "owner", "a\" 200\r\nforged\\\u00e9"));
        assertThat(line)
                .contains("\"GET /\\x22x\\x0Ay HTTP/1.1\"", " k%0Al ")
                .contains("\"a\\x22 200\\x0D\\x0Aforged\\x5C\\xE9\"")
                .matches("[ -~]*");
    }

    @Test
    void errors_haveAHostIdOfTheirOwn() {
        assertThat(line(request("/vault/k", "k", null, "a"))).contains(" 0v1 error-host - ");
    }

    @ParameterizedTest
    @CsvSource({
        "/k, SigV4, AuthHeader",
        "/k?X-Amz-Signature=abc, SigV4, QueryString",
        "/k?AWSAccessKeyId=a&Signature=abc, SigV2, QueryString",
    })
    void signature_isTold(String target, String version, String type) {
        assertThat(line(request(target, "k", "owner", "a")))
                .contains(" " + version + " TLS_AES_128_GCM_SHA256 " + type + " ")
                .doesNotContain("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "/b/k, /b/k",
        "/b/k?X-Amz-Signature=abc&x=1, /b/k?X-Amz-Signature=...&x=1",
        "/b/k?x=1&Signature=a%2Bb, /b/k?x=1&Signature=...",
        "/b/k?x-amz-security-token=t, /b/k?x-amz-security-token=...",
        "/b/k?MySignature=kept, /b/k?MySignature=kept",
    })
    void withoutSignature_leavesTheRest(String target, String logged) {
        assertThat(AccessLine.withoutSignature(target)).isEqualTo(logged);
    }
}
