package dev.cairn.server.admin;

import dev.cairn.storage.model.Integrity;
import java.time.Instant;

/** The proof that no byte is unseen; see {@link Integrity}. */
record IntegrityDocument(
        Instant at,
        long fileBytes,
        long catalogBytes,
        LogicalBytes logical,
        long sharedBytes,
        long inlineBytes,
        long heldBytes,
        long inFlightBytes,
        long discardedBytes,
        long garbageBytes,
        long overheadBytes,
        long unaccountedBytes) {
    static IntegrityDocument of(Integrity integrity) {
        return new IntegrityDocument(
                integrity.at(),
                integrity.fileBytes(),
                integrity.catalogBytes(),
                new LogicalBytes(
                        integrity.currentBytes(),
                        integrity.noncurrentBytes(),
                        integrity.uploadOpenBytes()),
                integrity.sharedBytes(),
                integrity.inlineBytes(),
                integrity.heldBytes(),
                integrity.inFlightBytes(),
                integrity.discardedBytes(),
                integrity.garbageBytes(),
                integrity.overheadBytes(),
                integrity.unaccountedBytes());
    }
}
