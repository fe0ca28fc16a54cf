package dev.cairn.storage;

/** Why a store cannot be opened; the message tells the operator what to do. */
public final class StoreUnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        /** Another process holds the lock, or the directory cannot be used: exit code 3. */
        UNAVAILABLE,
        /** What lies in the directory is damaged or of a newer format: exit code 4. */
        DAMAGED
    }

    private final Reason reason;

    public StoreUnusableException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public StoreUnusableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
