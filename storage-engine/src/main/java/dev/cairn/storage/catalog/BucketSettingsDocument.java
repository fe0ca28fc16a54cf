package dev.cairn.storage.catalog;

import dev.cairn.storage.model.BucketSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The document of kind {@code settings}: which fields there are, then these in order. */
public final class BucketSettingsDocument {
    private static final int VERSION = 1;
    private static final int OPEN_UPLOADS_MAX = 1;
    private static final int INCOMPLETE_BYTES_MAX = 2;
    private static final int ABORT_AFTER_IDLE = 4;

    private BucketSettingsDocument() {}

    public static byte[] encode(BucketSettings settings) {
        Duration idle = settings.abortAfterIdle();
        int fields =
                (settings.openUploadsMax() == null ? 0 : OPEN_UPLOADS_MAX)
                        | (settings.incompleteBytesMax() == null ? 0 : INCOMPLETE_BYTES_MAX)
                        | (idle == null ? 0 : ABORT_AFTER_IDLE);
        RowWriter row = new RowWriter(VERSION).u8(fields);
        write(row, settings.openUploadsMax());
        write(row, settings.incompleteBytesMax());
        write(row, idle == null ? null : idle.toSeconds());
        return row.toBytes();
    }

    public static BucketSettings decode(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        int fields = row.u8();
        Long openUploadsMax = (fields & OPEN_UPLOADS_MAX) == 0 ? null : row.number();
        Long incompleteBytesMax = (fields & INCOMPLETE_BYTES_MAX) == 0 ? null : row.number();
        Duration idle =
                (fields & ABORT_AFTER_IDLE) == 0 ? null : Duration.ofSeconds(row.number());
        return new BucketSettings(openUploadsMax, incompleteBytesMax, idle);
    }

    private static void write(RowWriter row, @Nullable Long number) {
        if (number != null) {
            row.number(number);
        }
    }
}
