package dev.cairn.server.admin;

import dev.cairn.s3.http.RequestBody;
import dev.cairn.storage.model.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a call: a JSON document of limited length, and the one that was signed. */
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
        return document(known, BYTES_MAX);
    }

    /** The same of a call that takes another length than 64 KiB. */
    RequestDocument document(Set<String> known, int bytesMax) throws IOException {
        byte[] text = read(bytesMax);
        return RequestDocument.of(text.length == 0 ? json.empty() : json.parse(text), known);
    }

    /** The body as it is, of at most 64 KiB. */
    byte[] bytes() throws IOException {
        return read(BYTES_MAX);
    }

    private byte[] read(int bytesMax) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
        while (read.size() <= bytesMax && body.read(bytes) >= 0) {
            read.write(bytes.array(), 0, bytes.position());
            bytes.clear();
        }
        if (read.size() > bytesMax) {
            throw new AdminException(
                    413, "EntityTooLarge", "the body has at most " + bytesMax + " bytes");
        }
        byte[] text = read.toByteArray();
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
