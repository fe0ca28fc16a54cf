package dev.cairn.server.http;

import dev.cairn.s3.fault.FaultPlan;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.S3Response;
import org.jspecify.annotations.Nullable;

/** What answers the requests of an endpoint. Called by many threads, and may block. */
@FunctionalInterface
public interface RequestService {
    /**
     * Answers one request. The body is gone when this returns; the answer's body is closed by the
     * front end, also when it cannot be sent.
     */
    S3Response serve(RequestHead head, RequestBody body);

    /**
     * The faults that shall happen to a request; null for none. Asked once, when the head has
     * arrived, by the event loop: so it must not wait.
     */
    default @Nullable FaultPlan faults(RequestHead head) {
        return null;
    }

    /** Answers one request to which faults happen. */
    default S3Response serve(RequestHead head, RequestBody body, FaultPlan plan) {
        return serve(head, body);
    }
}
