package dev.cairn.storage;

import dev.cairn.storage.blob.BlobOwner;
import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.catalog.UploadIds;
import dev.cairn.storage.catalog.UploadRow;
import dev.cairn.storage.model.AbortedUpload;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectContent;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.UploadUsage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Multipart uploads. Every call blocks; refusals are {@code StorageException}s. NoSuchBucket is one
 * of every call, NoSuchUpload of every call that names an upload id.
 */
public final class UploadStore {
    private final Engine engine;
    private final Quotas quotas;

    UploadStore(Engine engine) {
        this.engine = engine;
        this.quotas = new Quotas(engine);
    }

    /** Opens an upload. Refused also with MetadataTooLarge and QuotaExceeded. */
    public Upload create(BucketName bucket, ObjectKey key, NewUpload upload) {
        Space found = engine.spaces().resolve(bucket);
        UploadRow row = new UploadRow(engine.random().nextLong(), 0, upload);
        String uploadId = UploadIds.create(engine.clock().now(), engine.random());
        return engine.rounds()
                .run(
                        found,
                        null,
                        space -> {
                            quotas.checkUpload(space);
                            KeyRows rows = new KeyRows(space.id(), key);
                            Batch.Builder batch =
                                    Batch.inSpace(space.id(), space.epoch(), rows.group())
                                            .guard(rows.upload(uploadId), null)
                                            .put(rows.upload(uploadId), row.encode())
                                            .put(rows.partToken(uploadId), PartTokens.NONE)
                                            .add(space.id(), Total.UPLOAD_OPEN, 0, 1);
                            return new Step.Commit<>(batch.build(), row.toUpload(key, uploadId));
                        });
    }

    /** An open upload. */
    public Upload get(BucketName bucket, ObjectKey key, String uploadId) {
        KeyRows rows = new KeyRows(engine.spaces().resolve(bucket).id(), key);
        return read(rows, uploadId).toUpload(key, uploadId);
    }

    /**
     * Stores a part; a part of the same number is replaced and its bytes are released.
     *
     * <p>Refused also with EntityTooLarge, ChecksumAlgorithmMismatch, QuotaExceeded (before the
     * content is read where its length is known), TooBusy, DiskFull, WritesStopped, OutcomeUnknown.
     *
     * @param number 1 to 10,000
     */
    public Part putPart(
            BucketName bucket, ObjectKey key, String uploadId, int number, ObjectContent content)
            throws IOException {
        if (number < Part.NUMBER_MIN || number > Part.NUMBER_MAX) {
            throw new IllegalArgumentException("part number " + number);
        }
        Space space = engine.spaces().resolve(bucket);
        KeyRows rows = new KeyRows(space.id(), key);
        UploadRow upload = read(rows, uploadId);
        if (content.length().isPresent()) {
            byte[] old = engine.catalog().get(rows.part(uploadId, number));
            long oldBytes = old == null ? 0 : PartRow.decode(number, old).part().sizeBytes();
            quotas.checkPart(space, content.length().getAsLong() - oldBytes);
        }
        BlobOwner owner = new BlobOwner(space.id(), key.value(), uploadId);
        try (Received received = engine.receiver().receive(owner, content)) {
            ChecksumAlgorithm expected = upload.begun().algorithm();
            ChecksumAlgorithm actual = received.digests().checksum().algorithm();
            if (expected != actual) {
                throw new StorageException(
                        new Refusal.ChecksumAlgorithmMismatch(expected, actual));
            }
            PutPart round = new PutPart(engine, key, uploadId, number, received);
            Part part = engine.rounds().run(space, null, round);
            received.keep();
            return part;
        }
    }

    /**
     * Copies bytes of an open object into a part, with the checksum of the upload's algorithm.
     * Refused as {@link #putPart}.
     */
    public Part copyPart(
            SourceRange range, BucketName bucket, ObjectKey key, String uploadId, int number)
            throws IOException {
        ChecksumAlgorithm algorithm = get(bucket, key, uploadId).begun().algorithm();
        try (CopiedContent content = new CopiedContent(range, algorithm)) {
            return putPart(bucket, key, uploadId, number, content);
        }
    }

    /**
     * The parts of an open upload by number.
     *
     * @param after exclusive, 0 from the start
     * @param limit 0 to 1,000
     */
    public PartPage parts(
            BucketName bucket, ObjectKey key, String uploadId, int after, int limit) {
        KeyRows rows = new KeyRows(engine.spaces().resolve(bucket).id(), key);
        List<Part> parts = new ArrayList<>();
        boolean truncated = false;
        try (PartScan scan = new PartScan(engine.catalog(), rows, uploadId, after)) {
            // Read behind the scan's snapshot: an upload that is open now was open then.
            Upload upload = read(rows, uploadId).toUpload(key, uploadId);
            if (limit == 0) {
                return new PartPage(upload, parts, false);
            }
            PartRow part;
            while (!truncated && (part = scan.next()) != null) {
                truncated = parts.size() == limit;
                if (!truncated) {
                    parts.add(part.part());
                }
            }
            return new PartPage(upload, parts, truncated);
        }
    }

    /** Open uploads by key, then by initiation. */
    public UploadPage list(BucketName bucket, UploadQuery query) {
        Space space = engine.spaces().resolve(bucket);
        return UploadListing.page(engine.catalog(), space.id(), query);
    }

    /** What the upload holds now; walks over its parts. */
    public UploadUsage usage(BucketName bucket, ObjectKey key, String uploadId) {
        KeyRows rows = new KeyRows(engine.spaces().resolve(bucket).id(), key);
        BlobOwner owner = new BlobOwner(rows.space(), key.value(), uploadId);
        try (PartScan scan = new PartScan(engine.catalog(), rows, uploadId, 0)) {
            checkIsOpen(rows, uploadId);
            return UploadMeasure.of(scan, engine.blobs().inFlightBytes(owner));
        }
    }

    /**
     * Makes the object of the parts that are chosen; the others are discarded. Copies no bytes. The same call
     * repeated within {@code StorageSettings.completedMemory} gets the same answer.
     *
     * <p>Refused also with InvalidPart, UploadHasNoParts, UploadHasGaps, EntityTooSmall, ObjectSizeMismatch, PartChecksumMissing,
     * ChecksumMismatch, PreconditionFailed, NoSuchKey (If-Match where there is no object); the
     * upload then stays open and unchanged.
     */
    public ObjectVersion complete(
            BucketName bucket, ObjectKey key, String uploadId, CompleteUpload request) {
        Space space = engine.spaces().resolve(bucket);
        KeyRows rows = new KeyRows(space.id(), key);
        checkIsId(uploadId);
        try (Closing closing = new Closing(engine, rows, uploadId)) {
            Complete round = new Complete(engine, key, uploadId, request, closing);
            ObjectVersion version = engine.rounds().run(space, rows.group(), round);
            if (!round.repeated()) {
                engine.meters().uploadsClosed(bucket, StorageMeters.Closed.COMPLETE, 1);
            }
            return version;
        }
    }

    /** Ends the upload; its bytes are unlinked soon after. */
    public AbortedUpload abort(BucketName bucket, ObjectKey key, String uploadId) {
        return abort(bucket, key, uploadId, AbortTerms.NOW, StorageMeters.Closed.CLIENT_ABORT);
    }

    /** The same, on behalf of the operator. */
    public AbortedUpload abortByOperator(BucketName bucket, ObjectKey key, String uploadId) {
        return abort(bucket, key, uploadId, AbortTerms.NOW, StorageMeters.Closed.OPERATOR);
    }

    /** The same, on behalf of a rule. */
    AbortedUpload abortByRule(
            BucketName bucket, ObjectKey key, String uploadId, AbortTerms terms) {
        return abort(bucket, key, uploadId, terms, StorageMeters.Closed.LIFECYCLE);
    }

    private AbortedUpload abort(
            BucketName bucket,
            ObjectKey key,
            String uploadId,
            AbortTerms terms,
            StorageMeters.Closed reason) {
        Space space = engine.spaces().resolve(bucket);
        checkIsId(uploadId);
        try (Closing closing = new Closing(engine, new KeyRows(space.id(), key), uploadId)) {
            Abort round = new Abort(engine, key, uploadId, closing, terms);
            AbortedUpload aborted = engine.rounds().run(space, null, round);
            engine.meters().uploadsClosed(bucket, reason, 1);
            return aborted;
        }
    }

    private UploadRow read(KeyRows rows, String uploadId) {
        checkIsId(uploadId);
        byte[] value = engine.catalog().get(rows.upload(uploadId));
        if (value == null) {
            throw new StorageException(new Refusal.NoSuchUpload(uploadId));
        }
        return UploadRow.decode(value);
    }

    private void checkIsOpen(KeyRows rows, String uploadId) {
        UploadRow unused = read(rows, uploadId);
    }

    /** What is not an id of ours cannot be part of a row's key. */
    private static void checkIsId(String uploadId) {
        if (UploadIds.initiated(uploadId).isEmpty()) {
            throw new StorageException(new Refusal.NoSuchUpload(uploadId));
        }
    }
}
