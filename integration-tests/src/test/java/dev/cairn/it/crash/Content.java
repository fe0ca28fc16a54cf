package dev.cairn.it.crash;

import dev.cairn.it.TestBytes;

/** What an object or a part holds, as the numbers that it can be made from again. */
record Content(int size, long seed) {
    byte[] bytes() {
        return TestBytes.of(size, seed);
    }

    String etag() {
        return TestBytes.etag(bytes());
    }
}
