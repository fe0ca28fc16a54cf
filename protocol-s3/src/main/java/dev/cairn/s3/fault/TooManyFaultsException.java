package dev.cairn.s3.fault;

/** There are as many faults as there can be. */
public final class TooManyFaultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyFaultsException() {
        super("there are " + Faults.FAULTS_MAX + " faults already", null, false, false);
    }
}
