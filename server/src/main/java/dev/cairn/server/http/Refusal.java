package dev.cairn.server.http;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import java.nio.charset.StandardCharsets;

/**
 * What the front end refuses itself, before any service sees the request.
 *
 * <p>Source of codes and messages: Amazon S3 API Reference, "Error responses".
 */
enum Refusal {
    TOO_BUSY("SlowDown", 503, "Please reduce your request rate."),
    TOO_MANY_CONNECTIONS("SlowDown", 503, "Please reduce your request rate."),
    MALFORMED("BadRequest", 400, "An error occurred when parsing the HTTP request."),
    HEAD_TOO_LARGE(
            "RequestHeaderSectionTooLarge",
            400,
            "Your request header section exceeds the maximum allowed size."),
    TRANSFER_ENCODING(
            "NotImplemented",
            501,
            "A header you provided implies functionality that is not implemented:"
                    + " Transfer-Encoding other than chunked"),
    VERSION("HttpVersionNotSupported", 505, "The HTTP version specified is not supported."),
    FAULT("InternalError", 500, "We encountered an internal error. Please try again.");

    private static final int RETRY_STATUS = 503;

    private final String code;
    private final int status;
    private final String message;

    Refusal(String code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    /**
     * The answer that tells the client.
     *
     * @param close whether the connection must be closed afterwards
     */
    S3Response response(ErrorFormat format, String requestId, String hostId, boolean close) {
        Headers.Builder headers = Headers.builder();
        String document;
        switch (format) {
            case S3_XML -> {
                headers.add("content-type", "application/xml");
                document =
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <Error><Code>%s</Code><Message>%s</Message>\
                        <RequestId>%s</RequestId><HostId>%s</HostId></Error>"""
                                .formatted(code, message, requestId, hostId);
            }
            case PROBLEM_JSON -> {
                headers.add("content-type", "application/problem+json");
                document =
                        """
                        {"status":%d,"title":"%s","detail":"%s","code":"%s","requestId":"%s"}"""
                                .formatted(status, code, message, code, requestId);
            }
            default -> throw new AssertionError(format);
        }
        if (status == RETRY_STATUS) {
            headers.add("retry-after", "1");
        }
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return new S3Response(
                status, headers.build(), new ResponseBody.Bytes(bytes), -1, close);
    }
}
