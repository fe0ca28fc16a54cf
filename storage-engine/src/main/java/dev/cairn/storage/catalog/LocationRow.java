package dev.cairn.storage.catalog;

/**
 * Where a blob lies; so far always in a file of its own.
 *
 * @param length data in bytes
 * @param overhead bytes of the file beyond its data
 */
record LocationRow(long length, int overhead) {
    private static final int VERSION = 1;
    private static final int IN_FILE = 0;

    byte[] encode() {
        return new RowWriter(VERSION).u8(IN_FILE).number(length).number(overhead).toBytes();
    }

    static LocationRow decode(byte[] value) {
        RowReader row = new RowReader(value, VERSION);
        int place = row.u8();
        if (place != IN_FILE) {
            throw new DamagedRowException("blob in place " + place);
        }
        return new LocationRow(row.number(), row.smallNumber());
    }
}
