package dev.cairn.server.admin;

import dev.cairn.s3.http.Headers;

/** A refusal of the admin API, which becomes a problem document. Without a stack trace. */
final class AdminException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Headers headers;

    AdminException(int status, String code, String detail, Headers headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    AdminException(int status, String code, String detail) {
        this(status, code, detail, Headers.EMPTY);
    }

    /** A parameter that is missing, unknown or out of its limits. */
    static AdminException invalidArgument(String detail) {
        return new AdminException(400, "InvalidArgument", detail);
    }

    /** A parameter of the contract that this version does not know yet. */
    static AdminException notImplemented(String detail) {
        return new AdminException(400, "NotImplemented", detail);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    Headers headers() {
        return headers;
    }
}
