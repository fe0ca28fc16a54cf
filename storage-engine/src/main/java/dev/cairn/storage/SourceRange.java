package dev.cairn.storage;

/**
 * The bytes of an open object that are copied.
 *
 * @param offset of the first byte in the object
 * @param length may be 0
 */
public record SourceRange(ObjectReader source, long offset, long length) {
    public SourceRange {
        long sizeBytes = source.version().sizeBytes();
        if (offset < 0 || length < 0 || offset > sizeBytes - length) {
            throw new IllegalArgumentException("not within the object");
        }
    }

    /** All of an object. */
    public static SourceRange whole(ObjectReader source) {
        return new SourceRange(source, 0, source.version().sizeBytes());
    }
}
