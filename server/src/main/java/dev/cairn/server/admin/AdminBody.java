package dev.cairn.server.admin;

import dev.cairn.s3.http.RequestBody;
import dev.cairn.storage.model.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a call: a JSON document of at most 64 KiB, and the one that was signed. */
final class AdminBody {
    private static final int BYTES_MAX = 1 << 16;
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final RequestBody body;
    private final AdminJson json;
    private final @Nullable String sha256;

    /**
     * A body of which nothing has been read.
     *
     * @param sha256 what the signature says of it, in hex; null where nothing is signed
     */
    AdminBody(RequestBody body, AdminJson json, @Nullable String sha256) {
        this.body = body;
        this.json = json;
        this.sha256 = sha256;
    }

    /**
     * The JSON object in the body; an empty one where there is no body.
     *
     * @param known the fields that it may have
     */
    RequestDocument document(Set<String> known) throws IOException {
        byte[] text = read();
        return RequestDocument.of(text.length == 0 ? json.empty() : json.parse(text), known);
    }

    private byte[] read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX + 1);
        while (bytes.hasRemaining() && body.read(bytes) >= 0) {
            // Goes on to the end, or to one byte too many.
        }
        if (!bytes.hasRemaining()) {
            throw new AdminException(
                    413, "EntityTooLarge", "a body has at most " + BYTES_MAX + " bytes");
        }
        byte[] text = Arrays.copyOf(bytes.array(), bytes.position());
        if (sha256 != null && !sha256.equals(UNSIGNED) && !sha256.equals(hash(text))) {
            throw new AdminException(
                    400, "XAmzContentSHA256Mismatch", "the body is not the one that was signed");
        }
        return text;
    }

    private static String hash(byte[] text) {
        return HexFormat.of().formatHex(Hashes.sha256().digest(text));
    }
}
