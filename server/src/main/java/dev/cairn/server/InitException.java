package dev.cairn.server;

/** A script of {@code init-dir} has failed, so the server does not become ready. */
public final class InitException extends Exception {
    private static final long serialVersionUID = 1L;

    InitException(String message) {
        super(message);
    }
}
