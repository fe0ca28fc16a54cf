package dev.cairn.s3.payload;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A body without framing of its own. */
final class PlainBody implements WireBody {
    private final RequestBody body;
    private long sizeBytes;

    PlainBody(RequestBody body) {
        this.body = body;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = body.read(target);
        if (count < 0) {
            if (body.length() >= 0 && sizeBytes != body.length()) {
                throw incomplete();
            }
            return -1;
        }
        sizeBytes += count;
        return count;
    }

    private static S3Exception incomplete() {
        return S3Exception.saying(
                S3ErrorCode.INCOMPLETE_BODY,
                "You did not provide the number of bytes specified by the Content-Length HTTP"
                        + " header");
    }
}
