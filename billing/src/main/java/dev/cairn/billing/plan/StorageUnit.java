package dev.cairn.billing.plan;

/** The bytes that a price of storage and of transfer is for. */
public enum StorageUnit {
    GB(1_000_000_000L, "GB"),
    GIB(1L << 30, "GiB"),
    TB(1_000_000_000_000L, "TB"),
    TIB(1L << 40, "TiB");

    private final long bytes;
    private final String label;

    StorageUnit(long bytes, String label) {
        this.bytes = bytes;
        this.label = label;
    }

    public long bytes() {
        return bytes;
    }

    public String label() {
        return label;
    }
}
