package dev.cairn.it.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Signs the chunks of one streaming payload, each over the signature before it.
 *
 * <p>Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header:
 * Transferring Payload in Multiple Chunks" and "Trailing headers".
 */
public final class ChunkSigner {
    private static final String EMPTY_HASH = Signer.sha256(new byte[0]);

    private final byte[] key;
    private final String stamp;
    private final String scope;
    private String previous;

    ChunkSigner(byte[] key, String stamp, String scope, String seedSignature) {
        this.key = key.clone();
        this.stamp = stamp;
        this.scope = scope;
        this.previous = seedSignature;
    }

    /** One chunk with its size and signature; the empty chunk closes the payload's data. */
    public byte[] chunk(byte[] data) {
        previous = HexFormat.of().formatHex(Signer.hmac(key, String.join(
                "\n", "AWS4-HMAC-SHA256-PAYLOAD", stamp, scope, previous, EMPTY_HASH,
                Signer.sha256(data))));
        String head = Integer.toHexString(data.length) + ";chunk-signature=" + previous + "\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(data);
        if (data.length > 0) {
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    /** The signed trailer that follows the empty chunk. */
    public byte[] trailer(String name, String value) {
        String line = name + ":" + value + "\n";
        previous = HexFormat.of().formatHex(Signer.hmac(key, String.join(
                "\n", "AWS4-HMAC-SHA256-TRAILER", stamp, scope, previous,
                Signer.sha256(line.getBytes(StandardCharsets.UTF_8)))));
        return (name + ":" + value + "\r\nx-amz-trailer-signature:" + previous + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** What ends a payload without a trailer. */
    public static byte[] end() {
        return "\r\n".getBytes(StandardCharsets.US_ASCII);
    }
}
