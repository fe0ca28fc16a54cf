package dev.cairn.storage.model;

/**
 * Whether a bucket keeps versions. A bucket that ever had versioning never gets back to {@link
 * #NEVER}.
 *
 * <p>Source: Amazon S3 User Guide, "Retaining multiple versions of objects with S3 Versioning".
 */
public enum Versioning {
    /** Versions have no ids: there is one of each key, and a delete takes it away. */
    NEVER,
    /** Every write makes a version with an id of its own, a delete a delete marker. */
    ENABLED,
    /** Writes and deletes replace the null version; versions that have ids stay. */
    SUSPENDED;

    public boolean everEnabled() {
        return this != NEVER;
    }
}
