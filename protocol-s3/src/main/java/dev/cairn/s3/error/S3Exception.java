package dev.cairn.s3.error;

import dev.cairn.s3.http.Headers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal of the protocol: becomes an error document. Without a stack trace. */
public final class S3Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final S3ErrorCode code;
    private final transient Map<String, String> details;
    private final transient Headers headers;

    /**
     * A refusal with everything its answer carries.
     *
     * @param details further elements of the error document, in their order
     * @param headers further headers of the answer
     */
    public S3Exception(
            S3ErrorCode code, String message, Map<String, String> details, Headers headers) {
        super(message, null, false, false);
        this.code = code;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        this.headers = headers;
    }

    public S3Exception(S3ErrorCode code, String message) {
        this(code, message, Map.of(), Headers.EMPTY);
    }

    public S3Exception(S3ErrorCode code) {
        this(code, code.message());
    }

    public S3ErrorCode code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> details() {
        return details;
    }

    public Headers headers() {
        return headers;
    }
}
