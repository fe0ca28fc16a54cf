package dev.cairn.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestSignerTest {
    private static final Instant WHEN = Instant.parse("2013-05-24T00:00:00Z");

    /** The example "GET Bucket Lifecycle" of the API reference. */
    @Test
    void exampleOfTheApiReference_hasItsSignature() {
        RequestSigner signer =
                new RequestSigner(
                        new AccessKey(
                                "AKIAIOSFODNN7EXAMPLE",
                                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                        null,
                        () -> WHEN);

        Headers headers =
                signer.sign("GET", "/?lifecycle", "examplebucket.s3.amazonaws.com", "us-east-1");

        assertThat(headers.first("authorization"))
                .isEqualTo(
                        "AWS4-HMAC-SHA256"
                                + " Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + " SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
                                + " Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void keyWithAnyCharacters_isAccepted() {
        AccessKey key = new AccessKey("AK", "a secret");
        Account account = new Account("id", "name", "", false, List.of(key));
        Authenticator server =
                new Authenticator(
                        () -> new Accounts(List.of(account)),
                        new AuthSettings("us-east-1", false, "s3"),
                        () -> WHEN);
        String target = "/vault/a%2Bb%20%C3%BC/%2F?uploadId=x%3D%26y&part-number-marker=";

        Headers signed =
                new RequestSigner(key, null, () -> WHEN)
                        .sign("GET", target, "localhost:9000", "eu-central-1");

        Headers sent = Headers.builder().add("host", "localhost:9000").addAll(signed).build();
        RequestHead head = new RequestHead("1", "GET", target, sent, "::1", null);
        assertThat(server.authenticate(head, RequestTarget.parse(target)).caller().accessKey())
                .isEqualTo(key);
    }

    @Test
    void sessionToken_isSigned() {
        Headers signed =
                new RequestSigner(new AccessKey("AK", "secret"), "token", () -> WHEN)
                        .sign("GET", "/", "localhost", "us-east-1");

        assertThat(signed.first("x-amz-security-token")).isEqualTo("token");
        assertThat(signed.first("authorization")).contains("x-amz-date;x-amz-security-token,");
    }
}
