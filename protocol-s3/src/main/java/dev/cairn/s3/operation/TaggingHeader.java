package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tags of an object as the header {@code x-amz-tagging} carries them, encoded like a query.
 *
 * <p>Rules: Amazon S3 User Guide, "Categorizing your objects using tags".
 */
final class TaggingHeader {
    private static final String NAME = "x-amz-tagging";

    private TaggingHeader() {}

    /**
     * The tags of a request; none where it has no such header.
     *
     * @throws S3Exception InvalidArgument for what is no query, also where it names a key twice;
     *     InvalidTag, BadRequest for more than 10
     */
    static Map<String, String> of(Headers headers) {
        String header = headers.first(NAME);
        Map<String, String> tags = new LinkedHashMap<>();
        if (header == null || header.isEmpty()) {
            return tags;
        }
        for (String pair : header.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals != pair.lastIndexOf('=')) {
                throw malformed(header);
            }
            String key = decode(equals < 0 ? pair : pair.substring(0, equals), header);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), header);
            TagRules.OBJECT.check(key, value);
            if (tags.put(key, value) != null) {
                throw malformed(header);
            }
        }
        TagRules.OBJECT.checkCount(tags.size());
        return tags;
    }

    private static String decode(String text, String header) {
        try {
            return URLDecoder.decode(MetadataHeaders.utf8(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            throw malformed(header);
        }
    }

    private static S3Exception malformed(String header) {
        return S3Exception.invalidArgument(
                "The header '"
                        + NAME
                        + "' must hold URL-encoded query parameters, each tag name once.",
                NAME,
                header);
    }
}
