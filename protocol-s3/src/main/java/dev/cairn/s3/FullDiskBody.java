package dev.cairn.s3;

import dev.cairn.s3.fault.ArmedFault;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A body behind whose first bytes the disk is full: the store, which reads it, meets the refusal in
 * the middle of its writing and must take back what it has written.
 */
final class FullDiskBody implements RequestBody {
    private final RequestBody body;
    private final ArmedFault<FaultEffect.DiskFull> fault;
    private long left;

    FullDiskBody(RequestBody body, ArmedFault<FaultEffect.DiskFull> fault) {
        this.body = body;
        this.fault = fault;
        this.left = fault.effect().afterBytes();
    }

    /** What the engine refuses with where no byte is free; says that the fault has happened. */
    static StorageException refusal(ArmedFault<FaultEffect.DiskFull> fault) {
        fault.fire();
        return new StorageException(new Refusal.DiskFull(0));
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public boolean lengthIsAbsent() {
        return body.lengthIsAbsent();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int read = body.read(target);
        if (read > 0) {
            left -= read;
            if (left < 0) {
                throw refusal(fault);
            }
        }
        return read;
    }
}
