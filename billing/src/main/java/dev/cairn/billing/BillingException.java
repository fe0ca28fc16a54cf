package dev.cairn.billing;

/** A question about money that has no answer; the client's business. Without a stack trace. */
public final class BillingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why there is no answer. */
    public enum Reason {
        /** A bucket names a plan that is not there any more. */
        NO_SUCH_PLAN,
        /** Plans of several currencies would have to be added up. */
        SEVERAL_CURRENCIES,
        /** The ledger knows an old day only as a whole, and the period cuts it. */
        DAY_CUT
    }

    BillingException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
