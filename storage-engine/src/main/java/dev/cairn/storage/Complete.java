package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.catalog.QueueEntry;
import dev.cairn.storage.catalog.ReceiptRow;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.catalog.UploadRow;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.PartChoice;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of CompleteMultipartUpload: a handful of rows make the parts, which stay where they
 * are, the object. The token of the last part is read before the parts and again behind them, so
 * that no answer and no commit overlooks a part that lands in between.
 */
final class Complete implements Round<ObjectVersion> {
    private final Engine engine;
    private final ObjectKey key;
    private final String uploadId;
    private final CompleteUpload request;
    private final Closing closing;
    private @Nullable RowKey uploadKey;
    private @Nullable RowKey tokenKey;
    private boolean repeated;

    Complete(
            Engine engine,
            ObjectKey key,
            String uploadId,
            CompleteUpload request,
            Closing closing) {
        this.engine = engine;
        this.key = key;
        this.uploadId = uploadId;
        this.request = request;
        this.closing = closing;
    }

    /** Whether the answer is that of an earlier call. */
    boolean repeated() {
        return repeated;
    }

    @Override
    public Step<ObjectVersion> next(Space space) {
        closing.beforeRound(space);
        KeyRows rows = new KeyRows(space.id(), key);
        uploadKey = rows.upload(uploadId);
        tokenKey = rows.partToken(uploadId);
        List<byte @Nullable []> before =
                engine.catalog().get(List.of(uploadKey, tokenKey, rows.receipt(uploadId)));
        byte[] upload = before.get(0);
        if (upload == null) {
            // A receipt answers before any condition is looked at.
            return new Step.Answer<>(toVersion(space, repeat(before.get(2))));
        }
        UploadRow open = UploadRow.decode(upload);
        Assembly assembly = assemble(rows, open);

        List<byte @Nullable []> after =
                engine.catalog()
                        .get(List.of(rows.object(), rows.newest(), uploadKey, tokenKey));
        byte[] token = after.get(3);
        boolean sameUpload = Arrays.equals(after.get(2), upload);
        if (!sameUpload || !Arrays.equals(token, before.get(1))) {
            if (sameUpload) {
                closing.refusedByPart();
            }
            return new Step.Again<>();
        }
        Optional<Refusal> refusal = assembly.refusal();
        if (refusal.isPresent()) {
            throw new StorageException(refusal.get());
        }
        KeyVersions versions =
                new KeyVersions(engine, space, rows, after.get(0), after.get(1));
        Conditions.checkWrite(request.condition(), key, versions.current());

        ObjectRow fresh =
                new Succession(engine)
                        .write(
                                versions,
                                space.versioning(),
                                (sequence, nullVersion, now) -> fresh(
                                        new Place(sequence, nullVersion, now), open, assembly));
        if (fresh == null) {
            return new Step.Again<>();
        }
        Batch.Builder batch =
                versions.batch().guard(uploadKey, upload).guard(tokenKey, token);
        write(batch, rows, fresh, assembly);
        count(batch, space, assembly);
        book(batch, space, open.toUpload(key, uploadId), assembly, versions.instant());
        return new Step.Commit<>(batch.build(), toVersion(space, fresh));
    }

    @Override
    public void refused(Outcome.Refused refusal) {
        if (refusal.rows().contains(tokenKey) && !refusal.rows().contains(uploadKey)) {
            closing.refusedByPart();
        }
    }

    @Override
    public void unknown() {
        closing.unknown();
    }

    private ObjectRow repeat(byte @Nullable [] receipt) {
        if (receipt != null) {
            ReceiptRow row = ReceiptRow.decode(receipt);
            if (request.parts() instanceof PartChoice.Named named
                    && Arrays.equals(row.digest(), named.digest())) {
                repeated = true;
                return row.object();
            }
        }
        throw new StorageException(new Refusal.NoSuchUpload(uploadId));
    }

    private Assembly assemble(KeyRows rows, UploadRow open) {
        try (PartScan parts = new PartScan(engine.catalog(), rows, uploadId, 0)) {
            return Assembly.of(uploadId, open.begun(), request, parts);
        }
    }

    private ObjectVersion toVersion(Space space, ObjectRow row) {
        return row.toVersion(key, space.versioning().everEnabled());
    }

    /** Where the object stands among the versions of its key. */
    private record Place(long sequence, boolean nullVersion, Instant now) {}

    private ObjectRow fresh(Place place, UploadRow open, Assembly assembly) {
        Upload upload = open.toUpload(key, uploadId);
        return new ObjectRow(
                place.sequence(),
                engine.random().nextLong(),
                place.nullVersion(),
                assembly.bytes(),
                assembly.md5(),
                assembly.namedCount(),
                // The user guide's table of system-defined metadata: a multipart object's
                // Last-Modified is the date of its initiation.
                upload.initiated(),
                assembly.checksum(),
                open.begun().object(),
                uploadId,
                assembly.slice(),
                place.now(),
                null);
    }

    private void write(Batch.Builder batch, KeyRows rows, ObjectRow fresh, Assembly assembly) {
        Instant until = engine.clock().now().plus(engine.settings().completedMemory());
        ReceiptRow receipt = new ReceiptRow(digest(assembly), fresh, until);
        batch.put(rows.part(uploadId, 0), assembly.layout().encode())
                .put(rows.receipt(uploadId), receipt.encode())
                .delete(rows.upload(uploadId))
                .delete(rows.partToken(uploadId))
                .enqueue(new QueueEntry.Receipt(rows.space(), key, uploadId, until));
        if (assembly.hasUnnamed()) {
            batch.enqueue(new QueueEntry.Trim(rows.space(), key, uploadId));
        }
    }

    private static void book(
            Batch.Builder batch, Space space, Upload upload, Assembly assembly, Instant now) {
        BookedParts booked = new BookedParts(batch, space.id(), upload);
        int named = assembly.namedCount();
        booked.completed(assembly.bytes(), named, now);
        if (assembly.hasUnnamed()) {
            booked.removed(assembly.unnamedBytes(), assembly.count() - named, now);
        }
    }

    /** No client sends a list that has the digest of all parts, which is but that of their ETags. */
    private byte[] digest(Assembly assembly) {
        return switch (request.parts()) {
            case PartChoice.Named named -> named.digest();
            case PartChoice.AllThere all -> assembly.md5();
        };
    }

    private static void count(Batch.Builder batch, Space space, Assembly assembly) {
        long all = assembly.bytes() + assembly.unnamedBytes();
        batch.add(space.id(), Total.UPLOAD_OPEN, -all, -1)
                .add(space.id(), Total.PARTS_OPEN, 0, -assembly.count())
                .add(SystemRows.SYSTEM, Total.DISCARDED, assembly.unnamedBytes(), 0);
    }
}
