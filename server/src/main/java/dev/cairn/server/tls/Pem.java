package dev.cairn.server.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of a PEM file (RFC 7468).
 *
 * @param label what it is, such as {@code CERTIFICATE}
 * @param headers whether it has header lines of RFC 1421, as encrypted keys of old have
 */
record Pem(String label, boolean headers, byte[] content) {
    static final String CERTIFICATE = "CERTIFICATE";
    static final String PRIVATE_KEY = "PRIVATE KEY";

    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int LINE_LENGTH = 64;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** Reads the blocks of a file; what stands between them is a comment. */
    static List<Pem> read(Path file) throws TlsException {
        Matcher matcher = BLOCK.matcher(text(file));
        List<Pem> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(block(file, matcher.group(1), matcher.group(2)));
        }
        return List.copyOf(blocks);
    }

    private static Pem block(Path file, String label, String body) throws TlsException {
        boolean headers = body.contains(":");
        try {
            byte[] content =
                    headers ? new byte[0] : Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            return new Pem(label, headers, content);
        } catch (IllegalArgumentException notBase64) {
            throw new TlsException(file + ": the block " + label + " is not base64");
        }
    }

    private static String text(Path file) throws TlsException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new TlsException(file + " is larger than " + FILE_BYTES_MAX + " bytes");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException missing) {
            throw new TlsException(file + ": there is no such file", missing);
        } catch (IOException e) {
            throw new TlsException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The block as it stands in a file. */
    String text() {
        String base64 =
                Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, base64, label)
                .replace("\r\n", "\n");
    }
}
