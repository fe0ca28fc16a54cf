package dev.cairn.s3.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes inputs of others: the same seed makes the same. */
final class Mutations {
    private static final int CHANGES_MAX = 6;
    private static final int BYTES_MAX = 4096;
    private static final List<String> TOKENS = List.of(
            "\r\n", "\n", "--", "&", "=", "?", "/", "//", "%", "%00", "%zz", "%2F", "..", "\"",
            "\\",
            ";", ":", ",", " ", "+", "*", "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>",
            "&#x0;",
            "&amp;", "<!DOCTYPE a>", "{", "}", "[", "]", "null", "true", "-1", "0",
            "9223372036854775808", "1e999", "\u00ff\u00fe", "\u00c3(", "$", "${filename}",
            "xmlns=\"x\"", "ffffffffffffffff", "2030-13-45T99:99:99Z", "versionId", "uploadId",
            "partNumber=0", "Signature=", "X-Amz-Signature=", "BUCKET", "BOUNDARY");

    private final List<byte[]> seeds;
    private final Random random;

    Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        random = new Random(seed);
    }

    byte[] next() {
        byte[] input = seeds.get(random.nextInt(seeds.size()));
        for (int changes = 1 + random.nextInt(CHANGES_MAX); changes > 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(16));
        byte[] middle = switch (random.nextInt(6)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> {
                String token = TOKENS.get(random.nextInt(TOKENS.size()));
                yield token.getBytes(StandardCharsets.ISO_8859_1);
            }
            case 3 -> slice(seeds.get(random.nextInt(seeds.size())));
            case 4 -> slice(input);
            default -> twice(input, from, to);
        };
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(input, 0, from);
        result.writeBytes(middle);
        // Now and then the rest is lost.
        if (random.nextInt(12) > 0) {
            result.write(input, to, input.length - to);
        }
        byte[] made = result.toByteArray();
        return made.length > BYTES_MAX ? input : made;
    }

    private byte[] slice(byte[] other) {
        int from = random.nextInt(other.length + 1);
        int length = random.nextInt(Math.min(64, other.length - from) + 1);
        byte[] slice = new byte[length];
        System.arraycopy(other, from, slice, 0, length);
        return slice;
    }

    private static byte[] twice(byte[] input, int from, int to) {
        byte[] twice = new byte[2 * (to - from)];
        System.arraycopy(input, from, twice, 0, to - from);
        System.arraycopy(input, from, twice, to - from, to - from);
        return twice;
    }
}
