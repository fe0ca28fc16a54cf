package dev.cairn.s3.operation;

import dev.cairn.lifecycle.LifecycleDocument;
import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.lifecycle.TransitionMinimum;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.LifecycleConfiguration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The lifecycle configuration of a bucket: all of it is put, or nothing. */
final class BucketLifecycle {
    private static final String MINIMUM = "x-amz-transition-default-minimum-object-size";
    private static final String KEY = "lifecycle";
    private static final String READ = "s3:GetLifecycleConfiguration";
    private static final String WRITE = "s3:PutLifecycleConfiguration";
    private static final int ID_BYTES = 36;

    private final LifecycleStore configurations;
    private final RandomGenerator random;

    BucketLifecycle(LifecycleStore configurations, RandomGenerator random) {
        this.configurations = configurations;
        this.random = random;
    }

    List<Operation> operations() {
        return List.of(
                new DocumentOperation(
                        "GetBucketLifecycleConfiguration",
                        Route.bucket("GET", KEY),
                        READ,
                        this::get),
                new DocumentOperation(
                        "PutBucketLifecycleConfiguration",
                        Route.bucket("PUT", KEY),
                        WRITE,
                        this::put),
                new DocumentOperation(
                        "DeleteBucketLifecycle", Route.bucket("DELETE", KEY), WRITE, this::delete));
    }

    private S3Response get(S3Request request) {
        LifecycleDocument document = configurations.rules(request.bucket()).document();
        if (document == null) {
            throw S3Exception.of(
                    S3ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION,
                    "BucketName",
                    request.bucket().name().value());
        }
        return XmlResponse.ok(
                new LifecycleConfiguration(document.configuration().rules()),
                headers(document.configuration().transitionMinimum()));
    }

    private S3Response put(S3Request request) throws IOException {
        TransitionMinimum minimum = minimum(request.headers());
        byte[] body = CheckedBody.read(request, LifecycleConfiguration.BYTES_MAX);
        LifecycleConfiguration sent = LifecycleConfiguration.read(body, this::newId);
        dev.cairn.lifecycle.LifecycleConfiguration configuration =
                LifecycleConfiguration.refusing(
                        () -> new dev.cairn.lifecycle.LifecycleConfiguration(
                                minimum, sent.rules()));
        return LifecycleConfiguration.refusing(
                () -> {
                    configurations.put(request.bucket(), configuration);
                    return S3Response.of(200, headers(minimum));
                });
    }

    private S3Response delete(S3Request request) {
        configurations.delete(request.bucket().name());
        return S3Response.of(204, Headers.EMPTY);
    }

    private static TransitionMinimum minimum(Headers headers) {
        return Optional.ofNullable(headers.first(MINIMUM))
                .map(
                        value -> TransitionMinimum.of(value)
                                .orElseThrow(
                                        () -> Refusals.invalidRequest(
                                                "Invalid TransitionDefaultMinimumObjectSize"
                                                        + " found")))
                .orElse(TransitionMinimum.ALL_STORAGE_CLASSES_128K);
    }

    private static Headers headers(TransitionMinimum minimum) {
        return Headers.builder().add(MINIMUM, minimum.value()).build();
    }

    /** A name for a rule that has none: 48 characters, as S3 makes them. */
    private String newId() {
        ByteBuffer bytes = ByteBuffer.allocate(ID_BYTES);
        while (bytes.remaining() >= Integer.BYTES) {
            bytes.putInt(random.nextInt());
        }
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }
}
