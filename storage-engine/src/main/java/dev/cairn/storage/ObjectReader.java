package dev.cairn.storage;

import dev.cairn.storage.blob.Extent;
import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.LayoutRow;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A version opened for reading. Its bytes stay until it is closed, also when it is overwritten or
 * deleted meanwhile. Not for several threads at once; may be handed on.
 */
public final class ObjectReader implements Closeable {
    private final Engine engine;
    private final KeyRows rows;
    private final ObjectRow row;
    private final boolean versioned;

    /** The bytes of an object that is one slice. */
    private final @Nullable Extent single;

    /** Of an object of several slices, whose body is pinned. */
    private final @Nullable LayoutRow layout;

    private final AtomicBoolean closed = new AtomicBoolean();

    private ObjectReader(
            Engine engine,
            KeyRows rows,
            ObjectRow row,
            boolean versioned,
            @Nullable Extent single,
            @Nullable LayoutRow layout) {
        this.engine = engine;
        this.rows = rows;
        this.row = row;
        this.versioned = versioned;
        this.single = single;
        this.layout = layout;
    }

    /** Opens what a version names; the caller holds a pin of its key. */
    static ObjectReader open(Engine engine, KeyRows rows, ObjectRow row, boolean versioned)
            throws IOException {
        Slice slice = row.slice();
        if (slice != null && row.partCount() == 0) {
            return new ObjectReader(
                    engine, rows, row, versioned, engine.blobs().open(slice), null);
        }
        if (row.partCount() == 0) {
            return new ObjectReader(engine, rows, row, versioned, null, null);
        }
        byte[] layout = engine.catalog().get(rows.part(row.bodyId(), 0));
        if (layout == null) {
            throw new AssertionError("an object of parts has no layout: " + row.bodyId());
        }
        LayoutRow decoded = LayoutRow.decode(layout);
        Extent single = slice == null ? null : engine.blobs().open(slice);
        engine.pins().pinBody(rows.space(), row.bodyId());
        return new ObjectReader(engine, rows, row, versioned, single, decoded);
    }

    public ObjectVersion version() {
        return row.toVersion(rows.key(), versioned);
    }

    /**
     * The part of a multipart object, with its offset in the object.
     *
     * @param number as it was uploaded
     * @return null where the object has no such part
     */
    public @Nullable PartRange part(int number) {
        if (layout == null || !layout.contains(number)) {
            return null;
        }
        long offset = 0;
        for (int i = 0; layout.number(i) < number; i++) {
            offset += layout.size(i);
        }
        return new PartRange(readPart(number).part(), offset);
    }

    /**
     * The parts of a multipart object behind a number, in their order; none of any other object.
     *
     * @param limit how many at most
     */
    public List<Part> parts(int after, int limit) {
        List<Part> parts = new ArrayList<>();
        if (layout == null) {
            return parts;
        }
        try (PartScan scan = new PartScan(engine.catalog(), rows, row.bodyId(), after)) {
            PartRow part;
            while (parts.size() < limit && (part = scan.next()) != null) {
                // Parts that Complete did not name stay until they are trimmed.
                if (layout.contains(part.part().number())) {
                    parts.add(part.part());
                }
            }
        }
        return parts;
    }

    /** The extents of a range, one after the other; each is opened when it is asked for. */
    public ExtentCursor extents(long offset, long length) {
        if (offset < 0 || length < 0 || offset + length > row.sizeBytes()) {
            throw new IllegalArgumentException("not within the object");
        }
        return new ExtentCursor(this, offset, length);
    }

    /** Lets the bytes go. Can be repeated. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (single != null) {
            single.close();
        }
        if (layout != null) {
            engine.pins().unpinBody(rows.space(), row.bodyId());
        }
    }

    @Nullable
    Extent single() {
        return single;
    }

    @Nullable
    LayoutRow layout() {
        return layout;
    }

    PartRow readPart(int number) {
        byte[] value = engine.catalog().get(rows.part(row.bodyId(), number));
        if (value == null) {
            throw new AssertionError("part " + number + " is gone under a pin: " + row.bodyId());
        }
        return PartRow.decode(number, value);
    }

    Extent open(Slice slice) throws IOException {
        return engine.blobs().open(slice);
    }

    /** Where a part lies in its object. */
    public record PartRange(Part part, long offset) {}
}
