package dev.cairn.storage.catalog;

/** A row that cannot be what this store wrote: a fault, never a refusal. */
public final class DamagedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedRowException(String message) {
        super(message);
    }
}
