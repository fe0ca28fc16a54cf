package dev.cairn.billing;

import java.math.BigInteger;

/**
 * Bytes at an instant, or bytes times milliseconds over a period.
 *
 * @param charged the bytes with what a plan's minimum object size adds
 * @param count of versions or parts, likewise
 */
public record Held(BigInteger bytes, BigInteger charged, BigInteger count) {
    public static final Held NOTHING =
            new Held(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    Held plus(Held other) {
        return new Held(
                bytes.add(other.bytes), charged.add(other.charged), count.add(other.count));
    }

    Held minus(Held other) {
        return new Held(
                bytes.subtract(other.bytes),
                charged.subtract(other.charged),
                count.subtract(other.count));
    }

    boolean isNothing() {
        return bytes.signum() == 0 && charged.signum() == 0 && count.signum() == 0;
    }
}
