package dev.cairn.storage;

import dev.cairn.storage.catalog.FoldingPlace;
import dev.cairn.storage.catalog.LedgerKey;
import dev.cairn.storage.catalog.LedgerRecords;
import dev.cairn.storage.catalog.LedgerRows;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.catalog.RowRange;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes days of the ledger's hours once they are old enough. First it is decided durably since when
 * hours are kept: from then on what comes late for an older hour goes to its day. Then the rows of
 * older hours are added to their days, a page at a time, and each page is one commit. The committer
 * alone changes sums, so nothing that is booked meanwhile is lost, and a row that is gone is not
 * added again.
 */
final class LedgerFolding {
    private static final int PAGE = 512;

    /** So much in one go, since the same thread reclaims. */
    private static final int PAGES_MAX = 16;

    private final RocksCatalog catalog;
    private final LedgerRecords records;
    private final Clock clock;
    private final Duration hoursKept;
    private final int rowsMax;

    LedgerFolding(RocksCatalog catalog, Clock clock, Duration hoursKept) {
        this(catalog, clock, hoursKept, PAGE);
    }

    /**
     * The same with other pages.
     *
     * @param rowsMax how many rows a page folds
     */
    LedgerFolding(RocksCatalog catalog, Clock clock, Duration hoursKept, int rowsMax) {
        this.catalog = catalog;
        this.records = catalog.ledger();
        this.clock = clock;
        this.hoursKept = hoursKept;
        this.rowsMax = rowsMax;
    }

    /**
     * Does some pages.
     *
     * @return whether something is left
     */
    boolean run() {
        FoldingPlace place = place();
        for (int pages = 0; !place.isDone(); pages++) {
            if (pages == PAGES_MAX) {
                return true;
            }
            place = fold(place);
        }
        return false;
    }

    /** Where to go on; a new day is begun when the last one is done. */
    private FoldingPlace place() {
        byte[] kept = records.folding();
        FoldingPlace place = kept == null ? new FoldingPlace(0, 0, 0) : FoldingPlace.decode(kept);
        long oldMillis = clock.now().minus(hoursKept).toEpochMilli();
        long target = Math.max(0, LedgerUnit.DAY.startOf(oldMillis));
        if (!place.isDone() || target <= place.doneMillis()) {
            return place;
        }
        records.keepHoursFrom(Instant.ofEpochMilli(target));
        return new FoldingPlace(place.doneMillis(), target, 0);
    }

    private FoldingPlace fold(FoldingPlace place) {
        List<LedgerKey> hours = new ArrayList<>();
        try (RowScan buckets = catalog.scan(LedgerRows.bucketsBehind(place.space()))) {
            FoldingPlace reached = place;
            while (buckets.next()) {
                long space = LedgerRows.bucketSpace(buckets.key());
                if (!collect(space, place, hours)) {
                    return folded(hours, reached);
                }
                reached = reached.behind(space);
            }
        }
        return folded(hours, new FoldingPlace(place.targetMillis(), place.targetMillis(), 0));
    }

    private FoldingPlace folded(List<LedgerKey> hours, FoldingPlace reached) {
        records.fold(hours, reached.encode());
        return reached;
    }

    /** Looks for rows of hours; false when the page is full before the space is at its end. */
    private boolean collect(long space, FoldingPlace place, List<LedgerKey> hours) {
        long from = place.doneMillis();
        long to = place.targetMillis();
        return collect(LedgerRows.classSums(space, from, to), hours)
                && collect(LedgerRows.cohorts(space, from, to), hours)
                && collect(LedgerRows.requests(space, from, to), hours);
    }

    private boolean collect(RowRange range, List<LedgerKey> hours) {
        try (RowScan rows = catalog.scan(range)) {
            while (rows.next()) {
                LedgerKey key = LedgerRows.key(rows.key());
                if (key.unit() == LedgerUnit.HOUR) {
                    hours.add(key);
                    if (hours.size() == rowsMax) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
