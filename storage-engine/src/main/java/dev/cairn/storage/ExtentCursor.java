package dev.cairn.storage;

import dev.cairn.storage.blob.Extent;
import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.LayoutRow;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over the extents of a range of an object, in order. Memory is that of one part's row. */
public final class ExtentCursor {
    private final ObjectReader reader;
    private long skip;
    private long rest;
    private int nextPart;
    private Iterator<Slice> slices = List.<Slice>of().iterator();

    ExtentCursor(ObjectReader reader, long offset, long length) {
        this.reader = reader;
        this.skip = offset;
        this.rest = length;
    }

    /** Opens the next extent, which the caller closes; null at the end. */
    public @Nullable Extent next() throws IOException {
        if (rest == 0) {
            return null;
        }
        Extent single = reader.single();
        if (single != null) {
            long length = rest;
            rest = 0;
            return single.part(skip, length);
        }
        Slice slice = nextSlice();
        while (skip >= slice.length()) {
            skip -= slice.length();
            slice = nextSlice();
        }
        long length = Math.min(rest, slice.length() - skip);
        Slice wanted = new Slice(slice.blob(), slice.offset() + skip, length);
        skip = 0;
        rest -= length;
        return reader.open(wanted);
    }

    private Slice nextSlice() {
        LayoutRow layout = reader.layout();
        if (layout == null) {
            throw new AssertionError("an object with bytes has neither slice nor layout");
        }
        while (!slices.hasNext()) {
            while (skip >= layout.size(nextPart)) {
                skip -= layout.size(nextPart);
                nextPart++;
            }
            slices = reader.readPart(layout.number(nextPart)).slices().iterator();
            nextPart++;
        }
        return slices.next();
    }
}
