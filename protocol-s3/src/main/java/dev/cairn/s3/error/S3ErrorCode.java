package dev.cairn.s3.error;

/**
 * The error codes of S3: wire code, status, message.
 *
 * <p>Source: Amazon S3 API Reference, "Error responses".
 */
public enum S3ErrorCode {
    ACCESS_DENIED("AccessDenied", 403, "Access Denied"),
    INTERNAL_ERROR("InternalError", 500, "We encountered an internal error. Please try again."),
    NOT_IMPLEMENTED(
            "NotImplemented", 501, "A header you provided implies functionality that is not implemented.");

    private final String code;
    private final int status;
    private final String message;

    S3ErrorCode(String code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }
}
