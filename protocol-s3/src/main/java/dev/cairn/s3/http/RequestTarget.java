package dev.cairn.s3.http;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;

/**
 * The target of a request: the path as sent and the parsed query.
 *
 * @param rawPath still percent-encoded, never normalised, begins with a slash
 */
public record RequestTarget(String rawPath, QueryParameters query) {
    /**
     * Parses an origin-form or absolute-form target.
     *
     * @throws S3Exception InvalidURI
     */
    public static RequestTarget parse(String target) {
        String origin = originForm(target);
        int question = origin.indexOf('?');
        if (question < 0) {
            return new RequestTarget(origin, QueryParameters.parse(""));
        }
        return new RequestTarget(
                origin.substring(0, question),
                QueryParameters.parse(origin.substring(question + 1)));
    }

    /** Cuts scheme and authority from the absolute form, which clients use towards proxies. */
    private static String originForm(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        int authority = authorityStart(target);
        if (authority < 0) {
            throw S3Exception.of(S3ErrorCode.INVALID_URI, "URI", target);
        }
        for (int i = authority; i < target.length(); i++) {
            if (target.charAt(i) == '/') {
                return target.substring(i);
            }
            if (target.charAt(i) == '?') {
                return "/" + target.substring(i);
            }
        }
        return "/";
    }

    private static int authorityStart(String target) {
        for (String scheme : new String[] {"http://", "https://"}) {
            if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return -1;
    }
}
