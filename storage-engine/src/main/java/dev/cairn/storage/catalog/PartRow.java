package dev.cairn.storage.catalog;

import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of an {@code m} row: a part of a body.
 *
 * @param token random bits of the batch that wrote the row
 * @param slices the bytes in order; none for a part of 0 bytes
 */
public record PartRow(long token, Part part, List<Slice> slices) {
    private static final int VERSION = 1;

    public PartRow {
        slices = List.copyOf(slices);
    }

    public byte[] encode() {
        RowWriter row = new RowWriter(VERSION).fixed(token).number(part.sizeBytes());
        row.raw(part.md5()).number(part.lastModified().toEpochMilli());
        row.number(part.supersededBytes());
        ChecksumField.write(row, part.checksum());
        row.number(slices.size());
        slices.forEach(slice -> SliceField.write(row, slice));
        return row.toBytes();
    }

    public static PartRow decode(int number, byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        long token = row.fixed();
        long size = row.number();
        byte[] md5 = row.raw(16);
        Instant lastModified = Instant.ofEpochMilli(row.number());
        long superseded = row.number();
        Checksum checksum = ChecksumField.read(row);
        int count = row.smallNumber();
        List<Slice> slices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slices.add(SliceField.read(row));
        }
        return new PartRow(
                token, new Part(number, size, md5, checksum, lastModified, superseded), slices);
    }
}
