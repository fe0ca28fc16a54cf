package dev.cairn.storage;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a store is opened.
 *
 * @param directory the data directory; created if absent, locked while the store is open
 * @param completedMemory how long a CompleteMultipartUpload can be repeated with the same answer
 * @param hoursKept how long the ledger keeps what happened by hours; what is older it keeps by days
 */
public record StorageSettings(
        Path directory, Durability durability, Duration completedMemory, Duration hoursKept) {
    public static final Duration COMPLETED_MEMORY_DEFAULT = Duration.ofDays(1);
    public static final Duration HOURS_KEPT_DEFAULT = Duration.ofDays(400);

    public static StorageSettings of(Path directory) {
        return new StorageSettings(
                directory, Durability.SYNC, COMPLETED_MEMORY_DEFAULT, HOURS_KEPT_DEFAULT);
    }

    /** The same with another durability. */
    public StorageSettings with(Durability other) {
        return new StorageSettings(directory, other, completedMemory, hoursKept);
    }
}
