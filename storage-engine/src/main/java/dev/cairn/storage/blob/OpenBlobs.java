package dev.cairn.storage.blob;

import dev.cairn.storage.io.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blob files that are open for reading. A file stays open for a while after its last reader, so
 * that objects in demand cost no open; an unlinked one is closed with its last reader. One lock,
 * never held while a file is opened or closed.
 */
final class OpenBlobs {
    private static final int IDLE_MAX = 1024;

    private final Disk disk;

    /** In the order of use; holds one use of each file itself. */
    private final LinkedHashMap<BlobId, OpenBlob> kept = new LinkedHashMap<>(16, 0.75f, true);

    OpenBlobs(Disk disk) {
        this.disk = disk;
    }

    Extent open(Slice slice, Path file) throws IOException {
        OpenBlob blob = find(slice.blob());
        if (blob == null) {
            blob = new OpenBlob(disk.open(file));
            blob.acquire();
            keep(slice.blob(), blob);
        }
        return new Extent(blob, slice.offset(), slice.length());
    }

    /** The file is about to be unlinked: no later reader may find it here. */
    void forget(BlobId id) {
        OpenBlob gone;
        synchronized (kept) {
            gone = kept.remove(id);
        }
        if (gone != null) {
            gone.release();
        }
    }

    void close() {
        Map<BlobId, OpenBlob> all;
        synchronized (kept) {
            all = Map.copyOf(kept);
            kept.clear();
        }
        all.values().forEach(OpenBlob::release);
    }

    private @Nullable OpenBlob find(BlobId id) {
        synchronized (kept) {
            OpenBlob blob = kept.get(id);
            if (blob != null) {
                blob.acquire();
            }
            return blob;
        }
    }

    private void keep(BlobId id, OpenBlob blob) {
        OpenBlob replaced;
        OpenBlob eldest = null;
        synchronized (kept) {
            replaced = kept.put(id, blob);
            if (kept.size() > IDLE_MAX) {
                Map.Entry<BlobId, OpenBlob> entry = kept.entrySet().iterator().next();
                eldest = entry.getValue();
                kept.remove(entry.getKey());
            }
        }
        if (replaced != null) {
            replaced.release();
        }
        if (eldest != null) {
            eldest.release();
        }
    }
}
