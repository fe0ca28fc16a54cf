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

    private AdminFixture.Reply send(String service, String accessKey, String secretKey)
            throws Exception {
        return admin.send("GET", PATH, sign(service, accessKey, secretKey));
    }

    /** As signers of other services than S3 do it: the hash of the body has no header. */
    private Headers sign(String service, String accessKey, String secretKey) throws Exception {
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(admin.now());
        String date = time.substring(0, 8);
        String scope = date + "/" + REGION + "/" + service + "/aws4_request";
        String canonical =
                "GET\n%s\n\nhost:localhost\nx-amz-date:%s\n\nhost;x-amz-date\n%s"
                        .formatted(PATH, time, sha256(""));
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical);
        byte[] key = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), date);
        key = hmac(hmac(hmac(key, REGION), service), "aws4_request");
        String authorization =
                "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=host;x-amz-date, Signature=%s"
                        .formatted(accessKey, scope, HexFormat.of().formatHex(hmac(key, toSign)));
        return Headers.builder()
                .add("host", "localhost")
                .add("x-amz-date", time)
                .add("authorization", authorization)
                .build();
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
