package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.model.AbortedUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of AbortMultipartUpload: the token of the last part is read before the parts are
 * summed up, and guarded, so that no part that lands in between is left behind.
 */
final class Abort implements Round<AbortedUpload> {
    private final Engine engine;
    private final ObjectKey key;
    private final String uploadId;
    private final Closing closing;
    private final UploadCheck check;
    private @Nullable RowKey uploadKey;

    Abort(
            Engine engine,
            ObjectKey key,
            String uploadId,
            Closing closing,
            UploadCheck check) {
        this.engine = engine;
        this.key = key;
        this.uploadId = uploadId;
        this.closing = closing;
        this.check = check;
    }

    /** What a check that does not hold refuses with; nobody but {@link RuleStore} sees it. */
    static boolean isRefusalOfCheck(StorageException refused) {
        return refused.refusal() instanceof Refusal.PreconditionFailed;
    }

    @Override
    public Step<AbortedUpload> next(Space space) {
        closing.beforeRound(space);
        KeyRows rows = new KeyRows(space.id(), key);
        uploadKey = rows.upload(uploadId);
        RowKey tokenKey = rows.partToken(uploadId);
        List<byte @Nullable []> read = engine.catalog().get(List.of(uploadKey, tokenKey));
        byte[] upload = read.get(0);
        if (upload == null) {
            throw new StorageException(new Refusal.NoSuchUpload(uploadId));
        }
        long bytes = 0;
        int count = 0;
        Instant last = null;
        try (PartScan parts = new PartScan(engine.catalog(), rows, uploadId, 0)) {
            PartRow part;
            while ((part = parts.next()) != null) {
                bytes += part.part().sizeBytes();
                count++;
                last = later(last, part.part().lastModified());
            }
        }
        if (!check.holds(last)) {
            throw new StorageException(new Refusal.PreconditionFailed("rule"));
        }
        Batch.Builder batch =
                Batch.inSpace(space.id(), space.epoch(), rows.group())
                        .guard(uploadKey, upload)
                        .guard(tokenKey, read.get(1))
                        .delete(uploadKey)
                        .delete(tokenKey)
                        .add(space.id(), Total.UPLOAD_OPEN, -bytes, -1)
                        .add(space.id(), Total.PARTS_OPEN, 0, -count)
                        .add(SystemRows.SYSTEM, Total.DISCARDED, bytes, 0);
        if (count > 0) {
            batch.enqueue(new QueueEntry.Body(space.id(), key, uploadId, null, 0));
        }
        return new Step.Commit<>(batch.build(), new AbortedUpload(uploadId, bytes, count));
    }

    @Override
    public void refused(Outcome.Refused refusal) {
        if (!refusal.rows().isEmpty() && !refusal.rows().contains(uploadKey)) {
            closing.refusedByPart();
        }
    }

    @Override
    public void unknown() {
        closing.unknown();
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
