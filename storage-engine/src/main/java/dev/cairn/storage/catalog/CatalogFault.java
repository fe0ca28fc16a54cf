package dev.cairn.storage.catalog;

/** The catalog cannot read or write: a fault of disk or database. */
public final class CatalogFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogFault(String action, Throwable cause) {
        super("the catalog cannot " + action + ": " + cause.getMessage(), cause);
    }
}
