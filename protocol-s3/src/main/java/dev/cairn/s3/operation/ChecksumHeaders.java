package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers about checksums, other than those that the payload verifies. */
final class ChecksumHeaders {
    static final String ALGORITHM = "x-amz-checksum-algorithm";
    static final String TYPE = "x-amz-checksum-type";
    static final String MODE = "x-amz-checksum-mode";

    private ChecksumHeaders() {}

    /**
     * The algorithm that a request asks for; null where it does not.
     *
     * @throws S3Exception InvalidRequest
     */
    static @Nullable ChecksumAlgorithm algorithm(Headers headers) {
        String name = headers.first(ALGORITHM);
        if (name == null) {
            return null;
        }
        return ChecksumAlgorithm.of(name)
                .orElseThrow(
                        () -> Refusals.invalidRequest(
                                "Checksum algorithm provided is unsupported. Please try"
                                        + " again with any of the valid types: [CRC32,"
                                        + " CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512,"
                                        + " XXHASH128, XXHASH3, XXHASH64]"));
    }

    /**
     * The type that a request asks for; null where it does not.
     *
     * @throws S3Exception InvalidRequest
     */
    static @Nullable ChecksumType type(Headers headers) {
        String name = headers.first(TYPE);
        if (name == null) {
            return null;
        }
        for (ChecksumType type : ChecksumType.values()) {
            if (type.name().equalsIgnoreCase(name)) {
                return type;
            }
        }
        throw Refusals.invalidRequest("Value for x-amz-checksum-type header is invalid.");
    }

    /**
     * Refuses types that an algorithm does not have.
     *
     * @throws S3Exception InvalidRequest
     */
    static void requireAllowed(ChecksumAlgorithm algorithm, ChecksumType type) {
        if (!algorithm.allows(type)) {
            throw Refusals.invalidRequest(
                    "The "
                            + type
                            + " checksum type cannot be used with the "
                            + algorithm.name().toLowerCase(Locale.ROOT)
                            + " checksum algorithm.");
        }
    }

    /** Whether an answer shall carry checksums. */
    static boolean wanted(Headers headers) {
        String mode = headers.first(MODE);
        return mode != null && mode.equalsIgnoreCase("ENABLED");
    }

    /** The first checksum value that stands in the headers. */
    static Optional<Checksum> value(Headers headers) {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String value = headers.first(algorithm.headerName());
            if (value != null) {
                return Optional.of(
                        new Checksum(algorithm, ChecksumType.FULL_OBJECT, value.strip()));
            }
        }
        return Optional.empty();
    }

    static void write(@Nullable Checksum checksum, Headers.Builder headers) {
        if (checksum != null) {
            headers.add(checksum.algorithm().headerName(), checksum.value());
            headers.add(TYPE, checksum.type().name());
        }
    }
}
