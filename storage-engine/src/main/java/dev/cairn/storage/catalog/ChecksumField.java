package dev.cairn.storage.catalog;

import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;

/** How a checksum stands in a row. */
final class ChecksumField {
    private ChecksumField() {}

    static void write(RowWriter row, Checksum checksum) {
        row.u8(checksum.algorithm().code())
                .flag(checksum.type() == ChecksumType.COMPOSITE)
                .text(checksum.value());
    }

    static Checksum read(RowReader row) {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofCode(row.u8());
        ChecksumType type = row.flag() ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT;
        return new Checksum(algorithm, type, row.text());
    }
}
