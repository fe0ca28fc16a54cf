package dev.cairn.s3.http;

import dev.cairn.storage.ObjectReader;

/** The body of an answer. */
public sealed interface ResponseBody {
    ResponseBody EMPTY = new Bytes(new byte[0]);

    /** Length in bytes. */
    long length();

    /** A document in memory. */
    record Bytes(byte[] bytes) implements ResponseBody {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /**
     * A range of an object. Who sends the answer closes the reader, also when sending fails or is
     * not even begun.
     */
    record ObjectRange(ObjectReader reader, long offset, long length) implements ResponseBody {}
}
