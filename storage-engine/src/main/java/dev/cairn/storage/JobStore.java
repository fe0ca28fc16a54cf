package dev.cairn.storage;

import dev.cairn.storage.catalog.RocksCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where background jobs keep how far they have come, and who works on one. A lease saves double work
 * and no more: what a job does is guarded by itself. In one process it is a lock.
 */
public final class JobStore {
    private final RocksCatalog catalog;
    private final Map<String, ReentrantLock> leases = new ConcurrentHashMap<>();

    JobStore(RocksCatalog catalog) {
        this.catalog = catalog;
    }

    /** What a job has kept, in its own encoding; empty before the first time. */
    public Optional<byte[]> kept(String job) {
        return Optional.ofNullable(catalog.job(job));
    }

    /**
     * Keeps it durably, in place of what was there. Refused with WritesStopped, OutcomeUnknown.
     *
     * @param bytes at most 64 KiB
     */
    public void keep(String job, byte[] bytes) {
        catalog.keepJob(job, bytes);
    }

    /** Does a unit of a job under its lease: waits until nobody else works on the job. */
    public <T extends @Nullable Object> T underLease(String job, Supplier<T> unit) {
        ReentrantLock lease = leases.computeIfAbsent(job, name -> new ReentrantLock(true));
        lease.lock();
        try {
            return unit.get();
        } finally {
            lease.unlock();
        }
    }
}
