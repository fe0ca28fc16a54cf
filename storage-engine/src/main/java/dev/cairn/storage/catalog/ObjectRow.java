package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.ListedObject;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import java.util.Map;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The value of an {@code o} row: a version of an object. What listings show stands first, so that
 * they need not read the rest.
 *
 * @param sequence order of the versions of the store; never reused
 * @param token 64 random bits, part of the version id
 * @param nullVersion whether the version id is {@code null}
 * @param md5 16 bytes, the ETag without its {@code -N}
 * @param partCount 0 for a single put
 * @param bodyId the upload id; for a single put the blob number in hex
 * @param slice the bytes, where they are one slice of one blob; null otherwise, also without bytes
 * @param booked since when the ledger has it as what it is; mostly {@code lastModified}, later for
 *     what was completed, became noncurrent or current again, or changed its class
 * @param tagged since when the tags are what they are; null where the version came with them
 */
public record ObjectRow(
        long sequence,
        long token,
        boolean nullVersion,
        long sizeBytes,
        byte[] md5,
        int partCount,
        Instant lastModified,
        Checksum checksum,
        NewObject object,
        String bodyId,
        @Nullable Slice slice,
        Instant booked,
        @Nullable Instant tagged) {
    private static final int VERSION = 1;
    private static final int NULL_VERSION = 1;
    private static final int HAS_SLICE = 2;
    private static final int BOOKED_LATER = 4;
    private static final int TAGGED_LATER = 8;

    public byte[] encode() {
        RowWriter row = new RowWriter(VERSION);
        boolean later = !booked.equals(lastModified);
        row.u8(
                (nullVersion ? NULL_VERSION : 0)
                        | (slice != null ? HAS_SLICE : 0)
                        | (later ? BOOKED_LATER : 0)
                        | (tagged != null ? TAGGED_LATER : 0));
        row.number(sizeBytes).raw(md5).number(partCount).number(lastModified.toEpochMilli());
        ChecksumField.write(row, checksum);
        row.u8(object.storageClass().code()).text(object.owner());
        row.number(sequence).fixed(token).text(bodyId);
        if (slice != null) {
            SliceField.write(row, slice);
        }
        row.texts(object.metadata().headers())
                .texts(object.metadata().user())
                .texts(object.tags());
        if (later) {
            row.number(booked.toEpochMilli());
        }
        if (tagged != null) {
            row.number(tagged.toEpochMilli());
        }
        return row.toBytes();
    }

    public static ObjectRow decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        int flags = row.u8();
        long size = row.number();
        byte[] md5 = row.raw(16);
        int partCount = row.smallNumber();
        Instant lastModified = Instant.ofEpochMilli(row.number());
        Checksum checksum = ChecksumField.read(row);
        StorageClass storageClass = StorageClass.ofCode(row.u8());
        String owner = row.text();
        long sequence = row.number();
        long token = row.fixed();
        String bodyId = row.text();
        Slice slice = (flags & HAS_SLICE) != 0 ? SliceField.read(row) : null;
        NewObject object =
                new NewObject(
                        new ObjectMetadata(row.texts(), row.texts()),
                        row.texts(),
                        storageClass,
                        owner);
        boolean later = (flags & BOOKED_LATER) != 0;
        return new ObjectRow(
                sequence,
                token,
                (flags & NULL_VERSION) != 0,
                size,
                md5,
                partCount,
                lastModified,
                checksum,
                object,
                bodyId,
                slice,
                later ? Instant.ofEpochMilli(row.number()) : lastModified,
                (flags & TAGGED_LATER) != 0 ? Instant.ofEpochMilli(row.number()) : null);
    }

    /** The row; null where there is none. */
    public static @Nullable ObjectRow decodeIfPresent(byte @Nullable [] value) {
        return value == null ? null : decode(value);
    }

    /** The line of a listing, read from the start of a row. */
    public static ListedObject listed(ObjectKey key, byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        row.u8();
        long size = row.number();
        byte[] md5 = row.raw(16);
        int partCount = row.smallNumber();
        Instant lastModified = Instant.ofEpochMilli(row.number());
        Checksum checksum = ChecksumField.read(row);
        StorageClass storageClass = StorageClass.ofCode(row.u8());
        return new ListedObject(
                key,
                size,
                etag(md5, partCount),
                lastModified,
                storageClass,
                row.text(),
                checksum.algorithm(),
                checksum.type());
    }

    /** The line of a listing. */
    public ListedObject toListed(ObjectKey key) {
        return new ListedObject(
                key,
                sizeBytes,
                etag(),
                lastModified,
                object.storageClass(),
                object.owner(),
                checksum.algorithm(),
                checksum.type());
    }

    public ETag etag() {
        return etag(md5, partCount);
    }

    public String versionId() {
        return VersionIds.of(sequence, token, nullVersion);
    }

    /** The same version with other metadata or storage class. */
    public ObjectRow with(NewObject other) {
        return with(other, booked, tagged);
    }

    /** The same version, which has tags since an instant. */
    public ObjectRow tagged(Map<String, String> tags, Instant at) {
        NewObject other =
                new NewObject(object.metadata(), tags, object.storageClass(), object.owner());
        return with(other, booked, tags.equals(object.tags()) ? tagged : at);
    }

    /** The same version, which the ledger has as what it is since an instant. */
    public ObjectRow booked(Instant at) {
        return with(object, at, tagged);
    }

    private ObjectRow with(NewObject other, Instant bookedAt, @Nullable Instant taggedAt) {
        return new ObjectRow(
                sequence,
                token,
                nullVersion,
                sizeBytes,
                md5,
                partCount,
                lastModified,
                checksum,
                other,
                bodyId,
                slice,
                bookedAt,
                taggedAt);
    }

    /**
     * The version as clients see it.
     *
     * @param versioned whether the bucket ever had versioning, so that versions have ids
     */
    public ObjectVersion toVersion(ObjectKey key, boolean versioned) {
        return new ObjectVersion(
                key,
                versioned ? versionId() : null,
                sizeBytes,
                etag(),
                checksum,
                object,
                lastModified,
                partCount);
    }

    /** The body of a single put is called by its blob; without bytes it has no blob to name. */
    public static String bodyId(@Nullable BlobId blob) {
        return blob == null ? "0" : blob.toString();
    }

    private static ETag etag(byte[] md5, int partCount) {
        String hex = HexFormat.of().formatHex(md5);
        return new ETag(partCount == 0 ? hex : hex + "-" + partCount);
    }
}
