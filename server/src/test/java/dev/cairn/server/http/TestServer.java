package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.RequestLog;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A front end on a free port. When it is closed, all its memory must have been given back. */
final class TestServer implements AutoCloseable {
    private final FrontEnd frontEnd;
    private final Endpoint endpoint;
    private final @Nullable SSLContext client;
    private final Queue<RequestLog> refusals = new ConcurrentLinkedQueue<>();

    TestServer(Wiring wiring, HttpSettings settings, RequestService service)
            throws IOException {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        frontEnd = FrontEnd.start(settings, InstantSource.system(), wiring.transport());
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        endpoint =
                frontEnd.listen(
                        wiring.secure(EndpointSettings.s3(address, settings)),
                        service,
                        refusals::add);
        client = wiring.client();
    }

    RawClient connect() throws IOException {
        return new RawClient(endpoint.port(), client);
    }

    FrontEnd frontEnd() {
        return frontEnd;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Queue<RequestLog> refusals() {
        return refusals;
    }

    @Override
    public void close() {
        frontEnd.stop(Duration.ZERO);
        assertThat(frontEnd.resources().arriving().heldBytes()).isZero();
        assertThat(frontEnd.resources().leaving().heldBytes()).isZero();
        assertThat(frontEnd.pinnedBytes()).isZero();
    }

    static S3Response text(int status, String text) {
        return S3Response.of(
                status,
                Headers.EMPTY,
                new ResponseBody.Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] readAll(RequestBody body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (body.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toByteArray();
    }
}
