package dev.cairn.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an upload is aborted.
 *
 * @param check asked in the commit
 * @param due since when the abort counts, but for no part before it landed; null for now
 */
record AbortCause(StorageMeters.Closed reason, UploadCheck check, @Nullable Instant due) {
    /** Somebody wants it, whatever has landed. */
    static AbortCause of(StorageMeters.Closed reason) {
        return new AbortCause(reason, lastPartAt -> true, null);
    }

    static AbortCause ofRule(UploadCheck check, Instant due) {
        return new AbortCause(StorageMeters.Closed.LIFECYCLE, check, due);
    }
}
