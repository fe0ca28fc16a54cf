package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.DocumentHeader;
import dev.cairn.storage.catalog.DocumentPage;
import dev.cairn.storage.catalog.DocumentRows;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketDocument;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.DocumentKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Documents of buckets: rules, tags and the like, as bytes that only their owner understands. They
 * go with their bucket. Every call blocks; refusals are {@code StorageException}s.
 *
 * <p>All pages of a document change in one batch that guards its header, so that nobody ever sees
 * pages of two puts.
 */
public final class DocumentStore {
    /** Fits into one batch of the catalog. */
    public static final int BYTES_MAX = 3 << 20;

    private final Engine engine;

    DocumentStore(Engine engine) {
        this.engine = engine;
    }

    /** The document; empty where there is none, also when the bucket is gone. */
    public Optional<BucketDocument> get(Bucket bucket, DocumentKind kind) {
        DocumentRows rows = new DocumentRows(bucket.id());
        while (true) {
            byte[] header = engine.catalog().get(rows.header(kind));
            if (header == null) {
                return Optional.empty();
            }
            DocumentHeader document = DocumentHeader.decode(header);
            List<RowKey> keys = new ArrayList<>(rows.pages(kind, document.pages()));
            keys.add(rows.header(kind));
            List<byte @Nullable []> pages = engine.catalog().get(keys);
            // Another put or a delete came between: the pages belong to a header of its own.
            if (Arrays.equals(header, pages.removeLast())) {
                return Optional.of(
                        new BucketDocument(document.version(), DocumentPage.join(document, pages)));
            }
        }
    }

    /** The version of the document, by one short read; 0 where there is none. */
    public long version(Bucket bucket, DocumentKind kind) {
        byte[] header = engine.catalog().get(new DocumentRows(bucket.id()).header(kind));
        return header == null ? 0 : DocumentHeader.decode(header).version();
    }

    /**
     * Puts a document in place of the one that is there. Refused with NoSuchBucket.
     *
     * @param bytes at most {@link #BYTES_MAX}
     */
    public void put(BucketName bucket, DocumentKind kind, byte[] bytes) {
        change(bucket, kind, bytes);
    }

    /**
     * Puts a document that is made of the one that is there, or of none, in its place; made again
     * when that one has changed meanwhile. Refused with NoSuchBucket.
     */
    public void update(
            BucketName bucket,
            DocumentKind kind,
            Function<Optional<BucketDocument>, byte[]> change) {
        boolean unused =
                engine.rounds()
                        .run(
                                engine.spaces().resolve(bucket),
                                null,
                                space -> round(space, kind, change));
    }

    /** Takes the document away; nothing happens where there is none. Refused with NoSuchBucket. */
    public void delete(BucketName bucket, DocumentKind kind) {
        change(bucket, kind, null);
    }

    /** The batch that puts the first document of a kind into a new space. */
    static Batch first(Engine engine, long space, DocumentKind kind, byte[] bytes) {
        DocumentRows rows = new DocumentRows(space);
        Batch.Builder batch = Batch.inSpace(space, 0, rows.group());
        batch.guard(rows.header(kind), null);
        write(batch, rows, kind, bytes, engine.sequences().next());
        return batch.build();
    }

    private void change(BucketName bucket, DocumentKind kind, byte @Nullable [] bytes) {
        boolean unused =
                engine.rounds()
                        .run(
                                engine.spaces().resolve(bucket),
                                null,
                                space -> round(space, kind, bytes));
    }

    private Step<Boolean> round(
            Space space,
            DocumentKind kind,
            Function<Optional<BucketDocument>, byte[]> change) {
        Optional<BucketDocument> old = get(space.bucket(), kind);
        byte[] header = engine.catalog().get(new DocumentRows(space.id()).header(kind));
        long version = header == null ? 0 : DocumentHeader.decode(header).version();
        return version == old.map(BucketDocument::version).orElse(0L)
                ? round(space, kind, header, change.apply(old))
                : new Step.Again<>();
    }

    private Step<Boolean> round(Space space, DocumentKind kind, byte @Nullable [] bytes) {
        byte[] old = engine.catalog().get(new DocumentRows(space.id()).header(kind));
        return round(space, kind, old, bytes);
    }

    private Step<Boolean> round(
            Space space,
            DocumentKind kind,
            byte @Nullable [] old,
            byte @Nullable [] bytes) {
        DocumentRows rows = new DocumentRows(space.id());
        if (old == null && bytes == null) {
            return new Step.Answer<>(false);
        }
        Batch.Builder batch = Batch.inSpace(space.id(), space.epoch(), rows.group());
        batch.guard(rows.header(kind), old);
        if (old != null) {
            batch.delete(rows.header(kind));
            rows.pages(kind, DocumentHeader.decode(old).pages()).forEach(batch::delete);
        }
        if (bytes != null) {
            write(batch, rows, kind, bytes, engine.sequences().next());
        }
        return new Step.Commit<>(batch.build(), true);
    }

    private static void write(
            Batch.Builder batch,
            DocumentRows rows,
            DocumentKind kind,
            byte[] bytes,
            long version) {
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException("a document of " + bytes.length + " bytes");
        }
        int count = Math.ceilDiv(bytes.length, DocumentPage.BYTES_MAX);
        batch.put(rows.header(kind), new DocumentHeader(version, bytes.length, count).encode());
        int start = 0;
        for (RowKey page : rows.pages(kind, count)) {
            int end = Math.min(bytes.length, start + DocumentPage.BYTES_MAX);
            byte[] part = Arrays.copyOfRange(bytes, start, end);
            batch.put(page, new DocumentPage(version, part).encode());
            start = end;
        }
    }
}
