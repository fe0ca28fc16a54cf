package dev.cairn.s3.fault;

/** A fault that cannot be; the message names the field that says so. */
public final class InvalidFaultException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidFaultException(String field, String expected) {
        super("the field " + field + " must be " + expected);
    }

    /** What is wrong, and in which field. */
    public String message() {
        return String.valueOf(getMessage());
    }

    static void require(boolean holds, String field, String expected) {
        if (!holds) {
            throw new InvalidFaultException(field, expected);
        }
    }
}
