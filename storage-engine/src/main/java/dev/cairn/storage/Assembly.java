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
import dev.cairn.storage.model.PartChoice;
import dev.cairn.storage.model.Refusal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Matches the list of CompleteMultipartUpload with the parts that are there, in one walk over both,
 * or takes all of these, and combines ETag, checksum and layout of the object. What is wrong is
 * remembered, not thrown: it is the answer only if nothing landed meanwhile.
 */
final class Assembly {
    private static final int NUMBERS_FIRST = 16;

    private final String uploadId;
    private final NewUpload begun;
    private final CompleteUpload request;
    private final PartGaps gaps = new PartGaps();
    private int[] numbers = new int[NUMBERS_FIRST];
    private long[] sizes = new long[NUMBERS_FIRST];
    private final ETag.Combiner etag = new ETag.Combiner();
    private final ChecksumCombiner checksum;
    private int matched;
    private long bytes;
    private long unnamedBytes;
    private int count;
    private @Nullable Slice slice;
    private @Nullable ETag lastTaken;
    private @Nullable Checksum combined;
    private @Nullable Refusal refusal;

    private Assembly(String uploadId, NewUpload begun, CompleteUpload request) {
        this.uploadId = uploadId;
        this.begun = begun;
        this.request = request;
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

    /** The parts that the object is made of. */
    int namedCount() {
        return matched;
    }

    /** All parts of the upload, named or not. */
    int count() {
        return count;
    }

    boolean hasUnnamed() {
        return count > matched;
    }

    LayoutRow layout() {
        return LayoutRow.of(Arrays.copyOf(numbers, matched), Arrays.copyOf(sizes, matched));
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
        return matched == 1 ? slice : null;
    }

    private void take(PartRow row) {
        count++;
        gaps.take(row.part().number());
        if (refusal == null) {
            switch (request.parts()) {
                case PartChoice.Named named -> take(named.list(), row);
                case PartChoice.AllThere all -> takeAny(row);
            }
        }
    }

    private void takeAny(PartRow row) {
        // Only the last part may be small, and which one that is shows when another one follows.
        ETag before = lastTaken;
        if (before != null && sizes[matched - 1] < Part.BYTES_MIN) {
            refusal =
                    new Refusal.EntityTooSmall(
                            sizes[matched - 1], Part.BYTES_MIN, numbers[matched - 1], before);
        } else {
            add(row);
        }
    }

    private void take(List<NamedPart> named, PartRow row) {
        Part part = row.part();
        if (matched < named.size() && named.get(matched).number() < part.number()) {
            refuse(named.get(matched));
        } else if (matched < named.size() && named.get(matched).number() == part.number()) {
            match(named.get(matched), row, matched == named.size() - 1);
        } else {
            unnamedBytes += part.sizeBytes();
        }
    }

    private void match(NamedPart named, PartRow row, boolean atEnd) {
        Part part = row.part();
        if (!named.etag().equals(part.etag()) || !checksumMatches(named, part)) {
            refuse(named);
        } else if (named.checksum() == null && needsChecksums()) {
            refusal = new Refusal.PartChecksumMissing(part.number(), begun.algorithm());
        } else if (!atEnd && part.sizeBytes() < Part.BYTES_MIN) {
            refusal =
                    new Refusal.EntityTooSmall(
                            part.sizeBytes(), Part.BYTES_MIN, part.number(), part.etag());
        } else {
            add(row);
        }
    }

    private void add(PartRow row) {
        Part part = row.part();
        if (matched == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * matched);
            sizes = Arrays.copyOf(sizes, 2 * matched);
        }
        numbers[matched] = part.number();
        sizes[matched] = part.sizeBytes();
        etag.add(part.md5());
        checksum.add(part.checksum(), part.sizeBytes());
        bytes += part.sizeBytes();
        slice = row.slices().size() == 1 ? row.slices().getFirst() : null;
        lastTaken = part.etag();
        matched++;
    }

    private void finish() {
        switch (request.parts()) {
            case PartChoice.Named named -> {
                if (refusal == null && matched < named.list().size()) {
                    refuse(named.list().get(matched));
                }
            }
            case PartChoice.AllThere(boolean gapsAllowed) -> {
                if (count == 0) {
                    refusal = new Refusal.UploadHasNoParts(uploadId);
                } else if (!gapsAllowed && !gaps.ranges().isEmpty()) {
                    refusal = new Refusal.UploadHasGaps(uploadId, gaps.highest(), gaps.ranges());
                }
            }
        }
        if (refusal == null) {
            combine();
        }
    }

    private void combine() {
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
