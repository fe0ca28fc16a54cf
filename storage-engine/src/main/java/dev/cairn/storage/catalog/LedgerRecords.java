package dev.cairn.storage.catalog;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the ledger keeps about itself, and the changes that no request makes. */
public final class LedgerRecords {
    static final String HOURS_FROM = "ledger-hours";

    private static final String SINCE = "ledger";
    private static final String OPENING = "ledger-opening";
    private static final String FOLDING = "ledger-folding";
    private static final int VERSION = 1;

    private final RocksCatalog catalog;

    LedgerRecords(RocksCatalog catalog) {
        this.catalog = catalog;
    }

    /** Where the walk over what was there before the ledger is; empty bytes: at the start. */
    public byte @Nullable [] opening() {
        return catalog.job(OPENING);
    }

    /** When the ledger began; null where it has not. */
    public @Nullable Instant since() {
        byte[] value = catalog.get(SystemRows.numbers(SINCE));
        return value == null
                ? null
                : Instant.ofEpochMilli(new RowReader(value, VERSION).number());
    }

    /** The ledger begins, and with it the walk over what is there already. */
    public void begin(Instant since) {
        catalog.commitOwn(
                own().put(SystemRows.numbers(SINCE), number(since.toEpochMilli()))
                        .put(SystemRows.job(OPENING), new byte[0])
                        .build());
    }

    /** Takes up a page of what was there before, and notes where the next one begins. */
    public void open(Batch.Builder page, byte[] next) {
        catalog.commitOwn(page.put(SystemRows.job(OPENING), next).build());
    }

    /** Takes up the last page. */
    public void endOpening(Batch.Builder page) {
        catalog.commitOwn(page.delete(SystemRows.job(OPENING)).build());
    }

    /** What is older than this is kept by days. */
    public Instant hoursFrom() {
        return Instant.ofEpochMilli(catalog.ledgerHoursFrom());
    }

    /** From now on what is older is kept by days. */
    public void keepHoursFrom(Instant start) {
        long millis = start.toEpochMilli();
        catalog.commitOwn(
                own().put(SystemRows.numbers(HOURS_FROM), number(millis))
                        .keepHoursFrom(millis)
                        .build());
    }

    /** How far the folding of hours into days has come; null before the first time. */
    public byte @Nullable [] folding() {
        return catalog.job(FOLDING);
    }

    /** Adds rows of hours to those of their days, and notes how far that has come. */
    public void fold(Collection<LedgerKey> hours, byte[] reached) {
        Batch.Builder batch = own().put(SystemRows.job(FOLDING), reached);
        hours.forEach(batch::fold);
        catalog.commitOwn(batch.build());
    }

    /** Adds to the rows of requests. */
    public void count(Batch.Builder counted) {
        catalog.commitOwn(counted.build());
    }

    /** A batch for rows that belong to no group. */
    public static Batch.Builder own() {
        return Batch.ofSystem(Group.PRIVATE);
    }

    private static byte[] number(long number) {
        return new RowWriter(VERSION).number(number).toBytes();
    }
}
