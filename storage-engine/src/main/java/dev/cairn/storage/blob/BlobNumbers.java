package dev.cairn.storage.blob;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands out blob numbers from blocks that a synced commit has reserved, and knows which of them are
 * not settled yet: neither named by the catalog nor unlinked for good. After a crash only the
 * numbers that were open and those of the last block can have left files that nobody knows.
 *
 * <p>A block is reserved only when the last one is used up; the reservation lists the numbers then
 * open. Settling takes no lock, since the committer settles while a drawer waits for it.
 */
public final class BlobNumbers {
    public static final int BLOCK = 1024;

    /** Commits a reservation durably. */
    @FunctionalInterface
    public interface Reserver {
        /**
         * Makes the block durable.
         *
         * @param first first number of the block
         * @param end the number behind it
         * @param open the numbers that are not settled at this instant
         */
        void reserve(long first, long end, Set<Long> open) throws IOException;
    }

    private final Reserver reserver;
    private final Set<Long> open = ConcurrentHashMap.newKeySet();
    private volatile long next;
    private long limit;

    /**
     * Continues behind what was reserved before.
     *
     * @param end the number behind the last reserved block
     */
    public BlobNumbers(long end, Reserver reserver) {
        this.reserver = reserver;
        this.next = end;
        this.limit = end;
    }

    synchronized BlobId draw() throws IOException {
        if (next == limit) {
            reserver.reserve(limit, limit + BLOCK, Set.copyOf(open));
            limit += BLOCK;
        }
        long number = next;
        // Open before it counts as handed out: whoever reads next() and then open() misses none.
        open.add(number);
        next = number + 1;
        return new BlobId(number);
    }

    /** The number is named by the catalog, or its file is gone for good. */
    public void settle(BlobId id) {
        open.remove(id.number());
    }

    /** Numbers from here on were not handed out yet. To be read before {@link #open}. */
    public long next() {
        return next;
    }

    /** The numbers that are not settled. */
    public Set<Long> open() {
        return Set.copyOf(open);
    }
}
