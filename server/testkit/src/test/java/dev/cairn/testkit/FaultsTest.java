package dev.cairn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.testkit.aws.SdkClients;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Faults as tests ask for them; what each does is tested in the server. */
class FaultsTest {
    private final CairnServer cairn = CairnServer.builder().buckets("vault").start();
    private final SdkClients clients = new SdkClients(cairn);
    private final S3Client s3 = clients.s3();

    @BeforeEach
    void putOne() {
        s3.putObject(put -> put.bucket("vault").key("k"), RequestBody.fromString("v"));
    }

    @AfterEach
    void stop() {
        clients.close();
        cairn.close();
    }

    @Test
    void fault_happensToTheCallsThatWereChosen() {
        Fault flaky =
                cairn.faults()
                        .add(
                                RequestMatch.operation("GetObject").bucket("vault").every(2),
                                FaultEffect.slowDown(Duration.ofSeconds(1)));

        // The second is refused, and tried again by the SDK.
        assertThat(read()).isEqualTo("v");
        assertThat(read()).isEqualTo("v");

        assertThat(flaky.matched()).isEqualTo(3);
        assertThat(flaky.fired()).isEqualTo(1);
        assertThat(flaky.requestIds()).singleElement().asString().isNotEmpty();
        assertThat(flaky.remove()).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(flaky::fired)
                .withMessageContaining("NoSuchFault");
        flaky.close();
    }

    @Test
    void lostReplyOfComplete_isForgivenByTheRetry() {
        String id =
                s3.createMultipartUpload(create -> create.bucket("vault").key("big")).uploadId();
        String etag =
                s3.uploadPart(
                        part -> part.bucket("vault").key("big").uploadId(id).partNumber(1),
                        RequestBody.fromString("part"))
                        .eTag();
        try (Fault lost =
                cairn.faults()
                        .add(
                                RequestMatch.operation("CompleteMultipartUpload").once(),
                                FaultEffect.dropReply())) {
            s3.completeMultipartUpload(
                    complete -> complete.bucket("vault")
                            .key("big")
                            .uploadId(id)
                            .multipartUpload(
                                    upload -> upload.parts(
                                            CompletedPart.builder()
                                                    .partNumber(1)
                                                    .eTag(etag)
                                                    .build())));

            assertThat(lost.fired()).isEqualTo(1);
            assertThat(lost.matched()).isEqualTo(2);
        }
        cairn.uploads().assertNoneOpen();
    }

    @Test
    void faults_areListedWithTheRequestsTheyHappenedTo() {
        Fault later =
                cairn.faults()
                        .add(
                                RequestMatch.operation("HeadObject").callsFrom(2),
                                FaultEffect.internalError());
        Fault other =
                cairn.faults().add(RequestMatch.any().bucket("none"), FaultEffect.dropReply());

        s3.headObject(head -> head.bucket("vault").key("k"));
        assertThat(later.firings()).isEmpty();
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.headObject(head -> head.bucket("vault").key("k")));

        assertThat(cairn.faults().list())
                .extracting(Fault::id)
                .containsExactly(later.id(), other.id());
        assertThat(later.firings())
                .hasSameSizeAs(later.requestIds())
                .allSatisfy(
                        firing -> {
                            assertThat(firing.operation()).isEqualTo("HeadObject");
                            assertThat(firing.bucket()).isEqualTo("vault");
                            assertThat(firing.key()).isEqualTo("k");
                            assertThat(firing.partNumber()).isNull();
                            assertThat(firing.at()).isBeforeOrEqualTo(cairn.clock().now());
                        })
                .isNotEmpty();
    }

    @Test
    void clear_removesAll() {
        cairn.faults().add(RequestMatch.any(), FaultEffect.internalError());
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(this::read)
                .matches(refused -> refused.statusCode() == 500);

        assertThat(cairn.faults().clear()).isPositive();
        assertThat(read()).isEqualTo("v");
    }

    @Test
    void reset_removesFaults() {
        cairn.faults().add(RequestMatch.any(), FaultEffect.internalError());

        cairn.reset();

        assertThat(s3.listBuckets().buckets()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("effects")
    void everyEffect_isKnownToTheServer(FaultEffect effect) {
        try (Fault fault = cairn.faults().add(RequestMatch.any().bucket("none"), effect)) {
            assertThat(fault.id()).isNotEmpty();
        }
    }

    static Stream<FaultEffect> effects() {
        return Stream.of(
                FaultEffect.slowDown(Duration.ZERO),
                FaultEffect.internalError(),
                FaultEffect.errorInBody(true),
                FaultEffect.slowDownInBody(false),
                FaultEffect.delay(Duration.ofSeconds(1)),
                FaultEffect.bandwidth(1024, FaultEffect.Direction.BOTH),
                FaultEffect.reset(FaultEffect.Direction.IN, 0),
                FaultEffect.reset(FaultEffect.Direction.OUT, 1024),
                FaultEffect.truncate(1),
                FaultEffect.flipBit(1_000_000, 7),
                FaultEffect.dropReply(),
                FaultEffect.skewClock(Duration.ofMinutes(-20)),
                FaultEffect.diskFull(0));
    }

    @ParameterizedTest
    @MethodSource("matches")
    void everyMatch_isKnownToTheServer(RequestMatch match) {
        try (Fault fault = cairn.faults().add(match, FaultEffect.delay(Duration.ofMillis(1)))) {
            assertThat(fault.fired()).isZero();
        }
    }

    static Stream<RequestMatch> matches() {
        return Stream.of(
                RequestMatch.any(),
                RequestMatch.operation("UploadPart*").partNumber(7).key("*.tar"),
                RequestMatch.any().accessKey("CAIRN*").header("x-amz-acl"),
                RequestMatch.any().header("user-agent", "aws-sdk-java*").calls(2, 3),
                RequestMatch.any().sometimes(0.5, 42));
    }

    @Test
    void whatCannotBe_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> cairn.faults()
                                .add(
                                        RequestMatch.operation("GetObjekt"),
                                        FaultEffect.dropReply()))
                .withMessageContaining("match.operation");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> cairn.faults().add(RequestMatch.any(), FaultEffect.flipBit(0, 8)))
                .withMessageContaining("bit");
    }

    @Test
    void serverThatDoesNotAllowFaults_saysSo() {
        try (CairnServer earnest = CairnServer.builder().config("allow-faults", "false").start()) {
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> earnest.faults()
                                    .add(RequestMatch.any(), FaultEffect.dropReply()))
                    .withMessageContaining("FaultsDisabled");
            earnest.reset();
        }
    }

    private String read() {
        return s3.getObjectAsBytes(get -> get.bucket("vault").key("k")).asUtf8String();
    }
}
