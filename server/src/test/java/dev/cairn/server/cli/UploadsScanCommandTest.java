package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scan says of servers that are not as S3 is. */
class UploadsScanCommandTest {
    private static final byte[] NO_UPLOADS =
            ("<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>"
                    + "</ListMultipartUploadsResult>")
                    .getBytes(StandardCharsets.UTF_8);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void emptyListingOfMinio_isNotTheWholeTruth() throws Exception {
        assertThat(scan("MinIO")).isEqualTo(ExitCode.OK);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("no unfinished uploads\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("MinIO lists only uploads that were begun since it was started");
    }

    @Test
    void emptyListingOfOthers_is() throws Exception {
        assertThat(scan("AmazonS3")).isEqualTo(ExitCode.OK);

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private int scan(String name) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Server", name);
                    exchange.sendResponseHeaders(200, NO_UPLOADS.length);
                    exchange.getResponseBody().write(NO_UPLOADS);
                    exchange.close();
                });
        server.start();
        try {
            String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
            return CairnMain.run(
                    new String[] {"uploads", "scan", "--endpoint", endpoint, "--bucket", "vault"},
                    Map.of("AWS_ACCESS_KEY_ID", "ID", "AWS_SECRET_ACCESS_KEY", "secret"),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
        } finally {
            server.stop(0);
        }
    }
}
