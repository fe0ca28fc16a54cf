package dev.cairn.storage.model;

/** What bytes are that somebody pays for. The ordinal is never stored. */
public enum ByteClass {
    /** Current versions. */
    CURRENT(1),
    /** Versions that another one has taken the place of; delete markers do not count. */
    NONCURRENT(2),
    /** Parts of open uploads; counts parts. */
    UPLOAD_OPEN(3);

    private final int code;

    ByteClass(int code) {
        this.code = code;
    }

    public static ByteClass ofCode(int code) {
        for (ByteClass byteClass : values()) {
            if (byteClass.code == code) {
                return byteClass;
            }
        }
        throw new IllegalArgumentException("no class of bytes has code " + code);
    }

    /** The byte that stands for this class on disk. */
    public int code() {
        return code;
    }
}
