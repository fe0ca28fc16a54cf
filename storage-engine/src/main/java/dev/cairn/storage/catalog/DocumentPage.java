package dev.cairn.storage.catalog;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a document behind its header.
 *
 * @param version that of the document it belongs to
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record DocumentPage(long version, byte[] bytes) {
    /** The most bytes of a document in one page; the rest of the row is its version. */
    public static final int BYTES_MAX = Batch.ROW_BYTES_MAX - 16;

    private static final int VERSION = 1;

    public byte[] encode() {
        return new RowWriter(VERSION).number(version).bytes(bytes).toBytes();
    }

    public static DocumentPage decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        return new DocumentPage(row.number(), row.bytes());
    }

    /** The bytes of a whole document, of which these are the pages in order. */
    public static byte[] join(DocumentHeader header, List<byte @Nullable []> pages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) header.sizeBytes());
        for (byte[] value : pages) {
            DocumentPage page = value == null ? null : decode(value);
            if (page == null || page.version() != header.version()) {
                throw new DamagedRowException("a page is missing of " + header);
            }
            bytes.writeBytes(page.bytes());
        }
        if (bytes.size() != header.sizeBytes()) {
            throw new DamagedRowException(bytes.size() + " bytes of " + header);
        }
        return bytes.toByteArray();
    }
}
