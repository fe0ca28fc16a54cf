package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.BucketRow;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.LedgerBucketRow;
import dev.cairn.storage.catalog.LedgerRecords;
import dev.cairn.storage.catalog.LedgerRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.catalog.RocksCatalog;
import dev.cairn.storage.catalog.RowRange;
import dev.cairn.storage.catalog.RowScan;
import dev.cairn.storage.catalog.SpaceRow;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.UploadRow;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.catalog.WalkPlace;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.LedgerBucket;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of the ledger in a store: what is there already counts from this instant on. Goes
 * in pages, each of which is one commit with the place where the next begins, so after a crash it
 * goes on; before the store is open to anybody, so nothing changes meanwhile.
 */
final class LedgerOpening {
    private static final int PAGE = 1000;
    private static final int OBJECTS = 0;
    private static final int VERSIONS = 1;
    private static final int UPLOADS = 2;

    private final RocksCatalog catalog;
    private final LedgerRecords records;
    private final Clock clock;
    private final int rowsMax;

    LedgerOpening(RocksCatalog catalog, Clock clock) {
        this(catalog, clock, PAGE);
    }

    /**
     * The same with other pages.
     *
     * @param rowsMax how many rows and buckets a page takes up; an upload with all of its parts
     */
    LedgerOpening(RocksCatalog catalog, Clock clock, int rowsMax) {
        this.catalog = catalog;
        this.records = catalog.ledger();
        this.clock = clock;
        this.rowsMax = rowsMax;
    }

    void run() {
        if (records.since() == null) {
            records.begin(clock.now());
        }
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    /** Takes up a page; false when nothing is left. */
    boolean step() {
        byte[] begun = records.opening();
        if (begun == null) {
            return false;
        }
        Instant since = Objects.requireNonNull(records.since(), "begun before it is opened");
        Page page = new Page(since);
        WalkPlace next = page.fill(WalkPlace.decode(begun));
        if (next == null) {
            records.endOpening(page.batch);
        } else {
            records.open(page.batch, next.encode());
        }
        return next != null;
    }

    /** Null where the space is dropped or not any bucket's: what it holds is on no bill. */
    private @Nullable LedgerBucket bucket(long space, SpaceRow row) {
        byte[] value = catalog.get(SystemRows.bucket(row.name()));
        BucketRow named = value == null ? null : BucketRow.decode(value);
        if (!row.live() || named == null || named.space() != space) {
            return null;
        }
        return LedgerBucket.living(space, row.name(), named.owner(), named.created());
    }

    /** What one commit takes up. */
    private final class Page {
        private final Batch.Builder batch = LedgerRecords.own();
        private final Instant since;
        private int count;

        Page(Instant since) {
            this.since = since;
        }

        /** Takes up what there is from a place on; returns where to go on, null at the end. */
        @Nullable
        WalkPlace fill(WalkPlace from) {
            try (RowScan spaces = catalog.scan(SystemRows.spaces(from.space()))) {
                while (spaces.next()) {
                    long space = SystemRows.spaceId(spaces.key());
                    LedgerBucket bucket = bucket(space, SpaceRow.decode(spaces.value()));
                    WalkPlace stop =
                            bucket == null
                                    ? null
                                    : take(bucket, space == from.space() ? from
                                            : WalkPlace.of(space));
                    if (stop != null) {
                        return stop;
                    }
                }
            }
            return null;
        }

        /** Takes up a bucket; returns where the page was full, null when it was not. */
        private @Nullable WalkPlace take(LedgerBucket bucket, WalkPlace from) {
            batch.put(LedgerRows.bucket(bucket.space()), LedgerBucketRow.encode(bucket));
            WalkPlace place = from;
            while (place.stage() <= UPLOADS) {
                try (RowScan rows = catalog.scan(place.rest(range(place)))) {
                    while (rows.next()) {
                        if (count >= rowsMax) {
                            return place;
                        }
                        take(place, rows);
                        place = place.behind(rows.key());
                    }
                }
                place = place.nextStage();
            }
            count++;
            return count >= rowsMax ? WalkPlace.of(bucket.space() + 1) : null;
        }

        private void take(WalkPlace place, RowScan rows) {
            BookedVersions booked = new BookedVersions(batch, place.space());
            count++;
            switch (place.stage()) {
                case OBJECTS ->
                        booked.came(ObjectRow.decode(rows.value()), ByteClass.CURRENT, since);
                case VERSIONS -> {
                    if (VersionRow.decode(rows.value()) instanceof VersionRow.Noncurrent old) {
                        booked.came(old.object(), ByteClass.NONCURRENT, since);
                    }
                }
                default -> takeUpload(place.space(), rows);
            }
        }

        private void takeUpload(long space, RowScan rows) {
            KeyRows key = new KeyRows(space, KeyRows.suffixedKey(rows.key()));
            String uploadId = KeyRows.suffix(rows.key());
            Upload upload = UploadRow.decode(rows.value()).toUpload(key.key(), uploadId);
            BookedParts booked = new BookedParts(batch, space, upload);
            try (PartScan parts = new PartScan(catalog, key, uploadId, 0)) {
                PartRow row;
                while ((row = parts.next()) != null) {
                    Part part = row.part();
                    booked.open(part.sizeBytes(), 1, since);
                    booked.mark(CohortEvent.LANDED, part.sizeBytes(), 1, part.lastModified());
                    count++;
                }
            }
        }

        private RowRange range(WalkPlace place) {
            return switch (place.stage()) {
                case OBJECTS -> KeyRows.objects(place.space(), "", null);
                case VERSIONS -> KeyRows.versions(place.space(), "");
                default -> KeyRows.uploads(place.space(), "");
            };
        }
    }
}
