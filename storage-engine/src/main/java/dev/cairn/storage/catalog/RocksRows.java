package dev.cairn.storage.catalog;

import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.TablePropertiesCollectorFactory;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The rows in RocksDB: reading, scanning, and one synced write at a time. */
final class RocksRows implements Closeable {
    private static final long MEMTABLE_BYTES = 16L << 20;
    private static final long BLOCK_CACHE_BYTES = 32L << 20;

    /**
     * Sixteen parts of 2 MiB. By itself RocksDB cuts so small a cache into 64, and a block that is
     * larger than its part is never kept: such a filter is then read from the file by every get.
     */
    private static final int BLOCK_CACHE_SHARD_BITS = 4;

    /** The share of the cache in which indexes and filters are safe from scans. */
    private static final double INDEX_CACHE_RATIO = 0.5;

    /**
     * Indexes and filters are cut into blocks of this size and read as needed, so that neither grows
     * with its file.
     */
    private static final long INDEX_BLOCK_BYTES = 4L << 10;

    private static final long INFO_LOG_BYTES = 1L << 20;
    private static final int BLOOM_BITS = 10;

    /** A file with this many tombstones among so many rows is compacted early. */
    private static final long DELETION_WINDOW = 8192;

    private static final long DELETION_TRIGGER = 4096;

    private final RocksDB db;
    private final Options options;
    private final BloomFilter bloom;
    private final LRUCache cache;
    private final TablePropertiesCollectorFactory collector;
    private final ReadOptions latest;
    private final WriteOptions write;

    /** Held by who reads or writes, so that the database is not freed under anyone. */
    private final StampedLock uses = new StampedLock();

    private boolean closed;

    RocksRows(Path directory, boolean sync) throws RocksDBException {
        bloom = new BloomFilter(BLOOM_BITS, false);
        cache =
                new LRUCache(BLOCK_CACHE_BYTES, BLOCK_CACHE_SHARD_BITS, false, INDEX_CACHE_RATIO);
        collector =
                TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
                        DELETION_WINDOW, DELETION_TRIGGER, 0);
        options =
                new Options()
                        .setCreateIfMissing(true)
                        .setWriteBufferSize(MEMTABLE_BYTES)
                        .setMaxWriteBufferNumber(3)
                        .setCompressionType(CompressionType.LZ4_COMPRESSION)
                        .setLevelCompactionDynamicLevelBytes(true)
                        .setMaxBackgroundJobs(2)
                        .setMaxLogFileSize(INFO_LOG_BYTES)
                        .setKeepLogFileNum(2)
                        .setMaxOpenFiles(512)
                        // The only mode that opens after a power cut at any byte of the log.
                        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                        .setTableFormatConfig(
                                new BlockBasedTableConfig()
                                        .setBlockCache(cache)
                                        .setBlockSize(8 << 10)
                                        .setFilterPolicy(bloom)
                                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                                        .setPartitionFilters(true)
                                        .setMetadataBlockSize(INDEX_BLOCK_BYTES)
                                        .setCacheIndexAndFilterBlocks(true)
                                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                                        .setPinL0FilterAndIndexBlocksInCache(true));
        options.setTablePropertiesCollectorFactory(List.of(collector));
        latest = new ReadOptions();
        write = new WriteOptions().setSync(sync);
        db = RocksDB.open(options, directory.toString());
    }

    byte @Nullable [] get(RowKey row) {
        long use = enter();
        try {
            return db.get(latest, row.bytes());
        } catch (RocksDBException failed) {
            throw new CatalogFault("read", failed);
        } finally {
            leave(use);
        }
    }

    List<byte @Nullable []> get(List<RowKey> rows) {
        long use = enter();
        Snapshot snapshot = db.getSnapshot();
        try (ReadOptions at = new ReadOptions().setSnapshot(snapshot)) {
            List<byte @Nullable []> values = new ArrayList<>(rows.size());
            for (RowKey row : rows) {
                values.add(db.get(at, row.bytes()));
            }
            return values;
        } catch (RocksDBException failed) {
            throw new CatalogFault("read", failed);
        } finally {
            db.releaseSnapshot(snapshot);
            snapshot.close();
            leave(use);
        }
    }

    RowScan scan(RowRange range) {
        return new Scan(range, null);
    }

    List<RowScan> scan(List<RowRange> ranges) {
        long use = enter();
        Snapshot snapshot = db.getSnapshot();
        try {
            List<RowScan> scans = new ArrayList<>(ranges.size());
            for (RowRange range : ranges) {
                scans.add(new Scan(range, snapshot));
            }
            return scans;
        } finally {
            // An iterator keeps the state that it began with.
            db.releaseSnapshot(snapshot);
            snapshot.close();
            leave(use);
        }
    }

    /** The last key of a range; null when it is empty. */
    byte @Nullable [] lastKey(RowRange range) {
        long use = enter();
        try (Slice start = new Slice(range.from());
                Slice end = new Slice(range.to());
                ReadOptions bounded =
                        new ReadOptions()
                                .setIterateLowerBound(start)
                                .setIterateUpperBound(end);
                RocksIterator last = db.newIterator(bounded)) {
            last.seekToLast();
            if (last.isValid()) {
                return last.key();
            }
            last.status();
            return null;
        } catch (RocksDBException failed) {
            throw new CatalogFault("read", failed);
        } finally {
            leave(use);
        }
    }

    void write(WriteBatch batch) throws RocksDBException {
        long use = enter();
        try {
            db.write(write, batch);
        } finally {
            leave(use);
        }
    }

    /** Waits for those who read; who comes later is refused, and touches no freed memory. */
    @Override
    public void close() {
        long last = uses.writeLock();
        try {
            if (!closed) {
                closed = true;
                free();
            }
        } finally {
            uses.unlockWrite(last);
        }
    }

    private long enter() {
        long use = uses.readLock();
        if (closed) {
            uses.unlockRead(use);
            throw new StorageException(new Refusal.WritesStopped("the store is closed"));
        }
        return use;
    }

    private void leave(long use) {
        uses.unlockRead(use);
    }

    private void free() {
        db.close();
        write.close();
        latest.close();
        options.close();
        collector.close();
        cache.close();
        bloom.close();
    }

    private final class Scan implements RowScan {
        private final long use = enter();
        private final Slice end;
        private final ReadOptions bounded;
        private final RocksIterator rows;
        private byte[] start;
        private boolean positioned;
        private boolean ended;

        Scan(RowRange range, @Nullable Snapshot snapshot) {
            start = range.from();
            end = new Slice(range.to());
            bounded = new ReadOptions().setIterateUpperBound(end);
            if (snapshot != null) {
                bounded.setSnapshot(snapshot);
            }
            rows = db.newIterator(bounded);
        }

        @Override
        public boolean next() {
            if (positioned) {
                rows.next();
            } else {
                rows.seek(start);
                positioned = true;
            }
            if (rows.isValid()) {
                return true;
            }
            try {
                rows.status();
            } catch (RocksDBException failed) {
                throw new CatalogFault("scan", failed);
            }
            return false;
        }

        @Override
        public byte[] key() {
            return rows.key();
        }

        @Override
        public byte[] value() {
            return rows.value();
        }

        @Override
        public void skipTo(byte[] key) {
            start = key;
            positioned = false;
        }

        @Override
        public void close() {
            if (!ended) {
                ended = true;
                rows.close();
                bounded.close();
                end.close();
                leave(use);
            }
        }
    }
}
