package dev.cairn.storage.model;

/** What requests are counted by; a request belongs to several groups. */
public enum RequestGroup {
    /** Every request. */
    ALL(1),
    /** What AWS charges as PUT, COPY, POST or LIST. */
    TIER1(2),
    /** What AWS charges as GET, SELECT and all others. */
    TIER2(3),
    /** What AWS does not charge: DELETE and cancelling. */
    FREE(4),
    GET(5),
    HEAD(6),
    PUT(7),
    DELETE(8),
    /** Requests that list, whatever their method. */
    LIST(9);

    private final int code;

    RequestGroup(int code) {
        this.code = code;
    }

    public static RequestGroup ofCode(int code) {
        for (RequestGroup group : values()) {
            if (group.code == code) {
                return group;
            }
        }
        throw new IllegalArgumentException("no group of requests has code " + code);
    }

    /** The byte that stands for this group on disk. */
    public int code() {
        return code;
    }
}
