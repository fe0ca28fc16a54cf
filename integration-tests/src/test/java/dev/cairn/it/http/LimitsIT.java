package dev.cairn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireConnection;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server with few threads and few connections says so instead of hanging. */
class LimitsIT {
    private static final int REQUESTS_MAX = 4;
    private static final int CONNECTIONS_MAX = 20;

    @RegisterExtension
    static final CairnServer cairn = CairnServer.with(options -> options
            .withFlag("http-requests-max", String.valueOf(REQUESTS_MAX))
            .withFlag("http-connections-max", String.valueOf(CONNECTIONS_MAX)));

    private static String bucket = "";

    @BeforeAll
    static void createBucket() {
        bucket = cairn.bucket();
    }

    @Test
    void oneRequestTooMany_isSlowDown_untilOneEnds() throws Throwable {
        List<WireConnection> busy = new ArrayList<>();
        try {
            for (int number = 0; number < REQUESTS_MAX; number++) {
                WireConnection connection = cairn.wire().open();
                busy.add(connection);
                WireRequest put = cairn.wire().sign(
                        WireRequest.put("/" + bucket + "/busy-" + number, "two halves"));
                connection.sendHead(put).send("two ".getBytes(StandardCharsets.US_ASCII));
            }
            Eventually.within(Duration.ofSeconds(10), () -> {
                WireResponse refused = cairn.wire().send(WireRequest.get("/" + bucket));
                Refused.with(503, "SlowDown", refused);
            });
            for (WireConnection connection : busy) {
                connection.send("halves".getBytes(StandardCharsets.US_ASCII));
                assertThat(connection.read().status()).isEqualTo(200);
            }
            assertThat(cairn.wire().send(WireRequest.get("/" + bucket)).status()).isEqualTo(200);
        } finally {
            busy.forEach(WireConnection::close);
        }
    }

    @Test
    void oneConnectionTooMany_isAnswered503AndClosed() throws Throwable {
        List<WireConnection> open = new ArrayList<>();
        try {
            for (int number = 0; number < CONNECTIONS_MAX; number++) {
                open.add(accepted());
            }
            try (WireConnection more = cairn.wire().open()) {
                assertThat(more.read().status()).isEqualTo(503);
                assertThat(more.closedByServer()).isTrue();
            }
        } finally {
            open.forEach(WireConnection::close);
        }
        Eventually.within(Duration.ofSeconds(10), () -> assertThat(
                cairn.wire().send(WireRequest.head("/" + bucket)).status()).isEqualTo(200));
    }

    /** A connection that has been answered; those of before may still be counted for a moment. */
    private static WireConnection accepted() throws Throwable {
        AtomicReference<WireConnection> accepted = new AtomicReference<>();
        Eventually.within(Duration.ofSeconds(10), () -> {
            WireConnection connection = cairn.wire().open();
            try {
                connection.send(cairn.wire().sign(WireRequest.head("/" + bucket)));
                assertThat(connection.read().status()).isEqualTo(200);
                accepted.set(connection);
            } catch (UncheckedIOException | AssertionError refused) {
                connection.close();
                throw new AssertionError(refused);
            }
        });
        return accepted.get();
    }
}
