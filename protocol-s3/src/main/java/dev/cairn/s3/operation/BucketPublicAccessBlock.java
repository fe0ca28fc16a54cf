package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.PublicAccessBlockConfiguration;
import java.io.IOException;
import java.util.List;

/** What a bucket does about public access; a new bucket blocks nothing. */
final class BucketPublicAccessBlock {
    private static final String KEY = "publicAccessBlock";
    private static final String READ = "s3:GetBucketPublicAccessBlock";
    private static final String WRITE = "s3:PutBucketPublicAccessBlock";

    private final PublicAccessBlocks blocks;

    BucketPublicAccessBlock(PublicAccessBlocks blocks) {
        this.blocks = blocks;
    }

    List<Operation> operations() {
        return List.of(
                new DocumentOperation(
                        "GetPublicAccessBlock", Route.bucket("GET", KEY), READ, this::get),
                new DocumentOperation(
                        "PutPublicAccessBlock", Route.bucket("PUT", KEY), WRITE, this::put),
                new DocumentOperation(
                        "DeletePublicAccessBlock",
                        Route.bucket("DELETE", KEY),
                        WRITE,
                        this::delete));
    }

    private S3Response get(S3Request request) {
        return XmlResponse.ok(
                blocks.find(request.bucket())
                        .orElseThrow(
                                () -> S3Exception.of(
                                        S3ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION,
                                        "BucketName",
                                        request.bucket().name().value())));
    }

    private S3Response put(S3Request request) throws IOException {
        byte[] body = request.payload().readAll(PublicAccessBlockConfiguration.BYTES_MAX);
        blocks.put(request.bucket().name(), PublicAccessBlockConfiguration.read(body));
        return S3Response.of(200, Headers.EMPTY);
    }

    private S3Response delete(S3Request request) {
        blocks.delete(request.bucket().name());
        return S3Response.of(204, Headers.EMPTY);
    }
}
