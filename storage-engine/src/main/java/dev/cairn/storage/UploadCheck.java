package dev.cairn.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a rule still ends an upload, asked about the upload as it is in the commit. */
@FunctionalInterface
public interface UploadCheck {
    /**
     * True where it does.
     *
     * @param lastPartAt when its last part landed; null without parts
     */
    boolean holds(@Nullable Instant lastPartAt);
}
