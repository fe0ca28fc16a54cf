package dev.cairn.billing.plan;

/** The kinds of requests that plans price, as Amazon S3 groups them. */
public enum RequestTier {
    /** PUT, COPY, POST, LIST. */
    TIER1("tier1", "PUT, COPY, POST and LIST requests"),
    /** GET, SELECT and all others. */
    TIER2("tier2", "GET and all other requests"),
    /** DELETE and CANCEL. */
    FREE("free", "DELETE and CANCEL requests");

    private final String code;
    private final String description;

    RequestTier(String code, String description) {
        this.code = code;
        this.description = description;
    }

    /** As it stands in plans and in the ids of lines. */
    public String code() {
        return code;
    }

    public String description() {
        return description;
    }
}
