package dev.cairn.s3.operation;

import dev.cairn.s3.cors.CorsConfiguration;
import dev.cairn.s3.cors.CorsStore;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.CORSConfiguration;
import java.io.IOException;
import java.util.List;

/** The CORS configuration of a bucket: all of it is put, or nothing. */
final class BucketCors {
    private static final String KEY = "cors";
    private static final String READ = "s3:GetBucketCORS";
    private static final String WRITE = "s3:PutBucketCORS";

    private final CorsStore configurations;

    BucketCors(CorsStore configurations) {
        this.configurations = configurations;
    }

    List<Operation> operations() {
        return List.of(
                new DocumentOperation("GetBucketCors", Route.bucket("GET", KEY), READ, this::get),
                new DocumentOperation("PutBucketCors", Route.bucket("PUT", KEY), WRITE, this::put),
                new DocumentOperation(
                        "DeleteBucketCors", Route.bucket("DELETE", KEY), WRITE, this::delete));
    }

    private S3Response get(S3Request request) {
        CorsConfiguration configuration =
                configurations
                        .get(request.bucket())
                        .orElseThrow(
                                () -> S3Exception.of(
                                        S3ErrorCode.NO_SUCH_CORS_CONFIGURATION,
                                        "BucketName",
                                        request.bucket().name().value()));
        return XmlResponse.ok(new CORSConfiguration(configuration.rules()));
    }

    private S3Response put(S3Request request) throws IOException {
        byte[] body = CheckedBody.read(request, CORSConfiguration.BYTES_MAX);
        CorsConfiguration configuration =
                new CorsConfiguration(CORSConfiguration.read(body).rules());
        configurations.put(request.bucket().name(), configuration);
        return S3Response.of(200, Headers.EMPTY);
    }

    private S3Response delete(S3Request request) {
        configurations.delete(request.bucket().name());
        return S3Response.of(204, Headers.EMPTY);
    }
}
