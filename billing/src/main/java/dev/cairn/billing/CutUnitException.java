package dev.cairn.billing;

/**
 * The ledger knows an old day only as a whole, and a question cuts it. Without a stack trace, since
 * it is answered to who asked.
 */
public final class CutUnitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CutUnitException(String message) {
        super(message, null, false, false);
    }
}
