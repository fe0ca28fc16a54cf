package dev.cairn.storage.catalog;

import dev.cairn.storage.time.ClockSetting;

/** The value of the row {@code i} clock-setting: how the clock of the store follows real time. */
final class ClockSettingRow {
    private static final int VERSION = 1;
    private static final int FROZEN = 1;
    private static final int SIGNATURES = 2;

    private ClockSettingRow() {}

    static byte[] encode(ClockSetting setting) {
        int flags = (setting.frozen() ? FROZEN : 0) | (setting.signatures() ? SIGNATURES : 0);
        return new RowWriter(VERSION)
                .u8(flags)
                .fixed(setting.realMillis())
                .fixed(setting.shownMillis())
                .number(setting.speed())
                .toBytes();
    }

    static ClockSetting decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        int flags = row.u8();
        return new ClockSetting(
                row.fixed(),
                row.fixed(),
                row.number(),
                (flags & FROZEN) != 0,
                (flags & SIGNATURES) != 0);
    }
}
