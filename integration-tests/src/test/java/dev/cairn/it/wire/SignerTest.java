package dev.cairn.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The worked examples of the Amazon S3 API Reference, "Signature Calculations". */
class SignerTest {
    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final Signer SIGNER = new Signer(
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "us-east-1",
            InstantSource.fixed(Instant.parse("2013-05-24T00:00:00Z")));

    @Test
    void subresourceWithoutValue() {
        WireRequest signed = SIGNER.sign(WireRequest.get("/?lifecycle"), HOST);
        assertThat(signed.value("authorization").orElseThrow())
                .endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void queryWithValues() {
        WireRequest signed = SIGNER.sign(WireRequest.get("/?prefix=J&max-keys=2"), HOST);
        assertThat(signed.value("authorization").orElseThrow())
                .endsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void presigned() {
        WireRequest signed =
                SIGNER.presign(WireRequest.get("/test.txt"), HOST, Duration.ofDays(1));
        assertThat(signed.target())
                .endsWith("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @Test
    void chunksFollowTheSeed() {
        byte[] key = "AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
                .getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {"20130524", "us-east-1", "s3", "aws4_request"}) {
            key = Signer.hmac(key, step);
        }
        ChunkSigner chunks = new ChunkSigner(
                key,
                "20130524T000000Z",
                "20130524/us-east-1/s3/aws4_request",
                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        assertThat(head(chunks, 65536)).isEqualTo("10000;chunk-signature="
                + "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
        assertThat(head(chunks, 1024)).isEqualTo("400;chunk-signature="
                + "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
        assertThat(head(chunks, 0)).isEqualTo("0;chunk-signature="
                + "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
    }

    private static String head(ChunkSigner chunks, int size) {
        byte[] data = new byte[size];
        Arrays.fill(data, (byte) 'a');
        String chunk = new String(chunks.chunk(data), StandardCharsets.US_ASCII);
        return chunk.substring(0, chunk.indexOf('\r'));
    }
}
