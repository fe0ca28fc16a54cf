package dev.cairn.s3.operation;

import java.io.IOException;

/** Bodies of which S3 wants to know that they came through whole. */
final class CheckedBody {
    private CheckedBody() {}

    /**
     * Reads a body that must come with its MD5 or another checksum.
     *
     * @throws dev.cairn.s3.error.S3Exception InvalidRequest where there is none, EntityTooLarge, and
     *     what the payload finds wrong
     */
    static byte[] read(S3Request request, int bytesMax) throws IOException {
        if (request.header("content-md5") == null && request.payload().sentChecksum() == null) {
            throw Refusals.invalidRequest("Missing required header for this request: Content-MD5");
        }
        return request.payload().readAll(bytesMax);
    }
}
