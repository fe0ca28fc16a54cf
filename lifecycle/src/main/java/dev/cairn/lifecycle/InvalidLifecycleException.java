package dev.cairn.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * A configuration that AWS refuses, with the code and the words that it uses. Without a stack
 * trace.
 */
public final class InvalidLifecycleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final @Nullable String argumentName;
    private final @Nullable String argumentValue;

    /** The code that S3 answers with. */
    public enum Code {
        INVALID_ARGUMENT,
        INVALID_REQUEST,
        MALFORMED_XML
    }

    private InvalidLifecycleException(
            Code code,
            String message,
            @Nullable String argumentName,
            @Nullable String argumentValue) {
        super(message, null, false, false);
        this.code = code;
        this.argumentName = argumentName;
        this.argumentValue = argumentValue;
    }

    static InvalidLifecycleException request(String message) {
        return new InvalidLifecycleException(Code.INVALID_REQUEST, message, null, null);
    }

    static InvalidLifecycleException argument(String message, String name, Object value) {
        return new InvalidLifecycleException(
                Code.INVALID_ARGUMENT, message, name, String.valueOf(value));
    }

    /** What AWS's schema does not allow; the answer does not say what. */
    static InvalidLifecycleException malformed(String reason) {
        return new InvalidLifecycleException(Code.MALFORMED_XML, reason, null, null);
    }

    /** Checks a number of days or versions. */
    static void requirePositive(String element, String action, int value) {
        if (value <= 0) {
            throw argument(
                    "'" + element + "' for " + action + " action must be a positive integer",
                    element,
                    value);
        }
    }

    static void requireNotNegative(String element, String action, int value) {
        if (value < 0) {
            throw argument(
                    "'" + element + "' in " + action + " action must be nonnegative",
                    element,
                    value);
        }
    }

    public Code code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /** The element that an InvalidArgument is about. */
    public @Nullable String argumentName() {
        return argumentName;
    }

    public @Nullable String argumentValue() {
        return argumentValue;
    }
}
