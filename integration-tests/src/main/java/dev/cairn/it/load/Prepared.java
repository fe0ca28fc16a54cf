package dev.cairn.it.load;

import dev.cairn.it.wire.Signer;
import dev.cairn.it.wire.WireRequest;
import java.nio.charset.StandardCharsets;

/** Signed requests as bytes, made before the clock starts. */
final class Prepared {
    private final Signer signer;
    private final String host;

    Prepared(LoadOptions options) {
        signer = Signer.of(options.accessKey(), options.secretKey());
        host = options.host();
    }

    /** The head of a request whose body is sent unsigned. */
    byte[] head(String method, String target, long bodyBytes) {
        WireRequest request =
                WireRequest.of(method, target)
                        .header("Content-Length", Long.toString(bodyBytes))
                        .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        WireRequest signed = signer.sign(request, host);
        StringBuilder head = new StringBuilder(512);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        for (WireRequest.Header header : signed.headers()) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
