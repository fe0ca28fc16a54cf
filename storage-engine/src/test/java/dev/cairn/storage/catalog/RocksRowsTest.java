package dev.cairn.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What reading a row costs, counted in bytes read from files by the thread that asks. */
final class RocksRowsTest {
    private static final int BATCH_ROWS = 10_000;
    private static final long ROWS_MAX = 10_000_000;
    private static final int READS = 1_000;

    /** A table of so many bytes has a filter and an index of more than a megabyte each. */
    private static final long LARGE_TABLE_BYTES = 24L << 20;

    private static final Path THREAD_IO = Path.of("/proc/thread-self/io");

    @TempDir
    Path directory;

    @Test
    @Timeout(60)
    void absentRowsOfALargeTable_costAFewBlocksEach() throws Exception {
        assumeTrue(Files.exists(THREAD_IO), "counts reads by " + THREAD_IO);
        RocksLibrary.load();
        try (RocksRows rows = new RocksRows(directory, false)) {
            long count = 0;
            while (largestTableBytes() < LARGE_TABLE_BYTES) {
                assertThat(count).isLessThan(ROWS_MAX);
                writeBatch(rows, count);
                count += BATCH_ROWS;
            }
            readAbsent(rows);
            long before = bytesRead();
            readAbsent(rows);
            assertThat((bytesRead() - before) / READS).isLessThan(16 << 10);
        }
    }

    private static void writeBatch(RocksRows rows, long first) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            for (long number = first; number < first + BATCH_ROWS; number++) {
                batch.put(scattered(2 * number).bytes(), new byte[8]);
            }
            rows.write(batch);
        }
    }

    /** Between those that are there. */
    private static void readAbsent(RocksRows rows) {
        for (long read = 0; read < READS; read++) {
            assertThat(rows.get(scattered(2 * read + 1))).isNull();
        }
    }

    /** In an order in which tables overlap, so that they are merged. */
    private static RowKey scattered(long number) {
        long place = number * 0x9E3779B97F4A7C15L;
        return new RowKey(Group.PRIVATE, ByteBuffer.allocate(16).putLong(7).putLong(place).array());
    }

    private long largestTableBytes() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElse(0);
        }
    }

    private static long bytesRead() throws IOException {
        return Files.readAllLines(THREAD_IO).stream()
                .filter(line -> line.startsWith("rchar: "))
                .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
                .findFirst()
                .orElseThrow();
    }
}
