package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.BlobId;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Work that a commit leaves to the background, in the same batch as its cause. */
public sealed interface QueueEntry {
    Kind kind();

    byte[] encode();

    /** The queues. */
    enum Kind {
        BODY(1),
        BLOB(2),
        TRIM(3),
        RECEIPT(4),
        DROP(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new DamagedRowException("queue of kind " + code);
        }
    }

    /**
     * The whole body of a version or an upload has no holder any more.
     *
     * @param blob the one blob of a single put, which has no part rows; null for an upload
     * @param length bytes of that blob
     */
    record Body(long space, ObjectKey key, String bodyId, @Nullable BlobId blob, long length)
            implements QueueEntry {
        @Override
        public Kind kind() {
            return Kind.BODY;
        }

        @Override
        public byte[] encode() {
            RowWriter row = new RowWriter(VERSION).number(space).text(key.value()).text(bodyId);
            row.flag(blob != null);
            if (blob != null) {
                row.number(blob.number());
            }
            return row.number(length).toBytes();
        }
    }

    /** A blob that nothing names: a replaced part, or bytes that a crash left. */
    record Blob(BlobId blob, long length) implements QueueEntry {
        @Override
        public Kind kind() {
            return Kind.BLOB;
        }

        @Override
        public byte[] encode() {
            return new RowWriter(VERSION).number(blob.number()).number(length).toBytes();
        }
    }

    /** Parts that CompleteMultipartUpload did not name. */
    record Trim(long space, ObjectKey key, String bodyId) implements QueueEntry {
        @Override
        public Kind kind() {
            return Kind.TRIM;
        }

        @Override
        public byte[] encode() {
            return new RowWriter(VERSION).number(space).text(key.value()).text(bodyId).toBytes();
        }
    }

    /** A receipt of CompleteMultipartUpload, to be forgotten when it is due. */
    record Receipt(long space, ObjectKey key, String uploadId, Instant due)
            implements QueueEntry {
        @Override
        public Kind kind() {
            return Kind.RECEIPT;
        }

        @Override
        public byte[] encode() {
            return new RowWriter(VERSION)
                    .number(space)
                    .text(key.value())
                    .text(uploadId)
                    .number(due.toEpochMilli())
                    .toBytes();
        }
    }

    /**
     * A dropped space, to be purged.
     *
     * @param at when it was dropped; null where it was before there was a ledger
     */
    record Drop(long space, BucketName name, @Nullable Instant at) implements QueueEntry {
        @Override
        public Kind kind() {
            return Kind.DROP;
        }

        @Override
        public byte[] encode() {
            RowWriter row = new RowWriter(VERSION).number(space).text(name.value());
            if (at != null) {
                row.number(at.toEpochMilli());
            }
            return row.toBytes();
        }
    }

    int VERSION = 1;

    static QueueEntry decode(Kind kind, byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        return switch (kind) {
            case BODY -> {
                long space = row.number();
                ObjectKey key = new ObjectKey(row.text());
                String bodyId = row.text();
                BlobId blob = row.flag() ? new BlobId(row.number()) : null;
                yield new Body(space, key, bodyId, blob, row.number());
            }
            case BLOB -> new Blob(new BlobId(row.number()), row.number());
            case TRIM -> new Trim(row.number(), new ObjectKey(row.text()), row.text());
            case RECEIPT ->
                    new Receipt(
                            row.number(),
                            new ObjectKey(row.text()),
                            row.text(),
                            Instant.ofEpochMilli(row.number()));
            case DROP ->
                    new Drop(
                            row.number(),
                            new BucketName(row.text()),
                            row.atEnd() ? null : Instant.ofEpochMilli(row.number()));
        };
    }
}
