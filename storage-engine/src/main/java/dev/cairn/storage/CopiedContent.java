package dev.cairn.storage;

import dev.cairn.storage.blob.Extent;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumDigest;
import dev.cairn.storage.model.Digests;
import dev.cairn.storage.model.Hashes;
import dev.cairn.storage.model.ObjectContent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an open object on their way into a new one or into a part. They are read and digested anew, so that
 * the copy of a multipart object has the ETag of a single put, as on AWS, and a damaged source is
 * not copied as if it were sound.
 */
final class CopiedContent implements ObjectContent, Closeable {
    private final long sizeBytes;
    private final ExtentCursor extents;
    private final ChecksumAlgorithm algorithm;
    private final ChecksumDigest checksum;
    private final MessageDigest md5 = Hashes.md5();
    private @Nullable Extent extent;
    private long position;

    CopiedContent(SourceRange range, ChecksumAlgorithm algorithm) {
        sizeBytes = range.length();
        extents = range.source().extents(range.offset(), sizeBytes);
        this.algorithm = algorithm;
        checksum = ChecksumDigest.of(algorithm);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(sizeBytes);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        Extent from = current();
        if (from == null) {
            return -1;
        }
        int start = target.position();
        from.readFully(target, position);
        int read = target.position() - start;
        position += read;
        ByteBuffer digested = target.duplicate().flip().position(start);
        md5.update(digested.duplicate());
        checksum.update(digested);
        return read;
    }

    @Override
    public Digests digests() {
        return new Digests(sizeBytes, md5.digest(), Checksum.of(algorithm, checksum.value()));
    }

    @Override
    public void close() {
        if (extent != null) {
            extent.close();
        }
    }

    private @Nullable Extent current() throws IOException {
        Extent now = extent;
        if (now != null && position < now.length()) {
            return now;
        }
        close();
        extent = null;
        position = 0;
        extent = extents.next();
        return extent;
    }
}
