package dev.cairn.storage;

import dev.cairn.storage.blob.BlobWriter;
import dev.cairn.storage.blob.PublishedBlob;
import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.model.Digests;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Content that has arrived whole and verified, durable but not yet named by the catalog. Closing it
 * removes the bytes unless they are kept. Content of 0 bytes has no blob.
 */
final class Received implements Closeable {
    private final Digests digests;
    private final @Nullable BlobWriter writer;
    private final @Nullable PublishedBlob blob;

    Received(Digests digests, @Nullable BlobWriter writer, @Nullable PublishedBlob blob) {
        this.digests = digests;
        this.writer = writer;
        this.blob = blob;
    }

    Digests digests() {
        return digests;
    }

    @Nullable
    Slice slice() {
        return blob == null ? null : new Slice(blob.id(), 0, blob.length());
    }

    List<Slice> slices() {
        Slice slice = slice();
        return slice == null ? List.of() : List.of(slice);
    }

    Batch.Builder publishIn(Batch.Builder batch) {
        return blob == null ? batch : batch.publish(blob);
    }

    /** The catalog names the bytes, or nobody knows whether it does. */
    void keep() {
        if (writer != null) {
            writer.keep();
        }
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
