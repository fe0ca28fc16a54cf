package dev.cairn.s3.client;

/** A server has answered, but not with what was asked for. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    RefusedException(int status, String code) {
        super(code.isEmpty() ? "status " + status : code + " (status " + status + ")");
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    /** S3's error code; empty where the answer has none. */
    public String code() {
        return code;
    }
}
