package dev.cairn.storage;

import dev.cairn.storage.blob.BlobOwner;
import dev.cairn.storage.blob.BlobStore;
import dev.cairn.storage.blob.BlobWriter;
import dev.cairn.storage.blob.PublishedBlob;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.ObjectContent;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Takes content in: from its sender into a blob, with memory of one buffer. */
final class Receiver {
    /** The most bytes of a single put, and of a part. */
    private static final long BYTES_MAX = Part.BYTES_MAX;

    private final BlobStore blobs;
    private final Buffers buffers = new Buffers();

    Receiver(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * Reads content to its verified end and makes it durable.
     *
     * @throws StorageException EntityTooLarge, and whatever the content refuses
     * @throws IOException when the sender is gone or the disk fails; nothing is left then
     */
    Received receive(BlobOwner owner, ObjectContent content) throws IOException {
        OptionalLong announced = content.length();
        if (announced.isPresent()) {
            checkSize(announced.getAsLong());
        }
        ByteBuffer buffer = buffers.take();
        BlobWriter writer = null;
        try {
            writer = readFirst(owner, content, buffer);
            if (writer != null) {
                readRest(writer, content, buffer);
            }
            Digests digests = content.digests();
            PublishedBlob blob = writer == null ? null : writer.finish();
            return new Received(digests, writer, blob);
        } catch (IOException | RuntimeException | Error failed) {
            removeAfter(failed, writer);
            throw failed;
        } finally {
            buffers.giveBack(buffer);
        }
    }

    /** What went wrong first is what the caller hears of. */
    private static void removeAfter(Throwable failed, @Nullable BlobWriter writer) {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException closing) {
                failed.addSuppressed(closing);
            }
        }
    }

    /** Begins a blob with the first bytes; null when there are none. */
    private @Nullable BlobWriter readFirst(
            BlobOwner owner, ObjectContent content, ByteBuffer buffer) throws IOException {
        fill(content, buffer);
        return buffer.hasRemaining() ? blobs.create(owner, content.length()) : null;
    }

    private void readRest(BlobWriter writer, ObjectContent content, ByteBuffer buffer)
            throws IOException {
        while (buffer.hasRemaining()) {
            checkSize(writer.length() + buffer.remaining());
            writer.write(buffer);
            fill(content, buffer);
        }
    }

    /** Leaves the buffer ready to be read: full, or at the end of the content less than that. */
    private static void fill(ObjectContent content, ByteBuffer buffer) throws IOException {
        buffer.clear();
        int read = 0;
        while (read >= 0 && buffer.hasRemaining()) {
            read = content.read(buffer);
        }
        buffer.flip();
    }

    private static void checkSize(long bytes) {
        if (bytes > BYTES_MAX) {
            throw new StorageException(new Refusal.EntityTooLarge(bytes, BYTES_MAX));
        }
    }
}
