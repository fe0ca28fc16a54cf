package dev.cairn.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.TestBytes;
import dev.cairn.testkit.CairnServer;
import dev.cairn.testkit.junit.CairnTest;
import dev.cairn.testkit.junit.NoOrphanedUploads;
import dev.cairn.testkit.junit.S3Endpoint;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Cairn and every client of the SDK in one JVM, with a Netty each. */
@CairnTest(buckets = "vault")
@NoOrphanedUploads
class EmbeddedIT {
    private static final int PART_BYTES = 5 << 20;
    private static final LifecycleRule ABORT_AFTER_7_DAYS =
            LifecycleRule.builder()
                    .id("abort")
                    .status(ExpirationStatus.ENABLED)
                    .filter(filter -> filter.prefix(""))
                    .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(7))
                    .build();
    private static final int OBJECT_BYTES = 12 << 20;
    private static final byte[] CONTENT = TestBytes.of(OBJECT_BYTES, 1);

    @Test
    void clientOfTheUrlConnection_isServed(S3Client s3) {
        s3.putObject(put -> put.bucket("vault").key("sync"), RequestBody.fromBytes(CONTENT));

        assertThat(s3.getObjectAsBytes(get -> get.bucket("vault").key("sync")).asByteArray())
                .isEqualTo(CONTENT);
    }

    @Test
    void clientOfNetty_isServed(S3AsyncClient s3) {
        s3.putObject(put -> put.bucket("vault").key("async"), AsyncRequestBody.fromBytes(CONTENT))
                .join();

        assertThat(
                s3.getObject(
                        get -> get.bucket("vault").key("async"),
                        AsyncResponseTransformer.toBytes())
                        .join()
                        .asByteArray())
                .isEqualTo(CONTENT);
    }

    @Test
    void clientOfTheCommonRuntime_isServed(CairnServer cairn) {
        try (S3AsyncClient crt =
                S3AsyncClient.crtBuilder()
                        .endpointOverride(cairn.endpoint())
                        .region(Region.of(cairn.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                cairn.accessKey(), cairn.secretKey())))
                        .forcePathStyle(true)
                        .minimumPartSizeInBytes((long) PART_BYTES)
                        .thresholdInBytes((long) PART_BYTES)
                        .build()) {
            crt.putObject(
                    put -> put.bucket("vault").key("crt"), AsyncRequestBody.fromBytes(CONTENT))
                    .join();

            assertThat(
                    crt.headObject(head -> head.bucket("vault").key("crt")).join().eTag())
                    .endsWith("-3\"");
        }
    }

    @Test
    void presignedUrl_isServed(S3Client s3, S3Presigner presigner, @S3Endpoint URI endpoint)
            throws Exception {
        s3.putObject(put -> put.bucket("vault").key("signed"), RequestBody.fromString("hello"));

        URI url =
                presigner.presignGetObject(
                        presign -> presign.signatureDuration(Duration.ofMinutes(5))
                                .getObjectRequest(get -> get.bucket("vault").key("signed")))
                        .url()
                        .toURI();

        assertThat(url).hasAuthority(endpoint.getAuthority());
        try (var content = url.toURL().openStream()) {
            assertThat(content.readAllBytes()).asString().isEqualTo("hello");
        }
    }

    @Test
    void uploadThatNobodyEnds_isEndedByARule(CairnServer cairn, S3Client s3) {
        String id =
                s3.createMultipartUpload(create -> create.bucket("vault").key("left"))
                        .uploadId();
        s3.uploadPart(
                part -> part.bucket("vault").key("left").uploadId(id).partNumber(1),
                RequestBody.fromBytes(TestBytes.of(PART_BYTES, 2)));
        s3.putBucketLifecycleConfiguration(
                put -> put.bucket("vault")
                        .lifecycleConfiguration(rules -> rules.rules(ABORT_AFTER_7_DAYS)));

        cairn.clock().advance(Duration.ofDays(8));

        assertThat(cairn.lifecycle().runNow().actions())
                .singleElement()
                .satisfies(action -> assertThat(action.uploadId()).isEqualTo(id))
                .satisfies(action -> assertThat(action.bytes()).isEqualTo(PART_BYTES));
    }
}
