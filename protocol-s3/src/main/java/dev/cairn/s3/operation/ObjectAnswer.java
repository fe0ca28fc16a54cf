package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.ObjectReader.PartRange;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.StorageClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What GetObject and HeadObject answer alike: the status, the headers, and which bytes.
 *
 * @param status 200, 206 or 304
 * @param offset where the bytes begin in the object
 * @param length how many there are; 0 with 304
 */
record ObjectAnswer(int status, Headers headers, long offset, long length) {
    /** Query keys that overwrite headers of the answer. */
    private static final Map<String, String> OVERRIDES =
            Map.of(
                    "response-cache-control", "cache-control",
                    "response-content-disposition", "content-disposition",
                    "response-content-encoding", "content-encoding",
                    "response-content-language", "content-language",
                    "response-content-type", "content-type",
                    "response-expires", "expires");

    /** Finds a part of the object at hand. */
    @FunctionalInterface
    interface Parts {
        @Nullable
        PartRange find(int number) throws IOException;
    }

    /** Which bytes are sent, and the checksum over just these where one is known. */
    private record Selection(
            int status, long offset, long length, @Nullable Checksum checksum) {}

    /**
     * Decides conditions, part and range.
     *
     * @throws dev.cairn.s3.error.S3Exception PreconditionFailed, InvalidRange, InvalidPartNumber,
     *     InvalidArgument, InvalidRequest
     */
    static ObjectAnswer of(S3Request request, ObjectVersion version, Parts parts)
            throws IOException {
        if (!isModified(request, version)) {
            return new ObjectAnswer(304, validators(version).build(), 0, 0);
        }
        Selection selection = select(request, version, parts);
        Headers headers = headers(request, version, selection);
        return new ObjectAnswer(selection.status(), headers, selection.offset, selection.length);
    }

    /**
     * Whether the client wants the answer: false where it has the object as it is.
     *
     * @throws dev.cairn.s3.error.S3Exception PreconditionFailed
     */
    static boolean isModified(S3Request request, ObjectVersion version) {
        ReadConditions conditions = ReadConditions.of(request.headers());
        ReadConditions.Outcome outcome = conditions.check(version.etag(), version.lastModified());
        if (outcome == ReadConditions.Outcome.CHANGED) {
            throw Refusals.preconditionFailed(conditions.failed(outcome));
        }
        return outcome == ReadConditions.Outcome.MET;
    }

    /** The same with further headers, unless the object is not sent. */
    ObjectAnswer with(Headers more) {
        return status == 304
                ? this
                : new ObjectAnswer(
                        status,
                        Headers.builder().addAll(headers).addAll(more).build(),
                        offset,
                        length);
    }

    private static Selection select(S3Request request, ObjectVersion version, Parts parts)
            throws IOException {
        String range = request.header("range");
        Integer partNumber = PartNumbers.of(request);
        if (partNumber != null) {
            if (range != null) {
                throw Refusals.invalidRequest(
                        "Cannot specify both Range header and partNumber query parameter");
            }
            return part(version, parts, partNumber);
        }
        Optional<ByteRange> bytes =
                range == null || !rangeApplies(request, version)
                        ? Optional.empty()
                        : ByteRange.parse(range, version.sizeBytes());
        return bytes.map(some -> new Selection(206, some.offset(), some.length(), null))
                .orElseGet(() -> new Selection(200, 0, version.sizeBytes(), version.checksum()));
    }

    /** A part of a multipart object; the only part of any other object is the whole. */
    private static Selection part(ObjectVersion version, Parts parts, int number)
            throws IOException {
        if (version.partCount() == 0 && number == 1) {
            return partial(0, version.sizeBytes(), version.checksum());
        }
        PartRange found = version.partCount() == 0 ? null : parts.find(number);
        if (found == null) {
            throw S3Exception.of(S3ErrorCode.INVALID_PART_NUMBER,
                    "ActualPartCount", Integer.toString(Math.max(1, version.partCount())),
                    "PartNumberRequested", Integer.toString(number));
        }
        return partial(
                found.offset(),
                found.part().sizeBytes(),
                checksum(version, found.part().checksum()));
    }

    /**
     * What S3 tells of a part: of a composite checksum that of the part, of one over the whole object
     * nothing, unless the part is all there is.
     */
    private static @Nullable Checksum checksum(ObjectVersion version, @Nullable Checksum ofPart) {
        Checksum whole = version.checksum();
        if (whole == null || ofPart == null) {
            return null;
        }
        return switch (whole.type()) {
            case COMPOSITE ->
                    new Checksum(ofPart.algorithm(), ChecksumType.COMPOSITE, ofPart.value());
            case FULL_OBJECT -> version.partCount() == 1 ? whole : null;
        };
    }

    /** A part without bytes has no range that a header could name: it is answered with 200. */
    private static Selection partial(long offset, long length, @Nullable Checksum checksum) {
        return new Selection(length == 0 ? 200 : 206, offset, length, checksum);
    }

    /**
     * Whether If-Range, where it is sent, names this very object; otherwise the whole is sent. Not
     * in S3's API reference, but S3 follows RFC 9110, "If-Range", and download managers rely on it.
     */
    private static boolean rangeApplies(S3Request request, ObjectVersion version) {
        String ifRange = request.header("if-range");
        if (ifRange == null) {
            return true;
        }
        Instant modified = HttpDate.wholeSeconds(version.lastModified());
        return ETag.parse(ifRange).equals(version.etag())
                || HttpDate.parse(ifRange).map(modified::equals).orElse(false);
    }

    /** What later requests may name in their conditions, or to mean this very version. */
    static Headers.Builder validators(ObjectVersion version) {
        Headers.Builder headers =
                Headers.builder()
                        .add("etag", version.etag().quoted())
                        .add("last-modified", HttpDate.format(version.lastModified()));
        VersionIds.write(VersionIds.HEADER, version.versionId(), headers);
        return headers;
    }

    private static Headers headers(
            S3Request request, ObjectVersion version, Selection selection) {
        Headers.Builder headers = validators(version).add("accept-ranges", "bytes");
        addMetadata(request, version, headers);
        if (selection.status() == 206) {
            String contentRange =
                    new ByteRange(selection.offset(), selection.length())
                            .contentRange(version.sizeBytes());
            headers.add("content-range", contentRange);
        }
        if (request.parameter(Route.PART_NUMBER) != null && version.partCount() > 0) {
            headers.add("x-amz-mp-parts-count", Integer.toString(version.partCount()));
        }
        if (version.object().storageClass() != StorageClass.STANDARD) {
            headers.add(NewObjects.STORAGE_CLASS, version.object().storageClass().name());
        }
        if (!version.object().tags().isEmpty()) {
            headers.add(
                    "x-amz-tagging-count", Integer.toString(version.object().tags().size()));
        }
        if (ChecksumHeaders.wanted(request.headers())) {
            ChecksumHeaders.write(selection.checksum(), headers);
        }
        return headers.build();
    }

    private static void addMetadata(
            S3Request request, ObjectVersion version, Headers.Builder headers) {
        Map<String, String> overrides = overrides(request);
        if (overrides.isEmpty()) {
            MetadataHeaders.write(version.object().metadata(), headers);
            return;
        }
        Headers.Builder stored = Headers.builder();
        MetadataHeaders.write(version.object().metadata(), stored);
        stored.build()
                .forEach(
                        (name, value) -> {
                            if (!overrides.containsKey(name)) {
                                headers.add(name, value);
                            }
                        });
        overrides.forEach(headers::add);
    }

    private static Map<String, String> overrides(S3Request request) {
        Map<String, String> overrides = new TreeMap<>();
        OVERRIDES.forEach(
                (key, header) -> {
                    String value = request.parameter(key);
                    if (value != null) {
                        overrides.put(header, wire(key, value));
                    }
                });
        return overrides;
    }

    /** A value as it can stand in a header: UTF-8, one character for each byte. */
    private static String wire(String key, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) == 0x7f) {
                throw S3Exception.invalidArgument("Invalid header value", key, value);
            }
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.ISO_8859_1);
    }
}
