package dev.cairn.storage.model;

/** What happens to bytes of a cohort. The ordinal is never stored. */
public enum CohortEvent {
    /** A part arrived. Versions have no such event: their arrival is a class sum. */
    LANDED(1),
    /** Gone for good: aborted, replaced, not named by Complete, deleted, overwritten, expired. */
    REMOVED(2),
    /** A part became part of an object. */
    COMPLETED(3);

    private final int code;

    CohortEvent(int code) {
        this.code = code;
    }

    public static CohortEvent ofCode(int code) {
        for (CohortEvent event : values()) {
            if (event.code == code) {
                return event;
            }
        }
        throw new IllegalArgumentException("no event has code " + code);
    }

    /** The byte that stands for this event on disk. */
    public int code() {
        return code;
    }
}
