package dev.cairn.s3.http;

import org.jspecify.annotations.Nullable;

/**
 * An answer. The front end adds Date, Server, Connection, Content-Length and x-amz-request-id, and
 * leaves out the body of answers to HEAD and of 204 and 304.
 *
 * @param contentLength what Content-Length says where it is not the body's length: answers to HEAD;
 *     -1 otherwise
 * @param close whether the connection must be closed afterwards
 */
public record S3Response(
        int status, Headers headers, ResponseBody body, long contentLength, boolean close) {
    public static S3Response of(int status, Headers headers) {
        return new S3Response(status, headers, ResponseBody.EMPTY, -1, false);
    }

    public static S3Response of(int status, Headers headers, @Nullable ResponseBody body) {
        return new S3Response(
                status, headers, body == null ? ResponseBody.EMPTY : body, -1, false);
    }

    /** An answer to HEAD. */
    public static S3Response head(int status, Headers headers, long contentLength) {
        return new S3Response(status, headers, ResponseBody.EMPTY, contentLength, false);
    }

    /** The same with these headers, too. */
    public S3Response with(Headers more) {
        Headers all = Headers.builder().addAll(headers).addAll(more).build();
        return new S3Response(status, all, body, contentLength, close);
    }
}
