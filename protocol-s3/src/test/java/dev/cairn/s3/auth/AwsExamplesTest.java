package dev.cairn.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.payload.Payload;
import dev.cairn.s3.payload.TestBody;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The examples with known signatures of the Amazon S3 API Reference: "Signature Calculations for
 * the Authorization Header: Transferring Payload in a Single Chunk", "… in Multiple Chunks", "…
 * Including Trailing Headers", and "Authenticating Requests: Using Query Parameters".
 */
final class AwsExamplesTest {
    private static final AccessKey KEY =
            new AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
    private static final Account ACCOUNT = new Account("id", "name", "", false, List.of(KEY));
    private static final byte[] CHUNKED_OBJECT = chunkedObject();

    private final Authenticator authenticator =
            new Authenticator(
                    () -> new Accounts(List.of(ACCOUNT)),
                    new AuthSettings("us-east-1", true, "s3"),
                    InstantSource.fixed(NOW));

    @Test
    void getObject_isAuthentic() {
        Headers headers =
                headers(
                        """
                        Host: examplebucket.s3.amazonaws.com
                        Range: bytes=0-9
                        x-amz-content-sha256: \
                        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                        x-amz-date: 20130524T000000Z
                        Authorization: AWS4-HMAC-SHA256 \
                        Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                        SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,\
                        Signature=f0e8bdb87c964420e857bd35b5d6ed31\
                        0bd44f0170aba48dd91039c6036bdb41
                        """);
        assertThat(authenticate("GET", "/test.txt", headers).caller().account()).isSameAs(ACCOUNT);
    }

    @Test
    void putObject_isAuthentic() {
        Headers headers =
                headers(
                        """
                        Host: examplebucket.s3.amazonaws.com
                        Date: Fri, 24 May 2013 00:00:00 GMT
                        x-amz-date: 20130524T000000Z
                        x-amz-storage-class: REDUCED_REDUNDANCY
                        x-amz-content-sha256: \
                        44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072
                        Authorization: AWS4-HMAC-SHA256 \
                        Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                        SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;\
                        x-amz-storage-class,\
                        Signature=98ad721746da40c64f1a55b78f14c238\
                        d841ea1380cd77a1b5971af0ece108bd
                        """);
        assertThat(authenticate("PUT", "/test$file.text", headers).caller().accessKey())
                .isEqualTo(KEY);
    }

    @Test
    void getBucketLifecycle_isAuthentic() {
        assertAuthenticGet(
                "/?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void listObjects_isAuthentic() {
        assertAuthenticGet(
                "/?max-keys=2&prefix=J",
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void presignedGet_isAuthentic() {
        String target =
                """
                /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
                &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
                &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
                &X-Amz-Signature=\
                aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404""";
        Headers headers = headers("Host: examplebucket.s3.amazonaws.com\n");
        Authenticated authenticated = authenticate("GET", target, headers);
        assertThat(authenticated.proof().contentSha256()).isEqualTo("UNSIGNED-PAYLOAD");
    }

    @Test
    void chunkedUpload_isAuthenticAndDecodes() throws IOException {
        Headers headers =
                headers(
                        """
                        Host: s3.amazonaws.com
                        x-amz-date: 20130524T000000Z
                        x-amz-storage-class: REDUCED_REDUNDANCY
                        x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD
                        Content-Encoding: aws-chunked
                        x-amz-decoded-content-length: 66560
                        Content-Length: 66824
                        Authorization: AWS4-HMAC-SHA256 \
                        Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                        SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;\
                        x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,\
                        Signature=4f232c4386841ef735655705268965c4\
                        4a0e4690baa4adea153f7db9fa80a0a9
                        """);
        byte[] wire =
                wire(
                        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
                        "");
        assertThat(wire).hasSize(66_824);
        assertThat(decode(headers, wire)).isEqualTo(CHUNKED_OBJECT);
    }

    @Test
    void chunkedUploadWithTrailer_isAuthenticAndDecodes() throws IOException {
        Headers headers =
                headers(
                        """
                        Host: s3.amazonaws.com
                        x-amz-date: 20130524T000000Z
                        x-amz-storage-class: REDUCED_REDUNDANCY
                        x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER
                        Content-Encoding: aws-chunked
                        x-amz-decoded-content-length: 66560
                        x-amz-trailer: x-amz-checksum-crc32c
                        Content-Length: 66824
                        Authorization: AWS4-HMAC-SHA256 \
                        Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                        SignedHeaders=content-encoding;host;x-amz-content-sha256;x-amz-date;\
                        x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,\
                        Signature=106e2a8a18243abcf37539882f36619c\
                        00e2dfc72633413f02d3b74544bfeb8e
                        """);
        byte[] wire =
                wire(
                        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
                        """
                        x-amz-checksum-crc32c:sOO8/Q==\r
                        x-amz-trailer-signature:d81f82fc3505edab99d459891051a732\
                        e8730629a2e4a59689829ca17fe2e435\r
                        """);
        assertThat(decode(headers, wire)).isEqualTo(CHUNKED_OBJECT);
    }

    private void assertAuthenticGet(String target, String signature) {
        Headers headers =
                headers(
                        """
                        Host: examplebucket.s3.amazonaws.com
                        x-amz-date: 20130524T000000Z
                        x-amz-content-sha256: \
                        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                        Authorization: AWS4-HMAC-SHA256 \
                        Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                        SignedHeaders=host;x-amz-content-sha256;x-amz-date,\
                        Signature=%s
                        """
                                .formatted(signature));
        PayloadProof proof = authenticate("GET", target, headers).proof();
        assertThat(proof.seedSignature()).isEqualTo(signature);
        assertThat(proof.scope()).isEqualTo("20130524/us-east-1/s3/aws4_request");
    }

    private byte[] decode(Headers headers, byte[] wire) throws IOException {
        RequestHead head = TestSigner.head("PUT", "/examplebucket/chunkObject.txt", headers);
        PayloadProof proof =
                authenticator.authenticate(head, RequestTarget.parse(head.target())).proof();
        Payload payload = Payload.open(head, proof, TestBody.of(wire));
        payload.keepChecksum(ChecksumAlgorithm.CRC32C);
        TestBody.Read read = TestBody.readToEnd(payload, 10_000);
        Digests digests = payload.digests();
        assertThat(digests.checksum().value()).isEqualTo("sOO8/Q==");
        return read.bytes();
    }

    private Authenticated authenticate(String method, String target, Headers headers) {
        RequestHead head = TestSigner.head(method, target, headers);
        return authenticator.authenticate(head, RequestTarget.parse(target));
    }

    private static Headers headers(String lines) {
        Headers.Builder headers = Headers.builder();
        lines.lines()
                .map(line -> line.split(": ", 2))
                .forEach(field -> headers.add(field[0], field[1]));
        return headers.build();
    }

    private static byte[] wire(String first, String second, String last, String trailer) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ascii(wire, "10000;chunk-signature=" + first + "\r\n");
        wire.write(CHUNKED_OBJECT, 0, 65_536);
        ascii(wire, "\r\n400;chunk-signature=" + second + "\r\n");
        wire.write(CHUNKED_OBJECT, 65_536, 1024);
        ascii(wire, "\r\n0;chunk-signature=" + last + "\r\n" + trailer + "\r\n");
        return wire.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream wire, String text) {
        wire.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] chunkedObject() {
        byte[] object = new byte[66_560];
        Arrays.fill(object, (byte) 'a');
        return object;
    }
}
