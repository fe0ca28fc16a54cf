package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The object that {@code x-amz-copy-source} names: {@code [/]bucket/key[?versionId=id]}, bucket and
 * key percent-encoded, a plus sign being a plus sign.
 *
 * @param versionId null where none is named
 */
record CopySource(BucketName bucket, ObjectKey key, @Nullable String versionId) {
    private static final String VERSION_ID = "?versionId=";

    /**
     * Reads the header.
     *
     * @param header as on the wire: a character for each byte
     * @throws dev.cairn.s3.error.S3Exception InvalidArgument, InvalidBucketName
     */
    static CopySource parse(String header) {
        // The question mark of a key is encoded, so a literal one begins the version id.
        int version = header.lastIndexOf(VERSION_ID);
        String path = decode(version < 0 ? header : header.substring(0, version), header);
        String versionId = version < 0 ? null : header.substring(version + VERSION_ID.length());
        String source = path.startsWith("/") ? path.substring(1) : path;
        int slash = source.indexOf('/');
        if (slash < 1 || slash == source.length() - 1) {
            throw invalid(
                    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                    header);
        }
        BucketName bucket = BucketAccess.name(source.substring(0, slash));
        try {
            return new CopySource(bucket, new ObjectKey(source.substring(slash + 1)), versionId);
        } catch (IllegalArgumentException malformed) {
            throw invalid("The copy source's key is not a valid one", header);
        }
    }

    /**
     * The source that a request names.
     *
     * @throws S3Exception InvalidArgument, InvalidBucketName
     */
    static CopySource of(Headers headers) {
        return parse(Objects.requireNonNull(headers.first(Route.COPY_SOURCE)));
    }

    /**
     * Refuses to copy more than is stored in one piece.
     *
     * @throws S3Exception InvalidRequest
     */
    static void checkLength(long lengthBytes) {
        if (lengthBytes > Part.BYTES_MAX) {
            throw Refusals.invalidRequest(
                    "The specified copy source is larger than the maximum allowable size for a"
                            + " copy source: "
                            + Part.BYTES_MAX);
        }
    }

    private static String decode(String path, String header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                bytes.write(c);
            } else if (i + 2 < path.length()
                    && HexFormat.isHexDigit(path.charAt(i + 1))
                    && HexFormat.isHexDigit(path.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(path, i + 1, i + 3));
                i += 2;
            } else {
                throw invalid("Copy Source Encoding is invalid", header);
            }
        }
        return ObjectKey.decodeUtf8(bytes.toByteArray())
                .orElseThrow(() -> invalid("Copy Source Encoding is invalid", header));
    }

    private static RuntimeException invalid(String message, String header) {
        String text = MetadataHeaders.utf8(header);
        return S3Exception.invalidArgument(message, Route.COPY_SOURCE, text);
    }
}
