package dev.cairn.server.http;

import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Response;

/** What answers the requests of an endpoint. Called by many threads, and may block. */
@FunctionalInterface
public interface RequestService {
    /**
     * Answers one request. The body is gone when this returns; the answer's body is closed by the
     * front end, also when it cannot be sent.
     */
    S3Response serve(RequestHead head, RequestBody body);
}
