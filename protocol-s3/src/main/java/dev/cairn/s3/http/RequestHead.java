package dev.cairn.s3.http;

/**
 * The head of a request as it came in.
 *
 * @param requestId 16 upper-case hex digits, made by the front end; goes into the answer, the error
 *     document and the log
 * @param target the raw request target, neither decoded nor normalised
 * @param remoteAddress the client's address without port
 * @param secure whether it came over TLS
 */
public record RequestHead(
        String requestId,
        String method,
        String target,
        Headers headers,
        String remoteAddress,
        boolean secure) {}
