package dev.cairn.billing.plan;

/** A document is no plan. The message names the place, what is wrong there, and what is allowed. */
public final class InvalidPlanException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidPlanException(String message) {
        super(message);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
