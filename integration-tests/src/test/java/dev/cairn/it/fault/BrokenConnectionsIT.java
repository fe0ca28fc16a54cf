package dev.cairn.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.it.TestBytes;
import dev.cairn.it.client.SdkClients;
import dev.cairn.it.server.CairnServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;

/** Faults of connections: late, slow, broken, and wrong by one bit. */
class BrokenConnectionsIT {
    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options.withFlag("allow-faults", "true"));

    @RegisterExtension
    final ServerFaults faults = new ServerFaults(cairn);

    private final byte[] content = TestBytes.of(300_000, 2);

    @Test
    void delay_outlastsTheClientsPatienceOnce() {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault = faults.once("GetObject", bucket, "'type':'delay','duration':'PT1M'");

        byte[] read =
                cairn.s3().getObjectAsBytes(
                        r -> r.bucket(bucket).key("k").overrideConfiguration(
                                it -> it.apiCallAttemptTimeout(Duration.ofSeconds(2))))
                        .asByteArray();

        assertThat(Arrays.equals(read, content)).isTrue();
        assertThat(faults.fired(fault)).isEqualTo(1);
    }

    @Test
    void delayForEver_isATimeoutAndNothingIsStored() {
        String bucket = cairn.bucket();
        String fault = faults.always("PutObject", bucket, "'type':'delay','duration':'PT5M'");

        assertThatThrownBy(
                () -> cairn.s3().putObject(
                        r -> r.bucket(bucket).key("k").overrideConfiguration(
                                it -> it.apiCallAttemptTimeout(Duration.ofSeconds(1))),
                        RequestBody.fromBytes(content)))
                .isInstanceOf(ApiCallAttemptTimeoutException.class);

        assertThat(faults.fired(fault)).isPositive();
        assertThat(cairn.s3().listObjectsV2(r -> r.bucket(bucket)).contents()).isEmpty();
    }

    @Test
    void slowLink_isSlowAndNothingElse() {
        String bucket = cairn.bucket();
        String fault =
                faults.always(
                        "*Object", bucket, "'type':'bandwidth','bytesPerSecond':600000");

        put(bucket, "k");
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();

        assertThat(faults.fired(fault)).isEqualTo(2);
    }

    @Test
    void uploadOverASlowLink_isSeenWhileItArrives() throws Exception {
        String bucket = cairn.bucket();
        String fault =
                faults.always(
                        "PutObject",
                        bucket,
                        "'type':'bandwidth','bytesPerSecond':50000,'direction':'in'");
        try (S3AsyncClient s3 = SdkClients.onNetty(cairn.process().ready().s3())) {
            var sending =
                    s3.putObject(
                            r -> r.bucket(bucket).key("k"), AsyncRequestBody.fromBytes(content));
            while (faults.fired(fault) == 0 || cairn.admin().integrity().inFlightBytes() == 0) {
                assertThat(sending).isNotDone();
            }
            assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
            assertThat(sending.get().eTag()).isEqualTo(TestBytes.etag(content));
        }
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void resetWhileSending_isSentAgain() {
        String bucket = cairn.bucket();
        String fault =
                faults.once(
                        "PutObject",
                        bucket,
                        "'type':'reset','direction':'in','afterBytes':100000");

        put(bucket, "k");

        assertThat(faults.fired(fault)).isEqualTo(1);
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void resetWhileSendingForEver_storesNothing() {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault =
                faults.always(
                        "PutObject",
                        bucket,
                        "'type':'reset','direction':'in','afterBytes':100000");

        assertThatThrownBy(
                () -> cairn.s3().putObject(
                        r -> r.bucket(bucket).key("k"),
                        RequestBody.fromBytes(TestBytes.of(300_000, 3))))
                .isInstanceOf(SdkClientException.class);

        assertThat(faults.fired(fault)).isGreaterThan(1);
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void resetWhileReading_isReadAgain() {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault =
                faults.once(
                        "GetObject",
                        bucket,
                        "'type':'reset','direction':'out','afterBytes':100000");

        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
        assertThat(faults.fired(fault)).isEqualTo(1);
    }

    @Test
    void truncatedAnswer_isReadAgain() {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault = faults.once("GetObject", bucket, "'type':'truncate','afterBytes':200000");

        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
        assertThat(faults.fired(fault)).isEqualTo(1);
    }

    @Test
    void truncatedForEver_isNeverTakenForTheWhole() {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault =
                faults.always("GetObject", bucket, "'type':'truncate','afterBytes':299999");

        assertThatThrownBy(() -> get(bucket, "k")).isInstanceOf(SdkClientException.class);
        assertThat(faults.fired(fault)).isPositive();
    }

    @Test
    void flippedBit_isFoundByTheChecksum() {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault =
                faults.always("GetObject", bucket, "'type':'flipBit','offset':123456,'bit':5");

        assertThatThrownBy(
                () -> cairn.s3().getObjectAsBytes(
                        r -> r.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED)))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("checksum");

        assertThat(faults.fired(fault)).isPositive();
        assertThat(cairn.admin().send("DELETE", "/api/v1/faults").status()).isEqualTo(200);
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void flippedBitInARange_isNotFoundByAClient() {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault =
                faults.always("GetObject", bucket, "'type':'flipBit','offset':1000,'bit':0");

        byte[] beside = range(cairn.s3(), bucket, "bytes=0-999");
        byte[] within = range(cairn.s3(), bucket, "bytes=1000-1000");

        assertThat(beside).isEqualTo(Arrays.copyOf(content, 1000));
        assertThat(within).containsExactly(content[1000] ^ 1);
        assertThat(faults.fired(fault)).isEqualTo(1);
        assertThat(faults.matched(fault)).isEqualTo(2);
    }

    @Test
    void asynchronousClient_findsTheFlippedBitToo() {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault =
                faults.always("GetObject", bucket, "'type':'flipBit','offset':299999,'bit':7");
        try (S3AsyncClient s3 = SdkClients.onNetty(cairn.process().ready().s3())) {
            assertThatThrownBy(
                    () -> s3.getObject(
                            r -> r.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED),
                            AsyncResponseTransformer.toBytes())
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("checksum");
        }
        assertThat(faults.fired(fault)).isPositive();
    }

    private static byte[] range(S3Client s3, String bucket, String range) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key("k").range(range)).asByteArray();
    }

    private void put(String bucket, String key) {
        cairn.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    private byte[] get(String bucket, String key) {
        return cairn.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    }
}
