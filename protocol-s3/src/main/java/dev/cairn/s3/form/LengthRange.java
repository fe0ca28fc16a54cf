package dev.cairn.s3.form;

/**
 * How many bytes a file may have.
 *
 * @param bytesMax included
 */
record LengthRange(long bytesMin, long bytesMax) {
    /** What both allow. */
    LengthRange and(LengthRange other) {
        return new LengthRange(
                Math.max(bytesMin, other.bytesMin), Math.min(bytesMax, other.bytesMax));
    }
}
