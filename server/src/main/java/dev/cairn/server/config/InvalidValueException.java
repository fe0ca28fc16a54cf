package dev.cairn.server.config;

/** A value that its type does not accept; the message says what was found, or is empty. */
final class InvalidValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidValueException(String found) {
        super(found, null, false, false);
    }

    String found() {
        return String.valueOf(getMessage());
    }
}
