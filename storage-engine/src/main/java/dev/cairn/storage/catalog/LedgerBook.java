package dev.cairn.storage.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The ledger as the committer writes it: absolute sums, of which the ones last touched are kept in
 * memory. Used by the committer's thread alone.
 */
final class LedgerBook {
    private static final int RECENT_MAX = 2048;

    private final RocksRows rows;
    private final Map<LedgerKey, WideSums> recent = new Recent();
    private long hoursFromMillis;

    LedgerBook(RocksRows rows, long hoursFromMillis) {
        this.rows = rows;
        this.hoursFromMillis = hoursFromMillis;
    }

    /** Begins the changes of one group. */
    Page page() {
        return new Page();
    }

    /** The changes of one group; takes effect when they are written. */
    final class Page {
        /** The sums as the group leaves them; null where the row goes. */
        private final Map<LedgerKey, @Nullable WideSums> changed = new LinkedHashMap<>();

        private long hoursFrom = hoursFromMillis;

        /** From now on what is older than this is kept by days. */
        void keepHoursFrom(long millis) {
            hoursFrom = Math.max(hoursFrom, millis);
        }

        /** Adds to a row, or to that of its day where hours are kept no more. */
        void book(LedgerKey key, WideSums more) {
            if (key.startMillis() >= hoursFrom || key.equals(key.ofDay())) {
                open(key).addAll(more);
            } else {
                WideSums wide = more.copy();
                key.widen(wide);
                open(key.ofDay()).addAll(wide);
            }
        }

        /** Adds a row of an hour to that of its day; nothing happens where there is none. */
        void fold(LedgerKey hour) {
            WideSums sums = current(hour);
            if (sums != null) {
                hour.widen(sums);
                open(hour.ofDay()).addAll(sums);
                changed.put(hour, null);
            }
        }

        void write(WriteBatch writes) throws RocksDBException {
            for (Map.Entry<LedgerKey, @Nullable WideSums> change : changed.entrySet()) {
                WideSums sums = change.getValue();
                if (sums == null) {
                    writes.delete(change.getKey().row().bytes());
                } else {
                    writes.put(change.getKey().row().bytes(), sums.encode());
                }
            }
        }

        void written() {
            hoursFromMillis = hoursFrom;
            changed.forEach(
                    (key, sums) -> {
                        if (sums == null) {
                            recent.remove(key);
                        } else {
                            recent.put(key, sums);
                        }
                    });
        }

        private WideSums open(LedgerKey key) {
            WideSums sums = changed.get(key);
            if (sums == null) {
                WideSums before = current(key);
                sums = before == null ? new WideSums(key.sumCount()) : before;
                changed.put(key, sums);
            }
            return sums;
        }

        /** A copy of what the group sees so far; null where there is no row. */
        private @Nullable WideSums current(LedgerKey key) {
            if (changed.containsKey(key)) {
                WideSums ahead = changed.get(key);
                return ahead == null ? null : ahead.copy();
            }
            WideSums kept = recent.get(key);
            if (kept != null) {
                return kept.copy();
            }
            byte[] value = rows.get(key.row());
            return value == null ? null : WideSums.decode(value, key.sumCount());
        }
    }

    /** Forgets what was not touched for longest. */
    private static final class Recent extends LinkedHashMap<LedgerKey, WideSums> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<LedgerKey, WideSums> eldest) {
            return size() > RECENT_MAX;
        }
    }
}
