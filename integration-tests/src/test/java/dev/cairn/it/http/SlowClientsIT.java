package dev.cairn.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.TestBytes;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireConnection;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hundreds of slow clients cost neither memory nor the time of a fast one. */
class SlowClientsIT {
    private static final int SLOW = 300;
    private static final byte[] CONTENT = TestBytes.of(512 * 1024, 9);
    private static final int LARGE = 30_000_000;

    /** 256 MiB of heap, less than what the slow clients send and ask for. */
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    private static String bucket = "";

    @BeforeAll
    static void createBucket() {
        bucket = cairn.bucket();
    }

    @Test
    void slowUploads_leaveAFastClientAlone_andEndWell() {
        List<WireConnection> slow = new ArrayList<>();
        try {
            for (int number = 0; number < SLOW; number++) {
                WireConnection connection = cairn.wire().open();
                slow.add(connection);
                connection.sendHead(cairn.wire().sign(put("slow-" + number)));
                connection.send(Arrays.copyOf(CONTENT, CONTENT.length - 1));
            }
            doFastWork();
            for (WireConnection connection : slow) {
                connection.send(new byte[] {CONTENT[CONTENT.length - 1]});
            }
            for (WireConnection connection : slow) {
                WireResponse response = connection.read();
                assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
                assertThat(response.header("etag")).contains(TestBytes.etag(CONTENT));
            }
        } finally {
            slow.forEach(WireConnection::close);
        }
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    @Test
    void slowReaders_leaveAFastClientAlone() {
        byte[] large = TestBytes.of(LARGE, 10);
        assertThat(cairn.wire().send(WireRequest.put("/" + bucket + "/large", large)).status())
                .isEqualTo(200);
        List<WireConnection> slow = new ArrayList<>();
        try {
            for (int number = 0; number < 100; number++) {
                WireConnection connection = cairn.wire().open();
                slow.add(connection);
                connection.send(cairn.wire().sign(WireRequest.get("/" + bucket + "/large")));
            }
            for (WireConnection connection : slow) {
                assertThat(connection.readHead().status()).isEqualTo(200);
            }
            doFastWork();
            byte[] last = slow.getLast().readBytes(LARGE);
            assertThat(Arrays.equals(last, large)).isTrue();
        } finally {
            slow.forEach(WireConnection::close);
        }
    }

    private static void doFastWork() {
        try (WireConnection fast = cairn.wire().open()) {
            for (int number = 0; number < 100; number++) {
                String target = "/" + bucket + "/fast-" + number;
                assertThat(exchange(fast, WireRequest.put(target, "fast")).status())
                        .isEqualTo(200);
                assertThat(exchange(fast, WireRequest.get(target)).text()).isEqualTo("fast");
            }
        }
    }

    private static WireResponse exchange(WireConnection connection, WireRequest request) {
        return connection.send(cairn.wire().sign(request)).read(request.method());
    }

    private static WireRequest put(String key) {
        return WireRequest.put("/" + bucket + "/" + key, CONTENT);
    }
}
