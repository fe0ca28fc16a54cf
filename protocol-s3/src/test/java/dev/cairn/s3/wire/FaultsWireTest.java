package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.auth.TestSigner;
import dev.cairn.s3.fault.Direction;
import dev.cairn.s3.fault.FaultEffect;
import dev.cairn.s3.fault.FaultEffect.ErrorInBody;
import dev.cairn.s3.fault.FaultMatch;
import dev.cairn.s3.fault.FaultReport;
import dev.cairn.s3.fault.Faults;
import dev.cairn.s3.fault.InvalidFaultException;
import dev.cairn.s3.fault.TooManyFaultsException;
import dev.cairn.s3.http.Headers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Faults that happen where a request is served. */
@ExtendWith(OpenWire.class)
class FaultsWireTest {
    private static final FaultMatch PUT = FaultMatch.ANY.withOperation("PutObject");

    private final Wire wire;
    private final String bucket;

    FaultsWireTest(Wire wire) {
        this.wire = wire;
        this.bucket = wire.newBucket();
    }

    @AfterEach
    void clear() {
        assertThat(wire.faults().clear()).hasSizeLessThanOrEqualTo(Faults.FAULTS_MAX);
    }

    @Test
    void slowDown_asksToWaitAndStoresNothing() {
        FaultReport fault =
                wire.faults().add(PUT, new FaultEffect.SlowDown(Duration.ofSeconds(7)));

        Reply reply = put("k", "body");

        reply.is(503, "SlowDown");
        assertThat(reply.header("retry-after")).isEqualTo("7");
        assertThat(reply.log().errorCode()).isEqualTo("SlowDown");
        assertThat(fired(fault)).isEqualTo(1);
        wire.get("/" + bucket + "/k").send().is(404, "NoSuchKey");
    }

    @Test
    void firing_namesTheRequest() {
        FaultReport fault = wire.faults().add(PUT, new FaultEffect.InternalFailure());

        put("k ey", "body").is(500, "InternalError");

        FaultReport report = wire.faults().find(fault.id()).orElseThrow();
        assertThat(report.matched()).isEqualTo(1);
        assertThat(report.firings())
                .singleElement()
                .satisfies(
                        firing -> {
                            assertThat(firing.operation()).isEqualTo("PutObject");
                            assertThat(firing.bucket()).isEqualTo(bucket);
                            assertThat(firing.key()).isEqualTo("k ey");
                            assertThat(firing.requestId()).isEqualTo(wire.lastLog().requestId());
                            assertThat(firing.at()).isEqualTo(wire.storageTime());
                        });
    }

    @Test
    void errorInBody_isA200AndTheOperationIsNotExecuted() {
        put("source", "body").is(200);
        FaultReport fault =
                wire.faults()
                        .add(
                                FaultMatch.ANY,
                                new ErrorInBody(ErrorInBody.Code.SLOW_DOWN, false));

        Reply reply = copy("copy");

        reply.is(200);
        assertThat(reply.text()).contains("<Error><Code>SlowDown</Code>");
        assertThat(reply.log().errorCode()).isEqualTo("SlowDown");
        assertThat(fired(fault)).isEqualTo(1);
        wire.get("/" + bucket + "/copy").send().is(404, "NoSuchKey");
    }

    @Test
    void errorInBodyAfterCommit_isExecuted() {
        put("source", "body").is(200);
        FaultReport fault =
                wire.faults()
                        .add(
                                FaultMatch.ANY,
                                new ErrorInBody(ErrorInBody.Code.INTERNAL_ERROR, true));

        assertThat(copy("copy").text()).contains("<Code>InternalError</Code>");
        assertThat(fired(fault)).isEqualTo(1);
        assertThat(wire.get("/" + bucket + "/copy").send().text()).isEqualTo("body");
    }

    @Test
    void errorInBodyAfterCommit_ofARefusedRequestIsItsRefusal() {
        FaultReport fault =
                wire.faults()
                        .add(
                                FaultMatch.ANY,
                                new ErrorInBody(ErrorInBody.Code.INTERNAL_ERROR, true));

        copy("copy").is(404, "NoSuchKey");
        assertThat(fired(fault)).isZero();
    }

    @Test
    void skewedClock_refusesSignaturesThatAreFresh() {
        FaultReport fault =
                wire.faults()
                        .add(
                                FaultMatch.ANY.withBucket(bucket),
                                new FaultEffect.SkewClock(Duration.ofMinutes(-16)));

        Reply reply = put("k", "body");

        reply.is(403, "RequestTimeTooSkewed");
        assertThat(reply.text())
                .contains("<ServerTime>" + Wire.SIGNED_AT.minus(Duration.ofMinutes(16)));
        assertThat(fired(fault)).isEqualTo(1);
    }

    @Test
    void skewedClockWithinTheLimit_isNoMatter() {
        FaultReport fault =
                wire.faults()
                        .add(FaultMatch.ANY, new FaultEffect.SkewClock(Duration.ofMinutes(14)));

        put("k", "body").is(200);
        assertThat(fired(fault)).isEqualTo(1);
    }

    @Test
    void fullDisk_refusesWritesAndNothingElse() {
        put("k", "body").is(200);
        FaultReport fault = wire.faults().add(FaultMatch.ANY, new FaultEffect.DiskFull(0));

        Reply refused = put("k", "other");
        refused.is(503, "ServiceUnavailable");
        assertThat(refused.text()).contains("The disk of the store is full");
        assertThat(wire.get("/" + bucket + "/k").send().text()).isEqualTo("body");
        wire.post("/" + bucket + "?delete")
                .body("<Delete><Object><Key>k</Key></Object></Delete>")
                .withMd5()
                .send()
                .is(200);
        assertThat(fired(fault)).isEqualTo(1);
    }

    @Test
    void fullDisk_refusesForms() {
        FaultReport fault = wire.faults().add(FaultMatch.ANY, new FaultEffect.DiskFull(0));

        new TestForm(bucket).field("key", "k").file("content").signed().post(wire)
                .is(503, "ServiceUnavailable");

        assertThat(fired(fault)).isEqualTo(1);
        wire.get("/" + bucket + "/k").send().is(404, "NoSuchKey");
    }

    @Test
    void diskThatFillsInTheMiddle_leavesNothingBehind() throws Exception {
        FaultReport fault = wire.faults().add(PUT, new FaultEffect.DiskFull(100_000));

        put("small", "x".repeat(100_000)).is(200);
        put("large", "x".repeat(300_000)).is(503, "ServiceUnavailable");

        assertThat(fired(fault)).isEqualTo(1);
        wire.get("/" + bucket + "/large").send().is(404, "NoSuchKey");
        assertThat(wire.storage().integrity().unaccountedBytes()).isZero();
    }

    @Test
    void accessKey_isTheOneThatIsClaimed() {
        FaultReport fault =
                wire.faults()
                        .add(
                                FaultMatch.ANY.withAccessKey("AKSTRANGER"),
                                new FaultEffect.InternalFailure());

        put("k", "body").is(200);
        wire.get("/" + bucket + "/k").as(Wire.STRANGER).send().is(500, "InternalError");
        assertThat(fired(fault)).isEqualTo(1);
    }

    @Test
    void presignedKey_isClaimedToo() {
        FaultReport fault =
                wire.faults()
                        .add(
                                FaultMatch.ANY.withAccessKey("AKOWNER"),
                                new FaultEffect.InternalFailure());
        TestSigner signer = wire.get("/").signer();

        Headers host = Headers.builder().add("host", "localhost").build();

        Reply reply =
                wire.get("/").sendHead(
                        signer.presign(
                                "GET", "/" + bucket + "/k", "60", TestSigner.UNSIGNED, host),
                        Unread.BODY);

        reply.is(500, "InternalError");
        assertThat(fired(fault)).isEqualTo(1);
    }

    @Test
    void theFirstRefusal_isTheOneThatHappens() {
        FaultReport first = wire.faults().add(PUT, new FaultEffect.InternalFailure());
        FaultReport second = wire.faults().add(PUT, new FaultEffect.SlowDown(Duration.ZERO));

        put("k", "body").is(500, "InternalError");

        assertThat(fired(first)).isEqualTo(1);
        assertThat(fired(second)).isZero();
        assertThat(wire.faults().find(second.id()).orElseThrow().matched()).isEqualTo(1);
    }

    @Test
    void removedFault_happensNoMore() {
        FaultReport fault = wire.faults().add(PUT, new FaultEffect.InternalFailure());
        put("k", "body").is(500, "InternalError");

        assertThat(wire.faults().remove(fault.id()).orElseThrow().fired()).isEqualTo(1);
        assertThat(wire.faults().remove(fault.id())).isEmpty();
        put("k", "body").is(200);
    }

    @Test
    void faultThatNoOperationMeets_isRefused() {
        assertThatThrownBy(
                () -> wire.faults()
                        .add(
                                FaultMatch.ANY.withOperation("GetObjct"),
                                new FaultEffect.InternalFailure()))
                .isInstanceOf(InvalidFaultException.class)
                .hasMessageContaining("match.operation");
        assertThatThrownBy(() -> wire.faults().add(PUT, new FaultEffect.FlipBit(0, 0)))
                .isInstanceOf(InvalidFaultException.class)
                .hasMessageContaining("flipBit");
        assertThat(
                wire.faults()
                        .add(
                                FaultMatch.ANY.withOperation("PostObject"),
                                new FaultEffect.DiskFull(0))
                        .number())
                .isPositive();
    }

    @Test
    void faults_haveALimit() {
        for (int i = 0; i < Faults.FAULTS_MAX; i++) {
            assertThat(wire.faults().add(PUT, new FaultEffect.Reset(Direction.IN, i)).fired())
                    .isZero();
        }

        assertThatThrownBy(() -> wire.faults().add(PUT, new FaultEffect.DropReply()))
                .isInstanceOf(TooManyFaultsException.class);
    }

    private Reply put(String key, String body) {
        return wire.put("/" + bucket + "/" + key.replace(" ", "%20")).body(body).send();
    }

    private Reply copy(String key) {
        return wire.put("/" + bucket + "/" + key)
                .with("x-amz-copy-source", "/" + bucket + "/source")
                .send();
    }

    private long fired(FaultReport fault) {
        return wire.faults().find(fault.id()).orElseThrow().fired();
    }
}
