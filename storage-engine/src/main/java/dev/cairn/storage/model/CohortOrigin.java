package dev.cairn.storage.model;

/** Where the bytes of a cohort come from, and with it when they were created. */
public enum CohortOrigin {
    /** Parts of uploads, created when the upload was initiated. */
    UPLOAD(1),
    /** Versions, created when they were last modified; those of an upload when it was initiated. */
    OBJECT(2);

    private final int code;

    CohortOrigin(int code) {
        this.code = code;
    }

    public static CohortOrigin ofCode(int code) {
        for (CohortOrigin origin : values()) {
            if (origin.code == code) {
                return origin;
            }
        }
        throw new IllegalArgumentException("no origin has code " + code);
    }

    /** The byte that stands for this origin on disk. */
    public int code() {
        return code;
    }
}
