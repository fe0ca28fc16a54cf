package dev.cairn.server.http;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names requests: 16 upper-case hex digits that do not repeat within a run and look random, as
 * those of S3 do. Safe for all threads.
 */
final class RequestIds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final AtomicLong state;

    RequestIds(long seed) {
        state = new AtomicLong(seed);
    }

    String next() {
        return HEX.toHexDigits(mix(state.addAndGet(GOLDEN_GAMMA)));
    }

    /** The finalizer of SplitMix64; it maps no two numbers to one, so that ids stay distinct. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
