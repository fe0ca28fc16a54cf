package dev.cairn.s3.http;

/**
 * The target of a request: the path as sent and the parsed query.
 *
 * @param rawPath still percent-encoded, never normalised, begins with a slash
 */
public record RequestTarget(String rawPath, QueryParameters query) {
    /**
     * Parses an origin-form or absolute-form target.
     *
     * @throws dev.cairn.s3.error.S3Exception InvalidURI
     */
    public static RequestTarget parse(String target) {
        throw new UnsupportedOperationException();
    }
}
