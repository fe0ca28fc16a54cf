package dev.cairn.s3.payload;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request promises about the body's digests.
 *
 * <p>Source: Amazon S3 User Guide, "Checking object integrity in Amazon S3".
 *
 * @param md5 of {@code Content-MD5}, 16 bytes
 * @param checksum of an {@code x-amz-checksum-*} header
 * @param trailer the algorithm whose value is announced for the trailer
 */
record PromisedDigests(
        byte @Nullable [] md5, @Nullable Checksum checksum, @Nullable ChecksumAlgorithm trailer) {
    private static final String PREFIX = "x-amz-checksum-";
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final String TRAILER = "x-amz-trailer";
    private static final int MD5_BYTES = 16;

    /** These say something about a checksum and are none. */
    private static final Set<String> NO_VALUES =
            Set.of(PREFIX + "algorithm", PREFIX + "type", PREFIX + "mode");

    /**
     * Reads the headers.
     *
     * @param mode decides whether there can be a trailer
     * @param checksumIsOfObject whether checksum headers speak of a whole object instead of this
     *     body; then they are for the operation to read
     * @throws S3Exception InvalidDigest, InvalidRequest; NotImplemented for algorithms that are
     *     not computed here
     */
    static PromisedDigests of(Headers headers, PayloadMode mode, boolean checksumIsOfObject) {
        String md5 = headers.first("content-md5");
        Checksum checksum = checksumIsOfObject ? null : checksum(headers);
        ChecksumAlgorithm trailer = mode.hasTrailer() ? trailer(headers) : null;
        if (checksum != null && trailer != null) {
            throw severalChecksums();
        }
        ChecksumAlgorithm sent = checksum == null ? trailer : checksum.algorithm();
        if (!checksumIsOfObject) {
            checkSdkAlgorithm(headers, sent);
        }
        return new PromisedDigests(md5 == null ? null : md5(md5.strip()), checksum, trailer);
    }

    /** The algorithm of the one checksum that the client sends with this body. */
    @Nullable
    ChecksumAlgorithm sent() {
        return checksum == null ? trailer : checksum.algorithm();
    }

    /** A checksum in base64; empty where it is not one of the algorithm's length. */
    static Optional<Checksum> parse(ChecksumAlgorithm algorithm, String value) {
        byte[] bytes = base64(value);
        if (bytes.length != algorithm.bytes()) {
            return Optional.empty();
        }
        return Optional.of(Checksum.of(algorithm, bytes));
    }

    private static byte[] md5(String value) {
        byte[] bytes = base64(value);
        if (bytes.length != MD5_BYTES) {
            throw S3Exception.of(S3ErrorCode.INVALID_DIGEST, "Content-MD5", value);
        }
        return bytes;
    }

    private static @Nullable Checksum checksum(Headers headers) {
        Set<String> names = new TreeSet<>();
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX) && !NO_VALUES.contains(name)) {
                        names.add(name);
                    }
                });
        if (names.isEmpty()) {
            return null;
        }
        String name = names.iterator().next();
        if (names.size() > 1 || headers.all(name).size() > 1) {
            throw severalChecksums();
        }
        String value = String.valueOf(headers.first(name)).strip();
        return parse(algorithm(name), value).orElseThrow(() -> invalidValue(name));
    }

    private static ChecksumAlgorithm algorithm(String header) {
        return ChecksumAlgorithm.of(header.substring(PREFIX.length()))
                .orElseThrow(() -> S3Exception.headerNotImplemented(header));
    }

    /** The one trailer that S3 knows is a checksum. */
    private static @Nullable ChecksumAlgorithm trailer(Headers headers) {
        String value = headers.first(TRAILER);
        if (value == null || value.isBlank()) {
            return null;
        }
        String name = value.strip().toLowerCase(Locale.ROOT);
        boolean one = headers.all(TRAILER).size() == 1 && name.indexOf(',') < 0;
        if (!one || !name.startsWith(PREFIX) || NO_VALUES.contains(name)) {
            throw S3Exception.saying(
                    S3ErrorCode.INVALID_REQUEST,
                    "The value specified in the x-amz-trailer header is not supported");
        }
        return algorithm(name);
    }

    private static void checkSdkAlgorithm(Headers headers, @Nullable ChecksumAlgorithm sent) {
        String value = headers.first(SDK_ALGORITHM);
        if (value == null) {
            return;
        }
        if (sent == null) {
            throw S3Exception.saying(
                    S3ErrorCode.INVALID_REQUEST,
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-*"
                            + " or x-amz-trailer headers were found.");
        }
        if (ChecksumAlgorithm.of(value.strip()).filter(sent::equals).isEmpty()) {
            throw invalidValue(SDK_ALGORITHM);
        }
    }

    private static S3Exception severalChecksums() {
        return S3Exception.saying(
                S3ErrorCode.INVALID_REQUEST,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not"
                        + " allowed.");
    }

    private static S3Exception invalidValue(String header) {
        return S3Exception.saying(
                S3ErrorCode.INVALID_REQUEST, "Value for %s header is invalid.".formatted(header));
    }

    /** The bytes; none where the text is not base64. */
    private static byte[] base64(String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
