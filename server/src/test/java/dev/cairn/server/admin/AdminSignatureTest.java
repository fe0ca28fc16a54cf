package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.http.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin API called with signatures of version 4 for the service cairn. */
class AdminSignatureTest {
    private static final String PATH = "/api/v1/usage";
    private static final String CLOCK = "/api/v1/clock";
    private static final String REGION = "us-east-1";

    @TempDir
    Path folder;

    private AdminFixture admin;

    @BeforeEach
    void open() throws Exception {
        admin = AdminFixture.open(folder.resolve("data"));
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void signatureOfAnAdmin_isAccepted() throws Exception {
        assertThat(send("cairn", AdminFixture.ADMIN_KEY, AdminFixture.ADMIN_SECRET).status())
                .isEqualTo(200);
    }

    @Test
    void signatureOfAnotherAccount_is403() throws Exception {
        assertThat(send("cairn", AdminFixture.USER_KEY, AdminFixture.USER_SECRET).status())
                .isEqualTo(403);
    }

    @Test
    void wrongSecret_is401() throws Exception {
        AdminFixture.Reply reply = send("cairn", AdminFixture.ADMIN_KEY, "wrong");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void signatureForS3_isNotAccepted() throws Exception {
        assertThat(send("s3", AdminFixture.ADMIN_KEY, AdminFixture.ADMIN_SECRET).status())
                .isBetween(400, 401);
    }

    @Test
    void oldSignature_is401() throws Exception {
        Headers signed = sign("cairn", AdminFixture.ADMIN_KEY, AdminFixture.ADMIN_SECRET);
        admin.advance(Duration.ofMinutes(16));

        AdminFixture.Reply reply = admin.send("GET", PATH, signed);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("RequestTimeTooSkewed");
    }

    @Test
    void bodyThatIsNotTheSignedOne_isRefused() throws Exception {
        String body = "{\"advance\":\"P1D\"}";
        Headers signed = signBody(sha256(body));

        AdminFixture.Reply other =
                admin.send("PUT", CLOCK, signed, "{\"advance\":\"P9D\"}");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.code()).isEqualTo("XAmzContentSHA256Mismatch");
        assertThat(admin.send("PUT", CLOCK, signed, body).status()).isEqualTo(200);
        assertThat(admin.send("PUT", CLOCK, signBody("UNSIGNED-PAYLOAD"), body).status())
                .isEqualTo(200);
    }

    private AdminFixture.Reply send(String service, String accessKey, String secretKey)
            throws Exception {
        return admin.send("GET", PATH, sign(service, accessKey, secretKey));
    }

    /** As signers of S3 do it: the hash of the body has a header. */
    private Headers signBody(String contentSha256) throws Exception {
        String time = time();
        String canonical =
                ("PUT\n%s\n\nhost:localhost\nx-amz-content-sha256:%s\nx-amz-date:%s\n\n"
                        + "host;x-amz-content-sha256;x-amz-date\n%s")
                        .formatted(CLOCK, contentSha256, time, contentSha256);
        return headers(time, "host;x-amz-content-sha256;x-amz-date", canonical, "cairn",
                AdminFixture.ADMIN_KEY, AdminFixture.ADMIN_SECRET)
                .add("x-amz-content-sha256", contentSha256)
                .build();
    }

    /** As signers of other services than S3 do it: the hash of the body has no header. */
    private Headers sign(String service, String accessKey, String secretKey) throws Exception {
        String time = time();
        String canonical =
                "GET\n%s\n\nhost:localhost\nx-amz-date:%s\n\nhost;x-amz-date\n%s"
                        .formatted(PATH, time, sha256(""));
        return headers(time, "host;x-amz-date", canonical, service, accessKey, secretKey).build();
    }

    private String time() {
        return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(admin.now());
    }

    private static Headers.Builder headers(
            String time,
            String signedHeaders,
            String canonical,
            String service,
            String accessKey,
            String secretKey)
            throws Exception {
        String date = time.substring(0, 8);
        String scope = date + "/" + REGION + "/" + service + "/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical);
        byte[] key = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), date);
        key = hmac(hmac(hmac(key, REGION), service), "aws4_request");
        String authorization =
                "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(
                                accessKey,
                                scope,
                                signedHeaders,
                                HexFormat.of().formatHex(hmac(key, toSign)));
        return Headers.builder()
                .add("host", "localhost")
                .add("x-amz-date", time)
                .add("authorization", authorization);
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
