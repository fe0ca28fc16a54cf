package dev.cairn.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * On what terms an upload is aborted.
 *
 * @param check must hold in the commit
 * @param due since when it counts, but for no part before it landed; null for now
 */
record AbortTerms(UploadCheck check, @Nullable Instant due) {
    /** At once, whatever its parts are. */
    static final AbortTerms NOW = new AbortTerms(lastPartAt -> true, null);
}
