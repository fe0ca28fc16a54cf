package dev.cairn.server.http;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Words the heads of answers: status line, the service's header fields, and those that every answer
 * has. Safe for all threads.
 */
final class ResponseHeads {
    /** Header fields whose usual spelling is not lower case. */
    private static final Map<String, String> SPELLINGS =
            Map.ofEntries(
                    Map.entry("accept-ranges", "Accept-Ranges"),
                    Map.entry("allow", "Allow"),
                    Map.entry("cache-control", "Cache-Control"),
                    Map.entry("content-disposition", "Content-Disposition"),
                    Map.entry("content-encoding", "Content-Encoding"),
                    Map.entry("content-language", "Content-Language"),
                    Map.entry("content-range", "Content-Range"),
                    Map.entry("content-type", "Content-Type"),
                    Map.entry("etag", "ETag"),
                    Map.entry("expires", "Expires"),
                    Map.entry("last-modified", "Last-Modified"),
                    Map.entry("location", "Location"),
                    Map.entry("retry-after", "Retry-After"),
                    Map.entry("vary", "Vary"),
                    Map.entry("www-authenticate", "WWW-Authenticate"));

    private static final String HOST_ID = "x-amz-id-2";
    private static final int HEAD_CHARS = 512;

    private final DateHeader date;
    private final String hostId;

    /**
     * Words heads.
     *
     * @param hostId value of {@code x-amz-id-2}, which on AWS names the host that answered
     */
    ResponseHeads(DateHeader date, String hostId) {
        this.date = date;
        this.hostId = hostId;
    }

    /** The same with a Date that is off. */
    ResponseHeads ahead(Duration by) {
        return new ResponseHeads(date.ahead(by), hostId);
    }

    String hostId() {
        return hostId;
    }

    /** Whether an answer with this status to this method may have a body (RFC 9110, 6.4.1). */
    static boolean hasBody(String method, int status) {
        return !method.equals("HEAD") && status != 204 && status != 304 && status >= 200;
    }

    /**
     * The head with its empty line, one byte for each character.
     *
     * @param http10 whether the request came by HTTP/1.0, which must be told that the connection
     *     stays open
     */
    byte[] word(
            S3Response response, String method, String requestId, boolean close, boolean http10) {
        StringBuilder head = new StringBuilder(HEAD_CHARS);
        HttpResponseStatus status = HttpResponseStatus.valueOf(response.status());
        head.append("HTTP/1.1 ").append(response.status()).append(' ');
        head.append(status.reasonPhrase()).append("\r\n");
        field(head, "Date", date.now());
        field(head, "Server", "Cairn");
        field(head, "x-amz-request-id", requestId);
        Headers headers = response.headers();
        if (!headers.contains(HOST_ID)) {
            field(head, HOST_ID, hostId);
        }
        headers.forEach((name, value) -> field(head, SPELLINGS.getOrDefault(name, name), value));
        contentLength(head, response, method);
        if (close) {
            field(head, "Connection", "close");
        } else if (http10) {
            field(head, "Connection", "keep-alive");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Content-Length. Answers to HEAD whose length nobody says have none where the same answer to
     * GET would have a body, and neither has 204 (RFC 9110, 8.6).
     */
    private static void contentLength(StringBuilder head, S3Response response, String method) {
        long length = response.contentLength();
        if (length < 0) {
            length = response.body().length();
            boolean bodyLeftOut = !hasBody(method, response.status());
            if (bodyLeftOut && (length > 0 || !method.equals("HEAD"))) {
                return;
            }
        }
        head.append("Content-Length: ").append(length).append("\r\n");
    }

    /** A field; characters that would end it or mean something else become spaces. */
    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ");
        int start = head.length();
        head.append(value);
        for (int i = start; i < head.length(); i++) {
            char c = head.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                head.setCharAt(i, ' ');
            }
        }
        head.append("\r\n");
    }
}
