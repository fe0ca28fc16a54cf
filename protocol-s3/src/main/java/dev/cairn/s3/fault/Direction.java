package dev.cairn.s3.fault;

/** Which bytes are meant, as the server sees them. */
public enum Direction {
    /** Those of the request's body. */
    IN,
    /** Those of the answer's body. */
    OUT,
    /** Both. */
    BOTH;

    boolean includes(Direction other) {
        return this == BOTH || this == other;
    }
}
