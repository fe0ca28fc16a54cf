package dev.cairn.storage.catalog;

/** The tables of the catalog; the letter stands in the key of each of their rows. */
enum Table {
    /** Bucket name to bucket. */
    BUCKET('B'),
    /** The record of a space. */
    SPACE('S'),
    /** One document of a bucket. */
    DOCUMENT('D'),
    /** The current version of a key. */
    OBJECT('o'),
    /** A version that is not current, or a delete marker. */
    VERSION('v'),
    /** Which of a key's {@code v} rows is the newest, and which is the null version. */
    NEWEST('n'),
    /** An open upload. */
    UPLOAD('u'),
    /** Token of the last part commit of an upload. */
    PART_TOKEN('t'),
    /** Parts, and as number 0 the layout of a completed upload. */
    PART('m'),
    /** Receipt of a completed upload. */
    RECEIPT('c'),
    /** The ledger: what of one class came and went in one unit of time. */
    CLASS_SUM('h'),
    /** The ledger: what was created in one hour and had an event in one unit of time. */
    COHORT('k'),
    /** The ledger: requests in one unit of time. */
    REQUESTS('r'),
    /** The ledger: buckets that are or were. */
    LEDGER_BUCKET('b'),
    /** Totals by space and class. */
    TOTAL('a'),
    /** Queues of background work. */
    QUEUE('q'),
    /** Where a blob lies; private to the embedded engine, as are the next two. */
    LOCATION('l'),
    /** Reserved numbers. */
    NUMBERS('i'),
    /** Cursors and the page under way of background jobs. */
    JOB('j');

    private final byte letter;

    Table(char letter) {
        this.letter = (byte) letter;
    }

    byte letter() {
        return letter;
    }
}
