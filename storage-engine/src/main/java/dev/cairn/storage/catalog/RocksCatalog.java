package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.blob.BlobNumbers;
import dev.cairn.storage.io.LoopThreads;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.time.Clock;
import dev.cairn.storage.time.ClockSetting;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * The catalog embedded in this process: RocksDB, one committer, and the private rows of the embedded
 * engine (places of blobs, reserved numbers, the page that the reclaimer is at).
 */
public final class RocksCatalog implements Catalog, Closeable {
    private static final String BLOBS = "blobs";
    private static final String SEQUENCE = "sequence";
    private static final String CLOCK_SETTING = "clock-setting";
    private static final String RECLAIM = "reclaim";
    private static final long SEQUENCE_BLOCK = 1 << 16;
    private static final int VERSION = 1;

    private final RocksRows rows;
    private final Committer committer;
    private final Totals totals;
    private long nextSequence;
    private long reservedSequence;

    /** Loads RocksDB's native library, as the constructor does where nobody has. */
    public static void preload() throws IOException {
        RocksLibrary.load();
    }

    /**
     * Opens or creates the catalog; nothing can be committed before {@link #start}.
     *
     * @param sync whether commits survive a power cut
     */
    public RocksCatalog(
            Path directory,
            boolean sync,
            Clock clock,
            BlobPublisher blobs,
            CommitObserver observer)
            throws IOException {
        RocksLibrary.load();
        try {
            rows = new RocksRows(directory, sync);
        } catch (RocksDBException failed) {
            Status status = failed.getStatus();
            if (status != null && status.getSubCode() == Status.SubCode.NoSpace) {
                throw new IOException("the disk is full: " + failed.getMessage(), failed);
            }
            throw new CatalogFault("be opened", failed);
        }
        boolean opened = false;
        try {
            totals = readTotals();
            reservedSequence = readNumber(SEQUENCE);
            nextSequence = reservedSequence;
            clock.follow(readClockSetting());
            clock.notBefore(Instant.ofEpochMilli(readNumber(Committer.CLOCK)));
            QueueNumbers queueNumbers = new QueueNumbers(readLatestQueueNumber());
            LedgerBook ledger = new LedgerBook(rows, readNumber(LedgerRecords.HOURS_FROM));
            Effects effects = new Effects(totals, queueNumbers, ledger);
            committer = new Committer(rows, blobs, clock, observer, effects);
            opened = true;
        } finally {
            if (!opened) {
                rows.close();
            }
        }
    }

    public void start() {
        committer.start();
    }

    @Override
    public byte @Nullable [] get(RowKey row) {
        assert LoopThreads.mayWait();
        return rows.get(row);
    }

    @Override
    public List<byte @Nullable []> get(List<RowKey> several) {
        assert LoopThreads.mayWait();
        return rows.get(several);
    }

    @Override
    public RowScan scan(RowRange range) {
        assert LoopThreads.mayWait();
        return rows.scan(range);
    }

    @Override
    public List<RowScan> scan(List<RowRange> ranges) {
        assert LoopThreads.mayWait();
        return rows.scan(ranges);
    }

    @Override
    public CompletableFuture<Outcome> commit(Batch batch) {
        return committer.commit(batch);
    }

    @Override
    public CompletableFuture<DropOutcome> dropSpaceIfEmpty(long space) {
        return committer.drop(space);
    }

    /** Why nothing commits any more; null while it does. */
    public @Nullable String stopped() {
        return committer.stopped();
    }

    /** Asks something between two commits; the totals must not leave the question. */
    public <T> T look(Function<Totals, T> question) {
        return committer.look(() -> question.apply(committer.totals())).join();
    }

    /** A sequence number: greater than all before it, never reused, also after a crash. */
    public synchronized long nextSequence() {
        if (nextSequence == reservedSequence) {
            long end = reservedSequence + SEQUENCE_BLOCK;
            RowKey row = SystemRows.numbers(SEQUENCE);
            commitOwn(
                    Batch.ofSystem(Group.PRIVATE)
                            .put(row, new RowWriter(VERSION).number(end).toBytes())
                            .build());
            reservedSequence = end;
        }
        nextSequence++;
        return nextSequence;
    }

    /** Keeps how the clock follows real time; the next run of the store reads it. */
    public void keepClockSetting(ClockSetting setting) {
        commitOwn(
                Batch.ofSystem(Group.PRIVATE)
                        .put(
                                SystemRows.numbers(CLOCK_SETTING),
                                ClockSettingRow.encode(setting))
                        .build());
    }

    /** Commits a block of blob numbers, and with it the numbers that are still open. */
    public void reserveBlobs(long first, long end, Set<Long> open) {
        RowWriter row = new RowWriter(VERSION).number(first).number(end).number(open.size());
        new TreeSet<>(open).forEach(row::number);
        commitOwn(
                Batch.ofSystem(Group.PRIVATE)
                        .put(SystemRows.numbers(BLOBS), row.toBytes())
                        .build());
    }

    /** The number behind the last reserved block of blob numbers. */
    public long reservedBlobsEnd() {
        byte[] value = rows.get(SystemRows.numbers(BLOBS));
        if (value == null) {
            return 0;
        }
        RowReader row = new RowReader(value, VERSION);
        row.number();
        return row.number();
    }

    /** The blob numbers that may have left files which no location names: to be looked at. */
    public List<BlobId> doubtfulBlobs() {
        byte[] value = rows.get(SystemRows.numbers(BLOBS));
        if (value == null) {
            return List.of();
        }
        RowReader row = new RowReader(value, VERSION);
        long first = row.number();
        long end = row.number();
        Set<Long> numbers = new TreeSet<>();
        for (long number = first; number < end; number++) {
            numbers.add(number);
        }
        for (int i = row.smallNumber(); i > 0; i--) {
            numbers.add(row.number());
        }
        List<BlobId> doubtful = new ArrayList<>();
        for (long number : numbers) {
            BlobId blob = new BlobId(number);
            if (rows.get(SystemRows.location(blob)) == null) {
                doubtful.add(blob);
            }
        }
        return doubtful;
    }

    /** Takes up a file that a crash left: its place, an entry that removes it, its bytes. */
    public void adoptOrphan(BlobId blob, long length) {
        byte[] location = new LocationRow(length, 0).encode();
        commitOwn(
                Batch.ofSystem(Group.PRIVATE)
                        .put(SystemRows.location(blob), location)
                        .enqueue(new QueueEntry.Blob(blob, length))
                        .add(SystemRows.SYSTEM, Total.DISCARDED, length, 0)
                        .build());
    }

    /** The entries of a queue behind a sequence number, at most so many. */
    public List<Entry> queue(QueueEntry.Kind kind, long after, int limit) {
        List<Entry> entries = new ArrayList<>();
        try (RowScan scan = rows.scan(SystemRows.queue(kind, after))) {
            while (entries.size() < limit && scan.next()) {
                long sequence = SystemRows.queueSequence(scan.key());
                entries.add(new Entry(sequence, QueueEntry.decode(kind, scan.value())));
            }
        }
        return entries;
    }

    /** An entry with its place in the queue. */
    public record Entry(long sequence, QueueEntry work) {}

    /** What a background job keeps; null where it keeps nothing. */
    public byte @Nullable [] job(String name) {
        return rows.get(SystemRows.job(name));
    }

    /** Keeps something for a background job other than reclaiming. */
    public void keepJob(String name, byte[] value) {
        if (name.equals(RECLAIM) || name.startsWith("ledger-")) {
            throw new IllegalArgumentException(name + " keeps its own row");
        }
        commitOwn(Batch.ofSystem(Group.PRIVATE).put(SystemRows.job(name), value).build());
    }

    /** The records of the ledger. */
    public LedgerRecords ledger() {
        return new LedgerRecords(this);
    }

    /** In milliseconds. */
    long ledgerHoursFrom() {
        return readNumber(LedgerRecords.HOURS_FROM);
    }

    /** The page that was begun and not finished; null when there is none. */
    public @Nullable ReclaimPage reclaimPage() {
        byte[] value = rows.get(SystemRows.job(RECLAIM));
        return value == null ? null : ReclaimPage.decode(value);
    }

    /** Writes down what is about to be removed. */
    public void beginReclaim(ReclaimPage page) {
        commitOwn(
                Batch.ofSystem(Group.PRIVATE)
                        .put(SystemRows.job(RECLAIM), page.encode())
                        .build());
    }

    /** The files are gone for good: rows, places and bytes go, and the entries with the last. */
    public void endReclaim(ReclaimPage page) {
        Batch.Builder batch =
                Batch.ofSystem(Group.PRIVATE).delete(SystemRows.job(RECLAIM));
        long bytes = 0;
        for (ReclaimPage.DeadBlob blob : page.blobs()) {
            batch.forget(blob.id());
            bytes += blob.length();
        }
        batch.add(SystemRows.SYSTEM, Total.DISCARDED, -bytes, 0);
        for (ReclaimPage.PartName part : page.parts()) {
            KeyRows key = new KeyRows(part.space(), part.key());
            batch.deletePrivately(key.part(part.bodyId(), part.number()));
        }
        for (ReclaimPage.Queued entry : page.entries()) {
            batch.delete(SystemRows.queued(entry.kind(), entry.sequence()));
        }
        commitOwn(batch.build());
    }

    /** Commits background work that removes rows of one group and ends queue entries. */
    public Outcome commitWork(Batch.Builder batch, List<ReclaimPage.Queued> done) {
        for (ReclaimPage.Queued entry : done) {
            batch.delete(SystemRows.queued(entry.kind(), entry.sequence()));
        }
        return committer.commit(batch.build()).join();
    }

    /** Takes away the last rows of a purged space. */
    public void endDrop(long space, long sequence) {
        RowKey row = SystemRows.space(space);
        Batch.Builder batch =
                Batch.ofSystem(row.group())
                        .delete(row)
                        .removeTotals(space)
                        .delete(SystemRows.queued(QueueEntry.Kind.DROP, sequence));
        commitOwn(batch.build());
    }

    /** Every place of a blob, for who checks the store. */
    public void forEachLocation(LocationVisitor visitor) {
        try (RowScan scan = rows.scan(SystemRows.locations())) {
            while (scan.next()) {
                byte[] key = scan.key();
                LocationRow row = LocationRow.decode(scan.value());
                BlobId blob =
                        new BlobId(ByteBuffer.wrap(key).getLong(key.length - Long.BYTES));
                visitor.visit(blob, row.length(), row.overhead());
            }
        }
    }

    /** Sees the places of blobs. */
    @FunctionalInterface
    public interface LocationVisitor {
        void visit(BlobId blob, long length, int overhead);
    }

    /** Whether the blob has a place, that is, is live or being removed. */
    public boolean hasLocation(BlobId blob) {
        return rows.get(SystemRows.location(blob)) != null;
    }

    /** Numbers for a new blob store over this catalog. */
    public BlobNumbers blobNumbers() {
        return new BlobNumbers(reservedBlobsEnd(), this::reserveBlobs);
    }

    /** Commits what waits, then closes the database. No call may be under way or follow. */
    @Override
    public void close() {
        committer.stop();
        rows.close();
    }

    /** Commits rows that nobody else writes; anything but committed ends the store's writing. */
    void commitOwn(Batch batch) {
        Outcome outcome = committer.commit(batch).join();
        switch (outcome) {
            case Outcome.Committed done -> {}
            case Outcome.Unknown unknown ->
                    throw new StorageException(new Refusal.OutcomeUnknown());
            case Outcome.Refused refused ->
                    throw new AssertionError("own rows were refused: " + refused);
        }
    }

    private Totals readTotals() {
        Totals read = new Totals();
        try (RowScan scan = rows.scan(SystemRows.totals())) {
            while (scan.next()) {
                byte[] key = scan.key();
                Total total = Total.ofCode(key[key.length - 1]);
                long space = ByteBuffer.wrap(key).getLong(key.length - 1 - Long.BYTES);
                read.set(space, total, TotalRow.decode(scan.value()));
            }
        }
        return read;
    }

    private long readNumber(String name) {
        byte[] value = rows.get(SystemRows.numbers(name));
        return value == null ? 0 : new RowReader(value, VERSION).number();
    }

    private ClockSetting readClockSetting() {
        byte[] value = rows.get(SystemRows.numbers(CLOCK_SETTING));
        return value == null ? ClockSetting.REAL : ClockSettingRow.decode(value);
    }

    private long readLatestQueueNumber() {
        long latest = 0;
        for (QueueEntry.Kind kind : QueueEntry.Kind.values()) {
            byte[] last = rows.lastKey(SystemRows.queue(kind, -1));
            if (last != null) {
                latest = Math.max(latest, SystemRows.queueSequence(last));
            }
        }
        return latest;
    }
}
