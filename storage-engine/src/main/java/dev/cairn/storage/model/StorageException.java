package dev.cairn.storage.model;

/** Carries a {@link Refusal} out of the store; without a stack trace, since it is no fault. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public StorageException(Refusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
