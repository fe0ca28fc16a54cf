package dev.cairn.s3.form;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.PercentEncoding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the content of a part: the name of its field and, for a file, the file's. Texts
 * have one character for each byte, like the values of headers.
 *
 * <p>Source: RFC 7578, section 4.2; {@code filename*} is RFC 5987's, which some clients send.
 *
 * @param fileName the last step of its path; null for fields that are no file
 */
record PartHead(String field, @Nullable String fileName) {
    private static final String DISPOSITION = "content-disposition:";
    private static final String TRANSFER_ENCODING = "content-transfer-encoding:";
    private static final List<String> PLAIN_ENCODINGS = List.of("binary", "8bit", "7bit");
    private static final String UTF_8 = "utf-8''";

    /**
     * Reads the header lines of a part.
     *
     * @throws S3Exception MalformedPOSTRequest where no line names the field; NotImplemented for
     *     content that is encoded
     */
    static PartHead parse(List<String> lines) {
        PartHead head = null;
        for (String line : lines) {
            if (startsWith(line, DISPOSITION)) {
                head = disposition(line.substring(DISPOSITION.length()));
            } else if (startsWith(line, TRANSFER_ENCODING)) {
                refuseEncoded(line.substring(TRANSFER_ENCODING.length()).strip());
            }
        }
        if (head == null) {
            throw MultipartReader.malformed();
        }
        return head;
    }

    private static PartHead disposition(String value) {
        int semicolon = value.indexOf(';');
        boolean form =
                semicolon >= 0
                        && value.substring(0, semicolon).strip().equalsIgnoreCase("form-data");
        if (!form) {
            throw MultipartReader.malformed();
        }
        String field = null;
        String fileName = null;
        String extended = null;
        int at = semicolon;
        while (at < value.length()) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            Token token = Token.at(value, equals + 1);
            switch (name) {
                case "name" -> field = token.text;
                case "filename" -> fileName = token.text;
                case "filename*" -> extended = extended(token.text);
                default -> {}
            }
            at = token.end;
        }
        if (field == null) {
            throw MultipartReader.malformed();
        }
        String best = extended == null ? fileName : extended;
        return new PartHead(field, best == null ? null : lastStep(best));
    }

    /** Browsers once sent whole paths, with slashes of either kind. */
    private static String lastStep(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static @Nullable String extended(String value) {
        return startsWith(value, UTF_8)
                ? FormField.octets(PercentEncoding.decode(value.substring(UTF_8.length())))
                : null;
    }

    private static void refuseEncoded(String encoding) {
        if (!PLAIN_ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw S3Exception.of(
                    S3ErrorCode.NOT_IMPLEMENTED, "Header", "Content-Transfer-Encoding");
        }
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /**
     * The value of a parameter.
     *
     * @param end where the semicolon behind it stands, or the text ends
     */
    private record Token(String text, int end) {
        static Token at(String value, int start) {
            int at = start;
            while (at < value.length() && value.charAt(at) == ' ') {
                at++;
            }
            if (at < value.length() && value.charAt(at) == '"') {
                return quoted(value, at + 1);
            }
            int end = value.indexOf(';', at);
            end = end < 0 ? value.length() : end;
            return new Token(value.substring(at, end).strip(), end);
        }

        /** A backslash stands for itself, as in paths of Windows, but before a quote. */
        private static Token quoted(String value, int start) {
            StringBuilder text = new StringBuilder();
            int at = start;
            while (at < value.length() && value.charAt(at) != '"') {
                boolean escape =
                        value.charAt(at) == '\\'
                                && at + 1 < value.length()
                                && value.charAt(at + 1) == '"';
                text.append(value.charAt(escape ? at + 1 : at));
                at += escape ? 2 : 1;
            }
            if (at == value.length()) {
                throw MultipartReader.malformed();
            }
            int end = value.indexOf(';', at);
            return new Token(text.toString(), end < 0 ? value.length() : end);
        }
    }
}
