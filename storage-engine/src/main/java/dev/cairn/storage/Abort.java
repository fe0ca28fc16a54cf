package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.catalog.UploadRow;
import dev.cairn.storage.model.AbortedUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
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
    private final AbortTerms terms;
    private @Nullable RowKey uploadKey;

    Abort(
            Engine engine,
            ObjectKey key,
            String uploadId,
            Closing closing,
            AbortTerms terms) {
        this.engine = engine;
        this.key = key;
        this.uploadId = uploadId;
        this.closing = closing;
        this.terms = terms;
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
        Batch.Builder batch =
                Batch.inSpace(space.id(), space.epoch(), rows.group())
                        .guard(uploadKey, upload)
                        .guard(tokenKey, read.get(1))
                        .delete(uploadKey)
                        .delete(tokenKey);
        Upload open = UploadRow.decode(upload).toUpload(key, uploadId);
        RemovedParts removed =
                new RemovedParts(
                        engine.clock(),
                        terms.due(),
                        new BookedParts(batch, space.id(), open));
        try (PartScan parts = new PartScan(engine.catalog(), rows, uploadId, 0)) {
            removed.take(parts);
        }
        if (!terms.check().holds(removed.lastLanded())) {
            throw new StorageException(new Refusal.PreconditionFailed("rule"));
        }
        long bytes = removed.bytes();
        int count = removed.count();
        batch.add(space.id(), Total.UPLOAD_OPEN, -bytes, -1)
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
}
