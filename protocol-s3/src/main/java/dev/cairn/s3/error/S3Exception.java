package dev.cairn.s3.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal of the protocol: becomes an error document. Without a stack trace. */
public final class S3Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final S3ErrorCode code;
    private final transient Map<String, String> details;
    private final transient Map<String, String> headers;

    /**
     * A refusal with everything its answer carries.
     *
     * @param details further elements of the error document, in their order
     * @param headers further headers of the answer, by lower-case name
     */
    public S3Exception(
            S3ErrorCode code,
            String message,
            Map<String, String> details,
            Map<String, String> headers) {
        super(message, null, false, false);
        this.code = code;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        this.headers = Map.copyOf(headers);
    }

    public S3Exception(S3ErrorCode code, String message) {
        this(code, message, Map.of(), Map.of());
    }

    public S3Exception(S3ErrorCode code) {
        this(code, code.message());
    }

    /**
     * A refusal with the code's own message.
     *
     * @param elements further elements of the error document: name, value, name, value, …
     */
    public static S3Exception of(S3ErrorCode code, String... elements) {
        return saying(code, code.message(), elements);
    }

    /**
     * A refusal with a message of its own.
     *
     * @param elements further elements of the error document: name, value, name, value, …
     */
    public static S3Exception saying(S3ErrorCode code, String message, String... elements) {
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i < elements.length; i += 2) {
            details.put(elements[i], elements[i + 1]);
        }
        return new S3Exception(code, message, details, Map.of());
    }

    /** InvalidArgument, which names the argument and repeats its value. */
    public static S3Exception invalidArgument(String message, String name, String value) {
        return saying(
                S3ErrorCode.INVALID_ARGUMENT,
                message,
                "ArgumentName",
                name,
                "ArgumentValue",
                value);
    }

    /** InvalidArgument, for a form that lacks a field, or has it behind the file. */
    public static S3Exception missingField(String field) {
        return invalidArgument(
                ("Bucket POST must contain a field named '%s'.  If it is specified, please check"
                        + " the order of the fields.")
                        .formatted(field),
                field,
                "");
    }

    /** NotImplemented, for a header that promises what the server cannot keep. */
    public static S3Exception headerNotImplemented(String header) {
        return of(S3ErrorCode.NOT_IMPLEMENTED, "Header", header);
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

    public Map<String, String> headers() {
        return headers;
    }
}
