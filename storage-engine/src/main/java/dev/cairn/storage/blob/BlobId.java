package dev.cairn.storage.blob;

import java.util.HexFormat;

/** The number of a blob: handed out once, never reused. */
public record BlobId(long number) implements Comparable<BlobId> {
    @Override
    public int compareTo(BlobId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(number);
    }
}
