package dev.cairn.storage.catalog;

/** The classes of bytes that are counted, by space or (the last two) for the whole store. */
public enum Total {
    CURRENT(1),
    NONCURRENT(2),
    /** Counts open uploads. */
    UPLOAD_OPEN(3),
    /** Counts the parts of open uploads; has no bytes of its own. */
    PARTS_OPEN(4),
    DISCARDED(5),
    /** Footers and checksum tables of blob files. */
    OVERHEAD(6);

    private final int code;

    Total(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Total ofCode(int code) {
        for (Total total : values()) {
            if (total.code == code) {
                return total;
            }
        }
        throw new IllegalArgumentException("no total has code " + code);
    }
}
