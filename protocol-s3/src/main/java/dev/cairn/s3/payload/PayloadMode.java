package dev.cairn.s3.payload;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.regex.Pattern;

/**
 * How a body lies on the wire and what vouches for it, as {@code x-amz-content-sha256} says.
 *
 * <p>Source: Amazon S3 API Reference, "Authenticating Requests: Using the Authorization Header".
 */
enum PayloadMode {
    /** Plain; the header is the SHA-256 of the body. */
    SIGNED(false, false, false),
    /** Plain; nothing vouches for it but checksums. */
    UNSIGNED(false, false, false),
    SIGNED_CHUNKS(true, true, false),
    SIGNED_CHUNKS_WITH_TRAILER(true, true, true),
    UNSIGNED_CHUNKS_WITH_TRAILER(true, false, true);

    private static final String HEADER = "x-amz-content-sha256";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final boolean chunked;
    private final boolean chunksSigned;
    private final boolean trailer;

    PayloadMode(boolean chunked, boolean chunksSigned, boolean trailer) {
        this.chunked = chunked;
        this.chunksSigned = chunksSigned;
        this.trailer = trailer;
    }

    /**
     * The mode that a value names.
     *
     * @throws S3Exception NotImplemented for the elliptic curve signatures of version 4A,
     *     InvalidArgument for all that is unknown
     */
    static PayloadMode of(String contentSha256) {
        return switch (contentSha256) {
            case "UNSIGNED-PAYLOAD" -> UNSIGNED;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> SIGNED_CHUNKS;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> SIGNED_CHUNKS_WITH_TRAILER;
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> UNSIGNED_CHUNKS_WITH_TRAILER;
            case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
                    "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" ->
                    throw S3Exception.saying(
                            S3ErrorCode.NOT_IMPLEMENTED,
                            "The chunk encoding algorithm %s is not supported."
                                    .formatted(contentSha256),
                            "Header",
                            HEADER);
            default -> {
                if (SHA256.matcher(contentSha256).matches()) {
                    yield SIGNED;
                }
                throw S3Exception.invalidArgument(
                        HEADER
                                + " must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                                + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                                + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
                                + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
                                + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER"
                                + " or a valid sha256 value.",
                        HEADER,
                        contentSha256);
            }
        };
    }

    /** Whether the body comes in aws-chunked framing. */
    boolean chunked() {
        return chunked;
    }

    boolean chunksSigned() {
        return chunksSigned;
    }

    boolean hasTrailer() {
        return trailer;
    }

}
