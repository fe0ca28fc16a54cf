package dev.cairn.storage;

import dev.cairn.storage.blob.Extent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks over the extents of a range of an object, in order. */
public final class ExtentCursor {
    ExtentCursor() {}

    /** Opens the next extent, which the caller closes; null at the end. */
    public @Nullable Extent next() throws IOException {
        throw new UnsupportedOperationException();
    }
}
