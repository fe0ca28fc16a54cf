package dev.cairn.s3.http;

import java.io.IOException;

/** The rest of the body does not come. */
public final class RequestBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why it does not come. */
    public enum Cause {
        /** The connection is closed; no answer reaches anyone. */
        DISCONNECTED,
        /** Slower than the minimum rate: RequestTimeout. */
        TOO_SLOW,
        /** The framing of HTTP is broken: IncompleteBody. */
        MALFORMED
    }

    private final Cause reason;

    public RequestBodyException(Cause reason) {
        super("request body: " + reason);
        this.reason = reason;
    }

    public Cause reason() {
        return reason;
    }
}
