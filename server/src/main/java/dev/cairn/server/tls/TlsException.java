package dev.cairn.server.tls;

/** A key or a certificate cannot be used; the message says which file, and why. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    TlsException(String problem) {
        super(problem);
    }

    TlsException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
