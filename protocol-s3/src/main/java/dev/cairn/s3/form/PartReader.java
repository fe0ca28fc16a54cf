package dev.cairn.s3.form;

import dev.cairn.s3.error.S3Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the small parts of a form, which together must not be large. Used by one thread. */
final class PartReader {
    private final MultipartReader parts;
    private final Supplier<S3Exception> tooLarge;
    private int leftBytes;

    /**
     * A reader of so many bytes.
     *
     * @param tooLarge the refusal of more
     */
    PartReader(MultipartReader parts, int bytesMax, Supplier<S3Exception> tooLarge) {
        this.parts = parts;
        this.leftBytes = bytesMax;
        this.tooLarge = tooLarge;
    }

    /** Passes over what stands before the first part. */
    void skipPreamble() throws IOException {
        String unused = content();
    }

    /** Reads the header lines of the part that has just begun. */
    PartHead head() throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        while (true) {
            int octet = parts.take();
            count(1);
            if (octet != '\n') {
                line.append((char) octet);
                continue;
            }
            if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
                throw MultipartReader.malformed();
            }
            line.setLength(line.length() - 1);
            if (line.isEmpty()) {
                return PartHead.parse(lines);
            }
            lines.add(line.toString());
            line.setLength(0);
        }
    }

    /** Reads the content of the open part, one character for each byte. */
    String content() throws IOException {
        StringBuilder content = new StringBuilder();
        ByteBuffer bytes = ByteBuffer.allocate(1024);
        for (int count = parts.read(bytes); count >= 0; count = parts.read(bytes)) {
            count(count);
            content.append(new String(bytes.array(), 0, count, StandardCharsets.ISO_8859_1));
            bytes.clear();
        }
        return content.toString();
    }

    private void count(int bytes) {
        leftBytes -= bytes;
        if (leftBytes < 0) {
            throw tooLarge.get();
        }
    }
}
