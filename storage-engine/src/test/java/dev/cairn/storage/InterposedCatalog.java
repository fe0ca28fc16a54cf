package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.Catalog;
import dev.cairn.storage.catalog.DropOutcome;
import dev.cairn.storage.catalog.Outcome;
import dev.cairn.storage.catalog.RowKey;
import dev.cairn.storage.catalog.RowRange;
import dev.cairn.storage.catalog.RowScan;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The real catalog, in front of which a test lets something happen: an adversary that acts between
 * an operation's reads, or between them and its commit, or a commit whose outcome nobody is told.
 */
final class InterposedCatalog implements Catalog {
    private final Catalog real;
    private final AtomicReference<@Nullable Runnable> adversary = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> reader = new AtomicReference<>();
    private int adversaries;
    private @Nullable Boolean forgetOutcome;

    InterposedCatalog(Catalog real) {
        this.real = real;
    }

    /** Acts before each of the next commits; its own commits are left alone. */
    void beforeCommits(int count, Runnable action) {
        adversaries = count;
        adversary.set(action);
    }

    /** Acts behind the next reading of several rows together. */
    void behindSnapshot(Runnable action) {
        reader.set(action);
    }

    /** The next commit ends unknown, after it happened or instead of it. */
    void nextIsUnknown(boolean happens) {
        forgetOutcome = happens;
    }

    @Override
    public byte @Nullable [] get(RowKey row) {
        return real.get(row);
    }

    @Override
    public List<byte @Nullable []> get(List<RowKey> rows) {
        List<byte @Nullable []> read = real.get(rows);
        Runnable action = reader.getAndSet(null);
        if (action != null) {
            action.run();
        }
        return read;
    }

    @Override
    public RowScan scan(RowRange range) {
        return real.scan(range);
    }

    @Override
    public List<RowScan> scan(List<RowRange> ranges) {
        return real.scan(ranges);
    }

    @Override
    public CompletableFuture<Outcome> commit(Batch batch) {
        act();
        Boolean happens = forgetOutcome;
        if (happens == null) {
            return real.commit(batch);
        }
        forgetOutcome = null;
        if (happens) {
            Outcome applied = real.commit(batch).join();
            if (applied instanceof Outcome.Refused) {
                return CompletableFuture.completedFuture(applied);
            }
        }
        return CompletableFuture.completedFuture(new Outcome.Unknown());
    }

    @Override
    public CompletableFuture<DropOutcome> dropSpaceIfEmpty(long space) {
        act();
        return real.dropSpaceIfEmpty(space);
    }

    private void act() {
        Runnable action = adversary.getAndSet(null);
        if (action != null) {
            action.run();
            if (--adversaries > 0) {
                adversary.set(action);
            }
        }
    }
}
