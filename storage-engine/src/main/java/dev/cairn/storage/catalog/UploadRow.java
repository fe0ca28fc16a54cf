package dev.cairn.storage.catalog;

import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Upload;
import java.time.Instant;

/**
 * The value of a {@code u} row: an open upload.
 *
 * @param token random bits of the batch that wrote the row
 * @param closingRun the run of the store that closes it; 0 while it is open
 */
public record UploadRow(long token, long closingRun, NewUpload begun) {
    private static final int VERSION = 1;

    public byte[] encode() {
        RowWriter row = new RowWriter(VERSION).fixed(token).fixed(closingRun);
        NewObjectField.write(row, begun.object());
        Initiator initiator = begun.initiator();
        row.text(initiator.account())
                .text(initiator.accessKey())
                .text(initiator.address())
                .text(initiator.userAgent());
        row.u8(begun.algorithm().code())
                .flag(begun.checksumType() == ChecksumType.COMPOSITE)
                .flag(begun.checksumDeclared());
        return row.toBytes();
    }

    public static UploadRow decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        long token = row.fixed();
        long closingRun = row.fixed();
        NewObject object = NewObjectField.read(row);
        Initiator initiator = new Initiator(row.text(), row.text(), row.text(), row.text());
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofCode(row.u8());
        ChecksumType type = row.flag() ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT;
        return new UploadRow(
                token, closingRun, new NewUpload(object, initiator, algorithm, type, row.flag()));
    }

    public Upload toUpload(ObjectKey key, String uploadId) {
        Instant initiated =
                UploadIds.initiated(uploadId)
                        .orElseThrow(() -> new DamagedRowException("upload id " + uploadId));
        return new Upload(key, uploadId, initiated, begun);
    }
}
