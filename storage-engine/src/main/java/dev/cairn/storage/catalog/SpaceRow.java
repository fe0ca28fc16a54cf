package dev.cairn.storage.catalog;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Versioning;

/**
 * The value of an {@code S} row: the record of a space, which every commit in it is checked against.
 *
 * @param token random bits of the batch that wrote the row
 * @param live false once the bucket is dropped
 * @param epoch grows with each change that batches under way must notice
 */
public record SpaceRow(
        BucketName name, long token, boolean live, Versioning versioning, long epoch) {
    private static final int VERSION = 1;

    public byte[] encode() {
        return new RowWriter(VERSION)
                .text(name.value())
                .fixed(token)
                .flag(live)
                .u8(code(versioning))
                .number(epoch)
                .toBytes();
    }

    public static SpaceRow decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        return new SpaceRow(
                new BucketName(row.text()),
                row.fixed(),
                row.flag(),
                versioning(row.u8()),
                row.number());
    }

    /** The row with another state of versioning, which batches under way must notice. */
    public SpaceRow with(Versioning other) {
        return new SpaceRow(name, token, live, other, epoch + 1);
    }

    SpaceRow dropping() {
        return new SpaceRow(name, token, false, versioning, epoch + 1);
    }

    private static int code(Versioning versioning) {
        return switch (versioning) {
            case NEVER -> 0;
            case ENABLED -> 1;
            case SUSPENDED -> 2;
        };
    }

    private static Versioning versioning(int code) {
        return switch (code) {
            case 0 -> Versioning.NEVER;
            case 1 -> Versioning.ENABLED;
            case 2 -> Versioning.SUSPENDED;
            default -> throw new DamagedRowException("versioning " + code);
        };
    }
}
