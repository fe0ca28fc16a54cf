package dev.cairn.storage.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Bytes on their way into the store, which verify themselves. Read by one thread. */
public interface ObjectContent {
    /** The number of bytes to come, where it is known before they are read. */
    OptionalLong length();

    /**
     * Reads at least one byte into the buffer, blocking until there is one.
     *
     * @return the number of bytes read, or -1 at the end
     * @throws IOException when the sender is gone or does not keep the minimum rate
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * The digests of all that was read; called once, after {@link #read} returned -1.
     *
     * @throws RuntimeException a refusal, when anything the sender promised does not hold; then
     *     nothing may be committed
     */
    Digests digests();
}
