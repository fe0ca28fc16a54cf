package dev.cairn.s3.wire;

import dev.cairn.s3.http.RequestBody;
import java.nio.ByteBuffer;

/**
 * A body whose first read fails the test: what is refused without its body must be refused before
 * {@code Expect: 100-continue} is answered.
 */
record Unread(long length) implements RequestBody {
    static final RequestBody BODY = new Unread(5);

    static RequestBody ofLength(long length) {
        return new Unread(length);
    }

    @Override
    public boolean lengthIsAbsent() {
        return false;
    }

    @Override
    public int read(ByteBuffer target) {
        throw new AssertionError("the body was read");
    }
}
