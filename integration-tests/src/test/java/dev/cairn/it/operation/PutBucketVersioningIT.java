package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** PutBucketVersioning: what it makes of writes and deletes, also across a crash. */
class PutBucketVersioningIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @Test
    void enabled_keepsEveryVersionAlsoAcrossACrash() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        String first = bucket.put("k", "one");
        String second = bucket.put("k", "two!");
        String marker = bucket.delete("k");
        cairn.killAndRestart();

        VersionedBucket again = new VersionedBucket(cairn.s3(), bucket.name());
        assertThat(again.get("k", first)).isEqualTo("one");
        Refused.with(404, "NoSuchKey", () -> again.get("k"));
        again.deleteVersion("k", marker);
        assertThat(again.get("k")).isEqualTo("two!");
        HeadObjectResponse head = cairn.s3().headObject(
                request -> request.bucket(bucket.name()).key("k"));
        assertThat(head.versionId()).isEqualTo(second);
        assertThat(cairn.s3().getBucketVersioning(request -> request.bucket(bucket.name()))
                .status()).isEqualTo(BucketVersioningStatus.ENABLED);
    }

    @Test
    void suspended_replacesTheNullVersionOnly() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        String first = bucket.put("k", "one");
        bucket.set(BucketVersioningStatus.SUSPENDED);
        assertThat(bucket.put("k", "null 1")).isNull();
        assertThat(bucket.put("k", "null 2")).isNull();
        assertThat(bucket.get("k", "null")).isEqualTo("null 2");
        assertThat(bucket.delete("k")).isEqualTo("null");
        assertThat(bucket.get("k", first)).isEqualTo("one");
    }

    @Test
    void noncurrentBytes_areCountedUntilTheyAreDeleted() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        String first = bucket.put("k", "12345");
        bucket.put("k", "123");
        assertThat(bytes(bucket, "noncurrent")).isEqualTo(5);
        assertThat(bytes(bucket, "current")).isEqualTo(3);
        bucket.deleteVersion("k", first);
        assertThat(bytes(bucket, "noncurrent")).isZero();
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    private static long bytes(VersionedBucket bucket, String name) {
        return cairn.admin().usage(bucket.name()).get("bytes").get(name).asLong();
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        row.check(cairn.wire(), cairn.bucket());
    }

    static Stream<WireCase> refusals() {
        return Stream.of(
                row("<Status>on</Status>", 400, "MalformedXML"),
                row("", 400, "IllegalVersioningConfigurationException"),
                row("<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>", 501,
                        "NotImplemented"));
    }

    private static WireCase row(String children, int status, String code) {
        String document = "<VersioningConfiguration>" + children + "</VersioningConfiguration>";
        return WireCase.refused(
                code, WireRequest.put("/BUCKET?versioning", document), status, code);
    }

    @Test
    void anothersBucket_isAccessDenied() {
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(WireRequest.put(
                "/" + cairn.bucket() + "?versioning",
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")));
    }
}
