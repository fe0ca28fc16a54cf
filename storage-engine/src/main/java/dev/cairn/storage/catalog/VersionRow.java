package dev.cairn.storage.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code v} row: a version that is not current, or a delete marker. Its key holds the
 * sequence number, inverted, so that the newest of a key comes first.
 */
public sealed interface VersionRow {
    int VERSION = 1;

    /** Order of the versions of the store. */
    long sequence();

    String versionId();

    /** Whether the version id is {@code null}. */
    boolean nullVersion();

    /** 0 for a delete marker. */
    long sizeBytes();

    byte[] encode();

    /**
     * A version that another one has taken the place of.
     *
     * @param noncurrentSince when that happened
     */
    record Noncurrent(ObjectRow object, Instant noncurrentSince) implements VersionRow {
        @Override
        public long sequence() {
            return object.sequence();
        }

        @Override
        public String versionId() {
            return object.versionId();
        }

        @Override
        public boolean nullVersion() {
            return object.nullVersion();
        }

        @Override
        public long sizeBytes() {
            return object.sizeBytes();
        }

        @Override
        public byte[] encode() {
            RowWriter row = new RowWriter(VERSION).u8(0);
            return row.number(noncurrentSince.toEpochMilli()).raw(object.encode()).toBytes();
        }
    }

    /**
     * A delete marker.
     *
     * @param token 64 random bits, part of the version id
     * @param lastModified when it was made
     * @param owner canonical id of the account that owns the bucket
     * @param noncurrentSince null while it is the newest of its key
     */
    record Marker(
            long sequence,
            long token,
            boolean nullVersion,
            Instant lastModified,
            String owner,
            @Nullable Instant noncurrentSince)
            implements VersionRow {
        private static final int MARKER = 1;
        private static final int NULL_VERSION = 2;
        private static final int NEWEST = 4;

        public Marker since(@Nullable Instant instant) {
            return new Marker(sequence, token, nullVersion, lastModified, owner, instant);
        }

        @Override
        public String versionId() {
            return VersionIds.of(sequence, token, nullVersion);
        }

        @Override
        public long sizeBytes() {
            return 0;
        }

        @Override
        public byte[] encode() {
            Instant since = noncurrentSince;
            RowWriter row = new RowWriter(VERSION);
            row.u8(MARKER | (nullVersion ? NULL_VERSION : 0) | (since == null ? NEWEST : 0));
            row.number(sequence).fixed(token).number(lastModified.toEpochMilli()).text(owner);
            if (since != null) {
                row.number(since.toEpochMilli());
            }
            return row.toBytes();
        }

        private static Marker read(RowReader row, int flags) {
            long sequence = row.number();
            long token = row.fixed();
            Instant lastModified = Instant.ofEpochMilli(row.number());
            String owner = row.text();
            return new Marker(
                    sequence,
                    token,
                    (flags & NULL_VERSION) != 0,
                    lastModified,
                    owner,
                    (flags & NEWEST) != 0 ? null : Instant.ofEpochMilli(row.number()));
        }
    }

    static VersionRow decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        int flags = row.u8();
        if ((flags & Marker.MARKER) != 0) {
            return Marker.read(row, flags);
        }
        Instant since = Instant.ofEpochMilli(row.number());
        return new Noncurrent(ObjectRow.decode(row.rest()), since);
    }
}
