package dev.cairn.storage.blob;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The end of a blob file. A file is: data from offset 0; a table with the CRC32C of each chunk of 1
 * MiB of data, 4 bytes each; the owner; and 64 bytes of tail:
 *
 * <pre>
 *  0  16  store id
 * 16   8  blob number
 * 24   8  length of the data
 * 32   4  number of chunks
 * 36   4  length of the owner
 * 40   4  format version, 1
 * 44   4  CRC32C over table, owner and the tail before this field
 * 48   8  zero
 * 56   8  "CAIRNBLB"
 * </pre>
 *
 * All numbers are big-endian.
 */
final class BlobFooter {
    static final int CHUNK_BYTES = 1 << 20;
    static final int TAIL_BYTES = 64;
    static final int VERSION = 1;

    private static final long MAGIC = 0x434149524e424c42L;
    private static final int CRC_OFFSET = 44;

    private final byte[] storeId;
    private final byte[] owner;
    private final CRC32C chunk = new CRC32C();
    private ByteBuffer table = ByteBuffer.allocate(16);
    private int chunkFilled;

    BlobFooter(byte[] storeId, BlobOwner owner) {
        this.storeId = storeId;
        this.owner = owner.encode();
    }

    /** Takes up data that is written; the buffer's position is left alone. */
    void update(ByteBuffer data) {
        ByteBuffer rest = data.duplicate();
        int end = rest.limit();
        while (rest.position() < end) {
            int take = Math.min(CHUNK_BYTES - chunkFilled, end - rest.position());
            rest.limit(rest.position() + take);
            chunk.update(rest);
            chunkFilled += take;
            if (chunkFilled == CHUNK_BYTES) {
                endChunk();
            }
        }
    }

    /** Table, owner and tail, ready to be written behind the data. */
    ByteBuffer finish(BlobId id, long length) {
        if (chunkFilled > 0) {
            endChunk();
        }
        int tableBytes = table.position();
        ByteBuffer end = ByteBuffer.allocate(tableBytes + owner.length + TAIL_BYTES);
        end.put(table.flip()).put(owner);
        int tail = end.position();
        end.put(storeId).putLong(id.number()).putLong(length);
        end.putInt(tableBytes / Integer.BYTES).putInt(owner.length).putInt(VERSION);
        CRC32C crc = new CRC32C();
        crc.update(end.array(), 0, tail + CRC_OFFSET);
        end.putInt((int) crc.getValue()).putLong(0).putLong(MAGIC);
        return end.flip();
    }

    private void endChunk() {
        if (!table.hasRemaining()) {
            table = ByteBuffer.allocate(table.capacity() * 2).put(table.flip());
        }
        table.putInt((int) chunk.getValue());
        chunk.reset();
        chunkFilled = 0;
    }
}
