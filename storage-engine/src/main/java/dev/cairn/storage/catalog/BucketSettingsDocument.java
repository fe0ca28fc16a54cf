package dev.cairn.storage.catalog;

import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.IdleLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The document of kind {@code settings}: which fields there are, then these in order.
 *
 * @param idleSince since when there has been an idle time; null where there is none
 */
public record BucketSettingsDocument(BucketSettings settings, @Nullable Instant idleSince) {
    private static final int VERSION = 1;
    private static final int OPEN_UPLOADS_MAX = 1;
    private static final int INCOMPLETE_BYTES_MAX = 2;
    private static final int ABORT_AFTER_IDLE = 4;
    private static final int IDLE_SINCE = 8;
    private static final int PLAN = 16;

    /**
     * Settings in place of others. An idle time that stays as it is stays in force.
     *
     * @param old null where there were none
     */
    public static BucketSettingsDocument replacing(
            @Nullable BucketSettingsDocument old, BucketSettings settings, Instant now) {
        Duration idle = settings.abortAfterIdle();
        boolean stays = old != null && Objects.equals(old.settings.abortAfterIdle(), idle);
        Instant since = stays && old != null ? old.idleSince : now;
        return new BucketSettingsDocument(settings, idle == null ? null : since);
    }

    /** How long uploads may be without a new part; empty where that is not limited. */
    public Optional<IdleLimit> idleLimit() {
        Instant since = idleSince == null ? Instant.EPOCH : idleSince;
        return Optional.ofNullable(settings.abortAfterIdle())
                .map(after -> new IdleLimit(after, since));
    }

    public byte[] encode() {
        Duration idle = settings.abortAfterIdle();
        int fields =
                (settings.openUploadsMax() == null ? 0 : OPEN_UPLOADS_MAX)
                        | (settings.incompleteBytesMax() == null ? 0 : INCOMPLETE_BYTES_MAX)
                        | (idle == null ? 0 : ABORT_AFTER_IDLE)
                        | (idleSince == null ? 0 : IDLE_SINCE)
                        | (settings.plan() == null ? 0 : PLAN);
        RowWriter row = new RowWriter(VERSION).u8(fields);
        write(row, settings.openUploadsMax());
        write(row, settings.incompleteBytesMax());
        write(row, idle == null ? null : idle.toSeconds());
        write(row, idleSince == null ? null : idleSince.toEpochMilli());
        if (settings.plan() != null) {
            row.text(settings.plan());
        }
        return row.toBytes();
    }

    /** Reads what {@link #encode} wrote. */
    public static BucketSettingsDocument decode(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        int fields = row.u8();
        Long openUploadsMax = (fields & OPEN_UPLOADS_MAX) == 0 ? null : row.number();
        Long incompleteBytesMax = (fields & INCOMPLETE_BYTES_MAX) == 0 ? null : row.number();
        Duration idle =
                (fields & ABORT_AFTER_IDLE) == 0 ? null : Duration.ofSeconds(row.number());
        Instant since =
                (fields & IDLE_SINCE) == 0 ? null : Instant.ofEpochMilli(row.number());
        String plan = (fields & PLAN) == 0 ? null : row.text();
        return new BucketSettingsDocument(
                new BucketSettings(openUploadsMax, incompleteBytesMax, idle, plan), since);
    }

    private static void write(RowWriter row, @Nullable Long number) {
        if (number != null) {
            row.number(number);
        }
    }
}
