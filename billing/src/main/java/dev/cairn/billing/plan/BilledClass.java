package dev.cairn.billing.plan;

/** What bytes are charged as. */
public enum BilledClass {
    /** Of current versions of objects. */
    CURRENT("current"),
    /** Of noncurrent versions. */
    NONCURRENT("noncurrent"),
    /** Of parts of open uploads, as long as the plan takes these for active. */
    UPLOAD_OPEN("uploadOpen"),
    /** Gone, or no longer active, before the minimum retention of the plan has passed. */
    DELETED("deleted");

    private final String code;

    BilledClass(String code) {
        this.code = code;
    }

    /** As it stands in plans and documents. */
    public String code() {
        return code;
    }
}
