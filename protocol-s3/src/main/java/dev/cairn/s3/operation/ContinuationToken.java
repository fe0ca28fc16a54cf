package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Where a listing goes on, as an opaque text: base64url of a format byte, the kind of listing, the
 * last name in UTF-8, and a CRC32C over all of these. It names a place, not a row, so it stays good
 * when what it names is deleted.
 */
record ContinuationToken(Kind kind, String after) {
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 2;
    private static final int CRC_BYTES = 4;

    /** What is listed; a token of one kind is no token of another. */
    enum Kind {
        BUCKETS('b'),
        OBJECTS('o');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    /**
     * Reads a token.
     *
     * @throws dev.cairn.s3.error.S3Exception InvalidArgument for anything that this server did not
     *     give out
     */
    static ContinuationToken parse(Kind kind, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw incorrect(text);
        }
        int bodyBytes = bytes.length - CRC_BYTES;
        if (bodyBytes < HEAD_BYTES
                || bytes[0] != FORMAT
                || bytes[1] != kind.letter
                || ByteBuffer.wrap(bytes, bodyBytes, CRC_BYTES).getInt() != crc(bytes, bodyBytes)) {
            throw incorrect(text);
        }
        byte[] after = Arrays.copyOfRange(bytes, HEAD_BYTES, bodyBytes);
        return new ContinuationToken(kind, new String(after, StandardCharsets.UTF_8));
    }

    /** The token as the client gets it. */
    String encode() {
        byte[] name = after.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + name.length + CRC_BYTES);
        bytes.put(FORMAT).put((byte) kind.letter).put(name);
        bytes.putInt(crc(bytes.array(), bytes.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static RuntimeException incorrect(String text) {
        return S3Exception.invalidArgument(
                "The continuation token provided is incorrect", "continuation-token", text);
    }
}
