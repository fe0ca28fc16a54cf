package dev.cairn.storage.model;

import java.time.Instant;

/**
 * The proof that no byte is unseen, as of one commit:
 * {@code fileBytes - catalogBytes = current + noncurrent + uploadOpen - shared - inline + held +
 * inFlight + discarded + garbage + overhead + unaccounted}.
 *
 * @param fileBytes measured in the file system, never derived
 */
public record Integrity(
        Instant at,
        long fileBytes,
        long catalogBytes,
        long currentBytes,
        long noncurrentBytes,
        long uploadOpenBytes,
        long sharedBytes,
        long inlineBytes,
        long heldBytes,
        long inFlightBytes,
        long discardedBytes,
        long garbageBytes,
        long overheadBytes) {
    public long unaccountedBytes() {
        return fileBytes
                - catalogBytes
                - (currentBytes
                        + noncurrentBytes
                        + uploadOpenBytes
                        - sharedBytes
                        - inlineBytes
                        + heldBytes
                        + inFlightBytes
                        + discardedBytes
                        + garbageBytes
                        + overheadBytes);
    }
}
