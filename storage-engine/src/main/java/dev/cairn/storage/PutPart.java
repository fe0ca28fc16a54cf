package dev.cairn.storage;

import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.catalog.UploadRow;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rounds of UploadPart: the bytes are here, the row and the totals are to be written. */
final class PutPart implements Round<Part> {
    private final Engine engine;
    private final Quotas quotas;
    private final ObjectKey key;
    private final String uploadId;
    private final int number;
    private final Received received;
    private final long deadline = Rounds.deadline();

    PutPart(Engine engine, ObjectKey key, String uploadId, int number, Received received) {
        this.engine = engine;
        this.quotas = new Quotas(engine);
        this.key = key;
        this.uploadId = uploadId;
        this.number = number;
        this.received = received;
    }

    @Override
    public Step<Part> next(Space space) {
        KeyRows rows = new KeyRows(space.id(), key);
        RowKey uploadKey = rows.upload(uploadId);
        RowKey partKey = rows.part(uploadId, number);
        List<byte @Nullable []> read = engine.catalog().get(List.of(uploadKey, partKey));
        byte[] upload = read.get(0);
        if (upload == null) {
            throw new StorageException(new Refusal.NoSuchUpload(uploadId));
        }
        if (UploadRow.decode(upload).closingRun() == engine.run()
                && engine.closings().await(uploadKey, deadline)) {
            return new Step.Again<>();
        }
        byte[] oldValue = read.get(1);
        PartRow old = oldValue == null ? null : PartRow.decode(number, oldValue);
        Instant now = engine.clock().now();
        PartRow fresh = fresh(old, now);
        quotas.checkPart(space, fresh.part().sizeBytes() - sizeBytes(old));
        Batch.Builder batch =
                Batch.inSpace(space.id(), space.epoch(), rows.group())
                        .guard(uploadKey, upload)
                        .guard(partKey, oldValue)
                        .put(partKey, fresh.encode())
                        .put(rows.partToken(uploadId), PartTokens.of(fresh.token()));
        count(batch, space, fresh, old);
        Upload open = UploadRow.decode(upload).toUpload(key, uploadId);
        BookedParts booked = new BookedParts(batch, space.id(), open);
        booked.landed(fresh.part().sizeBytes(), now);
        if (old != null) {
            booked.removed(old.part().sizeBytes(), 1, now);
        }
        return new Step.Commit<>(received.publishIn(batch).build(), fresh.part());
    }

    @Override
    public void unknown() {
        received.keep();
    }

    private PartRow fresh(@Nullable PartRow old, Instant now) {
        Digests digests = received.digests();
        long superseded =
                old == null ? 0 : old.part().supersededBytes() + old.part().sizeBytes();
        Part part =
                new Part(
                        number,
                        digests.sizeBytes(),
                        digests.md5(),
                        digests.checksum(),
                        now,
                        superseded);
        return new PartRow(engine.random().nextLong(), part, received.slices());
    }

    private static void count(
            Batch.Builder batch, Space space, PartRow fresh, @Nullable PartRow old) {
        long oldBytes = sizeBytes(old);
        batch.add(space.id(), Total.UPLOAD_OPEN, fresh.part().sizeBytes() - oldBytes, 0);
        if (old == null) {
            batch.add(space.id(), Total.PARTS_OPEN, 0, 1);
            return;
        }
        batch.add(SystemRows.SYSTEM, Total.DISCARDED, oldBytes, 0);
        for (Slice slice : old.slices()) {
            batch.enqueue(new QueueEntry.Blob(slice.blob(), slice.length()));
        }
    }

    private static long sizeBytes(@Nullable PartRow row) {
        return row == null ? 0 : row.part().sizeBytes();
    }
}
