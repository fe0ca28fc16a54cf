package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of objects on their way from headers into the store and back.
 *
 * <p>Source: Amazon S3 User Guide, "Working with object metadata".
 */
final class MetadataHeaders {
    /** Names and values of user-defined metadata together, in UTF-8. */
    static final int USER_BYTES_MAX = 2048;

    static final String REDIRECT = "x-amz-website-redirect-location";
    static final String USER_PREFIX = "x-amz-meta-";

    private static final String CONTENT_TYPE = "content-type";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String CONTENT_TYPE_DEFAULT = "binary/octet-stream";

    /** The framing of a body, not a property of the object. */
    private static final String FRAMING = "\\h*aws-chunked\\h*(?=,|$)";

    private static final Pattern FRAMING_BEHIND =
            Pattern.compile("," + FRAMING, Pattern.CASE_INSENSITIVE);
    private static final Pattern FRAMING_BEFORE =
            Pattern.compile("^" + FRAMING + ",?", Pattern.CASE_INSENSITIVE);

    /** Kept word for word, also where they make no sense, like an Expires that is no date. */
    private static final List<String> KEPT =
            List.of(
                    "cache-control",
                    "content-disposition",
                    "content-language",
                    "expires",
                    REDIRECT);

    private MetadataHeaders() {}

    /**
     * What a request says about the object that it writes.
     *
     * @throws S3Exception MetadataTooLarge, InvalidRedirectLocation
     */
    static ObjectMetadata read(Headers headers) {
        Map<String, String> kept = new LinkedHashMap<>();
        String type = headers.first(CONTENT_TYPE);
        kept.put(CONTENT_TYPE, type == null || type.isEmpty() ? CONTENT_TYPE_DEFAULT : type);
        String encoding = contentEncoding(headers);
        if (encoding != null) {
            kept.put(CONTENT_ENCODING, encoding);
        }
        for (String name : KEPT) {
            String value = headers.first(name);
            if (value != null && !value.isEmpty()) {
                kept.put(name, value);
            }
        }
        checkRedirect(kept.get(REDIRECT));
        return new ObjectMetadata(kept, user(headers));
    }

    /** Adds what was said about an object to an answer. */
    static void write(ObjectMetadata metadata, Headers.Builder headers) {
        metadata.headers().forEach(headers::add);
        metadata.user()
                .forEach((name, value) -> headers.add(USER_PREFIX + name, MailWords.encode(value)));
    }

    /** Characters that each stand for one byte of UTF-8, as the characters they mean. */
    static String utf8(String wire) {
        for (int i = 0; i < wire.length(); i++) {
            if (wire.charAt(i) >= 0x80) {
                byte[] bytes = wire.getBytes(StandardCharsets.ISO_8859_1);
                // What is not UTF-8 is taken for what headers are by RFC 9110: Latin-1.
                return ObjectKey.decodeUtf8(bytes).orElse(wire);
            }
        }
        return wire;
    }

    /** Word for word without the framing, wherever it stands; null where nothing else does. */
    private static @Nullable String contentEncoding(Headers headers) {
        if (headers.first(CONTENT_ENCODING) == null) {
            return null;
        }
        String sent = String.join(",", headers.all(CONTENT_ENCODING));
        String kept = FRAMING_BEHIND.matcher(sent).replaceAll("");
        kept = FRAMING_BEFORE.matcher(kept).replaceFirst("").strip();
        return kept.isEmpty() ? null : kept;
    }

    private static void checkRedirect(@Nullable String location) {
        if (location != null
                && !location.startsWith("/")
                && !location.startsWith("http://")
                && !location.startsWith("https://")) {
            throw new S3Exception(S3ErrorCode.INVALID_REDIRECT_LOCATION);
        }
    }

    /** By lower-case name; what is sent several times is joined by commas. */
    private static Map<String, String> user(Headers headers) {
        Map<String, String> user = new LinkedHashMap<>();
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith(USER_PREFIX)) {
                        user.merge(
                                utf8(name.substring(USER_PREFIX.length())),
                                MailWords.decode(utf8(value)),
                                (first, next) -> first + ',' + next);
                    }
                });
        if (!user.isEmpty()) {
            checkSize(user);
        }
        return user;
    }

    private static void checkSize(Map<String, String> user) {
        int bytes = 0;
        for (Map.Entry<String, String> entry : user.entrySet()) {
            bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            bytes += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > USER_BYTES_MAX) {
            throw S3Exception.of(S3ErrorCode.METADATA_TOO_LARGE,
                    "Size", Integer.toString(bytes),
                    "MaxSizeAllowed", Integer.toString(USER_BYTES_MAX));
        }
    }
}
