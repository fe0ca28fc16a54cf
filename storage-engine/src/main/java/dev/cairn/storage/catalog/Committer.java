package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.blob.PublishedBlob;
import dev.cairn.storage.model.DocumentKind;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes rows. It takes the waiting batches, checks their guards in order
 * (seeing the batches ahead of them in the same group), syncs the names of the blobs they publish,
 * and writes one synced WriteBatch for all. So there is one order of events, and no lock is held
 * while bytes move.
 *
 * <p>When a write fails its outcome is unknown for all batches of the group, since a record whose
 * sync failed can reappear after a restart: then nothing commits any more until the store is opened
 * again.
 */
final class Committer {
    static final String CLOCK = "clock";

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final String CLOSED = "the store is closed";
    private static final int WAITING_MAX = 8192;
    private static final int PUT_SECONDS_MAX = 30;
    private static final int GROUP_MAX = 512;

    private final RocksRows rows;
    private final BlobPublisher blobs;
    private final Clock clock;
    private final CommitObserver observer;
    private final Totals totals;
    private final QueueNumbers queueNumbers;
    private final LedgerBook ledger;
    private final BlockingQueue<Request> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile @Nullable String stopped;
    private volatile boolean ended;

    /** The committer's own. */
    private final List<Request> processing = new ArrayList<>(GROUP_MAX);

    private sealed interface Request {
        record Commit(Batch batch, CompletableFuture<Outcome> outcome) implements Request {}

        record Drop(long space, CompletableFuture<DropOutcome> outcome) implements Request {}

        record Look(Runnable action) implements Request {}

        record Stop() implements Request {}
    }

    /** What a row holds; null when it is absent. */
    private record Value(byte @Nullable [] bytes) {}

    /** A total as the group leaves it. */
    private record NewTotal(long space, Total total, Totals.Amount amount) {}

    Committer(
            RocksRows rows,
            BlobPublisher blobs,
            Clock clock,
            CommitObserver observer,
            Effects effects) {
        this.rows = rows;
        this.blobs = blobs;
        this.clock = clock;
        this.observer = observer;
        this.totals = effects.totals();
        this.queueNumbers = effects.queueNumbers();
        this.ledger = effects.ledger();
        this.thread = Thread.ofPlatform().name("cairn-committer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    CompletableFuture<Outcome> commit(Batch batch) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        queue(new Request.Commit(batch, outcome));
        return outcome;
    }

    CompletableFuture<DropOutcome> drop(long space) {
        CompletableFuture<DropOutcome> outcome = new CompletableFuture<>();
        queue(new Request.Drop(space, outcome));
        return outcome;
    }

    /** Runs the action between two commits, in the order of the queue. */
    <T> CompletableFuture<T> look(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable run =
                () -> {
                    try {
                        result.complete(action.get());
                    } catch (RuntimeException | Error failed) {
                        result.completeExceptionally(failed);
                    }
                };
        put(new Request.Look(run));
        if (ended) {
            // Nobody takes it any more, but nothing changes any more, either.
            run.run();
        }
        return result;
    }

    /** As of now; to be called within {@link #look}. */
    Totals totals() {
        return totals;
    }

    /** Why nothing commits any more; null while it does. */
    @Nullable
    String stopped() {
        return stopped;
    }

    /** Commits what waits, then ends the thread. */
    void stop() {
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            put(new Request.Stop());
            thread.join();
        } catch (InterruptedException never) {
            throw new AssertionError("threads of the store are never interrupted", never);
        }
    }

    private void queue(Request request) {
        String reason = stopped;
        if (reason != null) {
            throw new StorageException(new Refusal.WritesStopped(reason));
        }
        if (!waiting.offer(request)) {
            throw new StorageException(new Refusal.TooBusy());
        }
        if (ended && waiting.remove(request)) {
            throw new StorageException(new Refusal.WritesStopped(CLOSED));
        }
    }

    private void put(Request request) {
        try {
            if (!waiting.offer(request, PUT_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new StorageException(new Refusal.TooBusy());
            }
        } catch (InterruptedException never) {
            throw new AssertionError("threads of the store are never interrupted", never);
        }
    }

    private void run() {
        boolean running = true;
        while (running) {
            running = takeGroup();
        }
        stopped = CLOSED;
        // Before the last look at the queue: who offers later sees it and takes back the offer.
        ended = true;
        List<Request> rest = new ArrayList<>();
        waiting.drainTo(rest);
        process(rest);
    }

    /**
     * Processes what waits; false once the request to stop was among it. Whatever happens in here,
     * nobody waits for ever: the store stops, and says why.
     */
    private boolean takeGroup() {
        processing.clear();
        try {
            processing.add(waiting.take());
            waiting.drainTo(processing, GROUP_MAX - 1);
            process(processing);
        } catch (Throwable failed) {
            stop(failed);
            abandon(processing);
        }
        return processing.stream().noneMatch(Request.Stop.class::isInstance);
    }

    /** Tells all who are not told yet. */
    private static void abandon(List<Request> group) {
        for (Request request : group) {
            switch (request) {
                case Request.Commit commit -> commit.outcome().complete(new Outcome.Unknown());
                case Request.Drop drop -> drop.outcome().complete(DropOutcome.UNKNOWN);
                case Request.Look look -> look.action().run();
                case Request.Stop stop -> {}
            }
        }
    }

    private void process(List<Request> group) {
        List<Request.Commit> commits = new ArrayList<>(group.size());
        for (Request request : group) {
            switch (request) {
                case Request.Commit commit -> commits.add(commit);
                case Request.Drop drop -> {
                    write(commits);
                    drop(drop);
                }
                case Request.Look look -> {
                    write(commits);
                    look.action().run();
                }
                case Request.Stop stop -> {}
            }
        }
        write(commits);
    }

    private void write(List<Request.Commit> commits) {
        if (commits.isEmpty()) {
            return;
        }
        List<Outcome> outcomes = new ArrayList<>(commits.size());
        if (stopped == null) {
            try (Group group = new Group()) {
                for (Request.Commit commit : commits) {
                    outcomes.add(group.admit(commit.batch()));
                }
                group.write();
            } catch (Throwable failed) {
                stop(failed);
            }
        }
        for (int i = 0; i < commits.size(); i++) {
            Outcome outcome = stopped == null ? outcomes.get(i) : new Outcome.Unknown();
            commits.get(i).outcome().complete(outcome);
        }
        commits.clear();
    }

    private void drop(Request.Drop drop) {
        DropOutcome outcome = DropOutcome.UNKNOWN;
        if (stopped == null) {
            try {
                outcome = dropIfEmpty(drop.space());
            } catch (Throwable failed) {
                stop(failed);
            }
        }
        drop.outcome().complete(outcome);
    }

    private DropOutcome dropIfEmpty(long space) throws IOException, RocksDBException {
        RowKey row = SystemRows.space(space);
        byte[] value = rows.get(row);
        SpaceRow record = value == null ? null : SpaceRow.decode(value);
        if (record == null || !record.live()) {
            return DropOutcome.GONE;
        }
        if (holdsAny(KeyRows.objects(space, "", null)) || holdsAny(KeyRows.versions(space, ""))) {
            return DropOutcome.NOT_EMPTY;
        }
        Totals.Amount uploads = totals.get(space, Total.UPLOAD_OPEN);
        Totals.Amount parts = totals.get(space, Total.PARTS_OPEN);
        Instant now = clock.now();
        Batch.Builder batch =
                Batch.ofSystem(row.group())
                        .put(row, record.dropping().encode())
                        .add(space, Total.UPLOAD_OPEN, -uploads.bytes(), -uploads.count())
                        .add(space, Total.PARTS_OPEN, 0, -parts.count())
                        .add(SystemRows.SYSTEM, Total.DISCARDED, uploads.bytes(), 0)
                        .enqueue(new QueueEntry.Drop(space, record.name(), now));
        RowKey bucket = LedgerRows.bucket(space);
        byte[] dropped = LedgerBucketRow.dropped(space, rows.get(bucket), now, plan(space));
        if (dropped != null) {
            batch.put(bucket, dropped);
        }
        try (Group group = new Group()) {
            group.admit(batch.build());
            group.write();
        }
        return DropOutcome.DROPPED;
    }

    /**
     * The price plan that the settings of a bucket name; null where they name none. Settings that
     * nobody can read must not stop the store, and the bucket goes with them.
     */
    private @Nullable String plan(long space) {
        try {
            return planOfSettings(space);
        } catch (CatalogFault fault) {
            throw fault;
        } catch (RuntimeException damaged) {
            LOG.error(
                    "Space {} is dropped without its price plan: its settings are damaged",
                    space,
                    damaged);
            return null;
        }
    }

    private @Nullable String planOfSettings(long space) {
        DocumentRows documents = new DocumentRows(space);
        byte[] value = rows.get(documents.header(DocumentKind.SETTINGS));
        if (value == null) {
            return null;
        }
        DocumentHeader header = DocumentHeader.decode(value);
        List<byte @Nullable []> pages = new ArrayList<>();
        for (RowKey page : documents.pages(DocumentKind.SETTINGS, header.pages())) {
            pages.add(rows.get(page));
        }
        return BucketSettingsDocument.decode(DocumentPage.join(header, pages)).settings().plan();
    }

    private boolean holdsAny(RowRange range) {
        try (RowScan scan = rows.scan(range)) {
            return scan.next();
        }
    }

    private void stop(Throwable failed) {
        stopped = "a commit failed and its outcome is unknown: " + failed.getMessage();
        LOG.error("The store stops writing until it is opened again", failed);
    }

    /** The batches that one write makes durable together. */
    private final class Group implements AutoCloseable {
        private final Map<RowKey, Value> overlay = new HashMap<>();
        private final Map<RowKey, NewTotal> newTotals = new LinkedHashMap<>();
        private final List<Long> removedTotals = new ArrayList<>(0);
        private final List<BlobId> published = new ArrayList<>();
        private final WriteBatch writes = new WriteBatch();
        private final LedgerBook.Page page = ledger.page();
        private int admitted;
        private boolean queued;

        /** Takes the batch in if its guards hold. */
        Outcome admit(Batch batch) throws RocksDBException {
            Outcome.@Nullable Refused refusal = check(batch);
            if (refusal != null) {
                return refusal;
            }
            for (Map.Entry<RowKey, byte @Nullable []> change : batch.changes().entrySet()) {
                apply(change.getKey(), change.getValue());
            }
            for (PublishedBlob blob : batch.published()) {
                byte[] location = new LocationRow(blob.length(), blob.overhead()).encode();
                apply(SystemRows.location(blob.id()), location);
                published.add(blob.id());
                count(SystemRows.SYSTEM, Total.OVERHEAD, blob.overhead(), 0);
            }
            for (BlobId blob : batch.forgotten()) {
                forget(blob);
            }
            for (Batch.Delta delta : batch.deltas()) {
                count(delta.space(), delta.total(), delta.bytes(), delta.count());
            }
            for (QueueEntry entry : batch.entries()) {
                apply(SystemRows.queued(entry.kind(), queueNumbers.next()), entry.encode());
                queued = true;
            }
            book(batch);
            Long purged = batch.removedTotals();
            if (purged != null) {
                removeTotals(purged);
            }
            admitted++;
            return new Outcome.Committed();
        }

        void write() throws IOException, RocksDBException {
            if (admitted == 0) {
                return;
            }
            blobs.syncNames(published);
            for (Map.Entry<RowKey, NewTotal> total : newTotals.entrySet()) {
                byte[] value = TotalRow.encode(total.getValue().amount());
                writes.put(total.getKey().bytes(), value);
            }
            page.write(writes);
            writes.put(
                    SystemRows.numbers(CLOCK).bytes(),
                    new RowWriter(1).number(clock.millis()).toBytes());
            long start = System.nanoTime();
            rows.write(writes);
            newTotals.values().forEach(n -> totals.set(n.space(), n.total(), n.amount()));
            removedTotals.forEach(totals::removeSpace);
            page.written();
            published.forEach(blobs::settled);
            observer.committed(admitted, System.nanoTime() - start, queued);
        }

        @Override
        public void close() {
            writes.close();
        }

        private Outcome.@Nullable Refused check(Batch batch) {
            boolean gone = false;
            boolean epochChanged = false;
            if (batch.hasSpace()) {
                byte[] value = current(SystemRows.space(batch.space()));
                SpaceRow space = value == null ? null : SpaceRow.decode(value);
                gone = space == null || !space.live();
                epochChanged = space != null && space.epoch() != batch.epoch();
            }
            Set<RowKey> failed = null;
            for (Map.Entry<RowKey, byte @Nullable []> guard : batch.guards().entrySet()) {
                if (!Arrays.equals(current(guard.getKey()), guard.getValue())) {
                    failed = failed == null ? new HashSet<>() : failed;
                    failed.add(guard.getKey());
                }
            }
            if (!gone && !epochChanged && failed == null) {
                return null;
            }
            return new Outcome.Refused(failed == null ? Set.of() : failed, gone, epochChanged);
        }

        private byte @Nullable [] current(RowKey row) {
            Value ahead = overlay.get(row);
            return ahead == null ? rows.get(row) : ahead.bytes();
        }

        private void apply(RowKey row, byte @Nullable [] value) throws RocksDBException {
            overlay.put(row, new Value(value));
            if (value == null) {
                writes.delete(row.bytes());
            } else {
                writes.put(row.bytes(), value);
            }
        }

        private void book(Batch batch) {
            Long hoursFrom = batch.hoursFromMillis();
            if (hoursFrom != null) {
                page.keepHoursFrom(hoursFrom);
            }
            batch.bookings().forEach(page::book);
            batch.folds().forEach(page::fold);
        }

        private void forget(BlobId blob) throws RocksDBException {
            RowKey row = SystemRows.location(blob);
            byte[] value = current(row);
            if (value != null) {
                count(
                        SystemRows.SYSTEM,
                        Total.OVERHEAD,
                        -LocationRow.decode(value).overhead(),
                        0);
                apply(row, null);
            }
        }

        private void count(long space, Total total, long bytes, long count) {
            if (bytes == 0 && count == 0) {
                return;
            }
            RowKey row = SystemRows.total(space, total);
            NewTotal ahead = newTotals.get(row);
            Totals.Amount amount = ahead == null ? totals.get(space, total) : ahead.amount();
            newTotals.put(row, new NewTotal(space, total, amount.plus(bytes, count)));
        }

        private void removeTotals(long space) throws RocksDBException {
            removedTotals.add(space);
            for (Total total : Total.values()) {
                RowKey row = SystemRows.total(space, total);
                newTotals.remove(row);
                apply(row, null);
            }
        }
    }
}
