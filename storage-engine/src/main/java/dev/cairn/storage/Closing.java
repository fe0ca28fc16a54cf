package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.catalog.UploadRow;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * One operation's right to close an upload. After three refusals by parts that landed in between it
 * marks the upload as closing; whatever way it ends, it takes the mark away again.
 */
final class Closing implements Closeable {
    private static final int PATIENCE = 3;

    private final Engine engine;
    private final KeyRows rows;
    private final RowKey upload;
    private int refusals;
    private boolean marked;
    private boolean unknown;
    private @Nullable Space space;

    Closing(Engine engine, KeyRows rows, String uploadId) {
        this.engine = engine;
        this.rows = rows;
        this.upload = rows.upload(uploadId);
    }

    /** A part landed between reading and committing. */
    void refusedByPart() {
        refusals++;
    }

    /** The commit that ends the upload may have happened: nothing may be written any more. */
    void unknown() {
        unknown = true;
    }

    /** Holds parts back once there were refusals enough. */
    void beforeRound(Space now) {
        space = now;
        if (marked || refusals < PATIENCE) {
            return;
        }
        byte[] value = engine.catalog().get(upload);
        if (value == null) {
            return;
        }
        UploadRow row = UploadRow.decode(value);
        if (row.closingRun() == engine.run()) {
            // Another operation holds parts back already.
            return;
        }
        engine.closings().begin(upload);
        try {
            marked = write(now, value, new UploadRow(row.token(), engine.run(), row.begun()));
        } finally {
            if (!marked) {
                engine.closings().end(upload);
            }
        }
    }

    @Override
    public void close() {
        if (!marked) {
            return;
        }
        try {
            reopen();
        } finally {
            engine.closings().end(upload);
        }
    }

    private void reopen() {
        byte[] value = engine.catalog().get(upload);
        Space last = space;
        if (value == null || last == null || unknown) {
            return;
        }
        UploadRow row = UploadRow.decode(value);
        // When this is refused the space is gone or changed; the mark then ends with this run.
        boolean unused = write(last, value, new UploadRow(row.token(), 0, row.begun()));
    }

    private boolean write(Space in, byte[] asRead, UploadRow row) {
        Batch batch =
                Batch.inSpace(in.id(), in.epoch(), rows.group())
                        .guard(upload, asRead)
                        .put(upload, row.encode())
                        .build();
        return engine.catalog().commit(batch).join() instanceof Outcome.Committed;
    }
}
