package dev.cairn.storage;

import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A version opened for reading. Its bytes stay until it is closed, also when it is overwritten or
 * deleted meanwhile. Not for several threads at once; may be handed on.
 */
public final class ObjectReader implements Closeable {
    ObjectReader() {}

    public ObjectVersion version() {
        throw new UnsupportedOperationException();
    }

    /**
     * The part of a multipart object, with its offset in the object.
     *
     * @return null where the object has no such part
     */
    public @Nullable PartRange part(int number) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The extents of a range, one after the other; each is opened when it is asked for. */
    public ExtentCursor extents(long offset, long length) {
        throw new UnsupportedOperationException();
    }

    /** Lets the bytes go. Can be repeated. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Where a part lies in its object. */
    public record PartRange(Part part, long offset) {}
}
