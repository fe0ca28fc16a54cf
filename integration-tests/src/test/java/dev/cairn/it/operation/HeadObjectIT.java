package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireConnection;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HeadObject: what GetObject says, without the bytes. */
class HeadObjectIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void putObject() {
        bucket = cairn.bucket();
        assertThat(send(WireRequest.put("/BUCKET/k", "0123456789")
                .header("x-amz-meta-colour", "red")
                .header("Content-Type", "text/plain")).status()).isEqualTo(200);
    }

    @Test
    void headers_areThoseOfGet() {
        WireResponse head = send(WireRequest.head("/BUCKET/k"));
        WireResponse get = send(WireRequest.get("/BUCKET/k"));
        assertThat(head.status()).isEqualTo(200);
        for (String name : List.of("content-length", "content-type", "etag", "last-modified",
                "accept-ranges", "x-amz-meta-colour")) {
            assertThat(head.header(name)).describedAs(name).isPresent()
                    .isEqualTo(get.header(name));
        }
        assertThat(head.header("content-length")).contains("10");
    }

    @Test
    void range_is206WithItsLength() {
        WireResponse head = send(WireRequest.head("/BUCKET/k").header("Range", "bytes=2-4"));
        assertThat(head.status()).isEqualTo(206);
        assertThat(head.header("content-length")).contains("3");
        assertThat(head.header("content-range")).contains("bytes 2-4/10");
    }

    @ParameterizedTest
    @CsvSource({
        "/BUCKET/missing, 404",
        "/no-such-bucket/k, 404",
        "/BUCKET/k?partNumber=2, 416",
        "/BUCKET/k?partNumber=0, 400",
    })
    void errors_haveNoBody(String target, int status) {
        WireResponse head = send(WireRequest.head(target));
        assertThat(head.status()).isEqualTo(status);
        assertThat(head.header("x-amz-request-id")).isPresent();
    }

    @Test
    void anothersObject_is403() {
        assertThat(cairn.wireOfOther().send(WireRequest.head("/" + bucket + "/k")).status())
                .isEqualTo(403);
    }

    @Test
    void errorsOnOneConnection_stayInStep() {
        try (WireConnection connection = cairn.wire().open()) {
            for (String key : List.of("missing", "k", "missing", "k")) {
                WireRequest head = cairn.wire().sign(WireRequest.head("/" + bucket + "/" + key));
                WireResponse response = connection.send(head).read("HEAD");
                assertThat(response.status()).isEqualTo(key.equals("k") ? 200 : 404);
            }
        }
    }

    private static WireResponse send(WireRequest request) {
        return cairn.wire().send(request.target(request.target().replace("BUCKET", bucket)));
    }
}
