package dev.cairn.storage;

import dev.cairn.storage.blob.Slice;
import dev.cairn.storage.catalog.LayoutRow;
import dev.cairn.storage.catalog.PartRow;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumCombiner;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.NamedPart;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Refusal;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Matches the list of CompleteMultipartUpload with the parts that are there, in one walk over both,
 * and combines ETag, checksum and layout of the object. What is wrong is remembered, not thrown: it
 * is the answer only if nothing landed meanwhile.
 */
final class Assembly {
    private final String uploadId;
    private final NewUpload begun;
    private final CompleteUpload request;
    private final int[] numbers;
    private final long[] sizes;
    private final ETag.Combiner etag = new ETag.Combiner();
    private final ChecksumCombiner checksum;
    private int matched;
    private long bytes;
    private long unnamedBytes;
    private int count;
    private @Nullable Slice slice;
    private @Nullable Checksum combined;
    private @Nullable Refusal refusal;

    private Assembly(String uploadId, NewUpload begun, CompleteUpload request) {
        this.uploadId = uploadId;
        this.begun = begun;
        this.request = request;
        numbers = new int[request.parts().size()];
        sizes = new long[numbers.length];
        checksum = ChecksumCombiner.of(begun.algorithm(), begun.checksumType());
    }

    static Assembly of(String uploadId, NewUpload begun, CompleteUpload request, PartScan parts) {
        Assembly assembly = new Assembly(uploadId, begun, request);
        PartRow part;
        while ((part = parts.next()) != null) {
            assembly.take(part);
        }
        assembly.finish();
        return assembly;
    }

    /** Why the upload cannot be completed like this. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    long bytes() {
        return bytes;
    }

    /** Bytes of the parts that the list does not name. */
    long unnamedBytes() {
        return unnamedBytes;
    }

    /** All parts of the upload, named or not. */
    int count() {
        return count;
    }

    /** The parts that the list names. */
    int namedCount() {
        return matched;
    }

    boolean hasUnnamed() {
        return count > matched;
    }

    LayoutRow layout() {
        return LayoutRow.of(numbers, sizes);
    }

    /** 16 bytes: the ETag without its count. */
    byte[] md5() {
        String tag = etag.result().value();
        return HexFormat.of().parseHex(tag, 0, 32);
    }

    Checksum checksum() {
        return Objects.requireNonNull(combined, "asked for before the end, or of a refused list");
    }

    /** The bytes, where the object is a single slice. */
    @Nullable
    Slice slice() {
        return numbers.length == 1 ? slice : null;
    }

    private void take(PartRow row) {
        Part part = row.part();
        count++;
        if (refusal != null) {
            return;
        }
        List<NamedPart> named = request.parts();
        if (matched < named.size() && named.get(matched).number() < part.number()) {
            refuse(named.get(matched));
        } else if (matched < named.size() && named.get(matched).number() == part.number()) {
            match(named.get(matched), row);
        } else {
            unnamedBytes += part.sizeBytes();
        }
    }

    private void match(NamedPart named, PartRow row) {
        Part part = row.part();
        boolean last = matched == numbers.length - 1;
        if (!named.etag().equals(part.etag()) || !checksumMatches(named, part)) {
            refuse(named);
        } else if (named.checksum() == null && needsChecksums()) {
            refusal = new Refusal.PartChecksumMissing(part.number(), begun.algorithm());
        } else if (!last && part.sizeBytes() < Part.BYTES_MIN) {
            refusal =
                    new Refusal.EntityTooSmall(
                            part.sizeBytes(), Part.BYTES_MIN, part.number(), part.etag());
        } else {
            numbers[matched] = part.number();
            sizes[matched] = part.sizeBytes();
            etag.add(part.md5());
            checksum.add(part.checksum(), part.sizeBytes());
            bytes += part.sizeBytes();
            slice = row.slices().size() == 1 ? row.slices().getFirst() : null;
            matched++;
        }
    }

    private void finish() {
        if (refusal != null) {
            return;
        }
        if (matched < numbers.length) {
            refuse(request.parts().get(matched));
            return;
        }
        combined = checksum.result();
        Long expected = request.objectSizeBytes();
        String whole = request.checksum();
        if (expected != null && expected != bytes) {
            refusal = new Refusal.ObjectSizeMismatch(expected, bytes);
        } else if (whole != null && !sameChecksum(whole, checksum().value())) {
            refusal = new Refusal.ChecksumMismatch(begun.algorithm());
        }
    }

    /** A list of an upload that names no algorithm may carry checksums of any. */
    private boolean checksumMatches(NamedPart named, Part part) {
        String sent = named.checksum();
        return sent == null || !begun.checksumDeclared() || sent.equals(part.checksum().value());
    }

    private boolean needsChecksums() {
        return begun.checksumDeclared()
                && begun.checksumType() == ChecksumType.COMPOSITE
                && begun.algorithm() != ChecksumAlgorithm.CRC64NVME;
    }

    /** A composite checksum may be given with or without the count behind it. */
    private static boolean sameChecksum(String sent, String computed) {
        int dash = computed.lastIndexOf('-');
        return sent.equals(computed) || (dash > 0 && sent.equals(computed.substring(0, dash)));
    }

    private void refuse(NamedPart named) {
        refusal = new Refusal.InvalidPart(uploadId, named.number(), named.etag());
    }
}
