package dev.cairn.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.it.TestBytes;
import dev.cairn.it.admin.AdminClient;
import dev.cairn.it.client.SdkClients;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.server.ServerProcess;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

/** Faults by which a request is refused, or said to have failed. */
class RefusedRequestsIT {
    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options.withFlag("allow-faults", "true"));

    @RegisterExtension
    final ServerFaults faults = new ServerFaults(cairn);

    private final byte[] content = TestBytes.of(200_000, 1);

    @Test
    void slowDown_isRetriedUntilItIsOver() {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault =
                faults.add(
                        ("{'match':{'operation':'GetObject','bucket':'%s','calls':{'to':2}},"
                                + "'effect':{'type':'slowDown','retryAfter':'PT1S'}}")
                                .formatted(bucket));

        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();

        assertThat(faults.fired(fault)).isEqualTo(2);
        assertThat(faults.matched(fault)).isEqualTo(3);
    }

    @Test
    void slowDownForEver_isAnExceptionAndNothingIsStored() {
        String bucket = cairn.bucket();
        String fault = faults.always("PutObject", bucket, "'type':'slowDown'");

        S3Exception refused =
                catchThrowableOfType(S3Exception.class, () -> put(bucket, "k"));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.numAttempts()).isGreaterThan(1);
        assertThat(faults.fired(fault)).isEqualTo((long) refused.numAttempts());
        assertThat(keys(bucket)).isEmpty();
    }

    @Test
    void slowDown_saysWhenToComeAgain() {
        String bucket = cairn.bucket();
        faults.always("ListObjectsV2", bucket, "'type':'slowDown','retryAfter':'PT17S'");

        WireResponse answer =
                cairn.wire().send(WireRequest.get("/" + bucket + "?list-type=2"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).hasValue("17");
        assertThat(answer.element("Code")).hasValue("SlowDown");
        assertThat(answer.header("x-amz-request-id").orElseThrow())
                .isEqualTo(answer.element("RequestId").orElseThrow());
    }

    @Test
    void internalError_isRetried() {
        String bucket = cairn.bucket();
        String fault = faults.once("PutObject", bucket, "'type':'internalError'");

        put(bucket, "k");

        assertThat(faults.fired(fault)).isEqualTo(1);
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void report_namesRequestsAsTheClientAndTheLogKnowThem() {
        String bucket = cairn.bucket();
        String fault = faults.always("HeadObject", bucket, "'type':'internalError'");

        S3Exception refused =
                catchThrowableOfType(
                        S3Exception.class,
                        () -> cairn.s3().headObject(r -> r.bucket(bucket).key("k")));

        JsonNode firings = faults.report(fault).get("firings");
        JsonNode last = firings.get(firings.size() - 1);
        assertThat(last.get("requestId").asString()).isEqualTo(refused.requestId());
        assertThat(last.get("operation").asString()).isEqualTo("HeadObject");
        assertThat(last.get("key").asString()).isEqualTo("k");
        assertThat(cairn.process().stderr()).contains(refused.requestId() + ": HeadObject meets");
    }

    @Test
    void errorInBodyOfComplete_isSeenAndTheUploadStaysOpen() {
        String bucket = cairn.bucket();
        String id = begin(bucket, "k");
        List<CompletedPart> parts = List.of(part(bucket, "k", id, 1));
        String fault = faults.once("CompleteMultipartUpload", bucket, "'type':'errorInBody'");

        complete(bucket, "k", id, parts);

        assertThat(faults.fired(fault)).isEqualTo(1);
        assertThat(faults.matched(fault)).isEqualTo(2);
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
        assertThat(cairn.admin().uploads(bucket)).isEmpty();
    }

    @Test
    void errorInBodyOfCompleteForEver_isAnExceptionOfStatus200() {
        String bucket = cairn.bucket();
        String id = begin(bucket, "k");
        List<CompletedPart> parts = List.of(part(bucket, "k", id, 1));
        faults.always(
                "CompleteMultipartUpload", bucket, "'type':'errorInBody','code':'SlowDown'");

        S3Exception failed =
                catchThrowableOfType(
                        S3Exception.class, () -> complete(bucket, "k", id, parts));

        assertThat(failed.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
        assertThat(keys(bucket)).isEmpty();
        assertThat(cairn.admin().uploads(bucket)).hasSize(1);
        cairn.s3().abortMultipartUpload(r -> r.bucket(bucket).key("k").uploadId(id));
    }

    @Test
    void errorInBodyAfterTheCommit_isRepeatedWithTheSameAnswer() {
        String bucket = cairn.bucket();
        String id = begin(bucket, "k");
        List<CompletedPart> parts = List.of(part(bucket, "k", id, 1));
        String fault =
                faults.once(
                        "CompleteMultipartUpload",
                        bucket,
                        "'type':'errorInBody','afterCommit':true");

        String etag = complete(bucket, "k", id, parts);

        assertThat(faults.fired(fault)).isEqualTo(1);
        assertThat(etag)
                .isEqualTo(cairn.s3().headObject(r -> r.bucket(bucket).key("k")).eTag());
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void errorInBodyOfCopies_isSeen() {
        String bucket = cairn.bucket();
        put(bucket, "source");
        String copy = faults.once("CopyObject", bucket, "'type':'errorInBody'");
        String partCopy = faults.once("UploadPartCopy", bucket, "'type':'errorInBody'");

        cairn.s3().copyObject(r -> r.sourceBucket(bucket).sourceKey("source")
                .destinationBucket(bucket).destinationKey("copy"));
        String id = begin(bucket, "parts");
        cairn.s3().uploadPartCopy(r -> r.sourceBucket(bucket).sourceKey("source")
                .destinationBucket(bucket).destinationKey("parts").uploadId(id).partNumber(1));

        assertThat(faults.fired(copy)).isEqualTo(1);
        assertThat(faults.fired(partCopy)).isEqualTo(1);
        assertThat(Arrays.equals(get(bucket, "copy"), content)).isTrue();
        assertThat(cairn.admin().uploads(bucket).getFirst().get("bytes").asLong())
                .isEqualTo(content.length);
        cairn.s3().abortMultipartUpload(r -> r.bucket(bucket).key("parts").uploadId(id));
    }

    @Test
    void skewedClock_isCorrectedByTheClient() {
        String bucket = cairn.bucket();
        String fault = faults.always("PutObject", bucket, "'type':'skewClock','by':'PT20M'");

        try (S3Client fresh = SdkClients.withoutExpect(cairn.process().ready().s3())) {
            fresh.putObject(
                    r -> r.bucket(bucket).key("k"), RequestBody.fromBytes(content));
        }

        assertThat(faults.fired(fault)).isEqualTo(2);
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void skewedClock_saysWhatItShows() {
        String bucket = cairn.bucket();
        faults.always("List*", bucket, "'type':'skewClock','by':'-PT1H'");

        WireResponse answer = cairn.wire().send(WireRequest.get("/" + bucket));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.element("Code")).hasValue("RequestTimeTooSkewed");
        Instant shown = Instant.parse(answer.element("ServerTime").orElseThrow());
        Instant date =
                ZonedDateTime.parse(
                        answer.header("date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
        assertThat(Duration.between(shown, date)).isLessThan(Duration.ofMinutes(5));
        assertThat(date).isBefore(Instant.now().minus(Duration.ofMinutes(30)));
    }

    @Test
    void fullDisk_stopsTheUploadAndItGoesOnLater() {
        String bucket = cairn.bucket();
        put(bucket, "before");
        String id = begin(bucket, "k");
        CompletedPart first = part(bucket, "k", id, 1);
        String fault = faults.always("*", bucket, "'type':'diskFull','afterBytes':100000");

        S3Exception full =
                catchThrowableOfType(S3Exception.class, () -> part(bucket, "k", id, 2));

        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(faults.fired(fault)).isEqualTo((long) full.numAttempts());
        assertThat(Arrays.equals(get(bucket, "before"), content)).isTrue();
        assertThat(cairn.admin().integrity().logical("uploadOpen")).isEqualTo(content.length);
        assertThat(cairn.admin().integrity().inFlightBytes()).isZero();
        assertThat(cairn.admin().send("DELETE", "/api/v1/faults").status()).isEqualTo(200);
        CompletedPart only = part(bucket, "k", id, 1);
        assertThat(only.eTag()).isEqualTo(first.eTag());
        complete(bucket, "k", id, List.of(only));
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void partNumberAndHeader_chooseTheRequests() {
        String bucket = cairn.bucket();
        String second =
                faults.add(
                        ("{'match':{'bucket':'%s','partNumber':2,'calls':{'to':1},"
                                + "'header':{'name':'User-Agent','value':'aws-sdk-java*'}},"
                                + "'effect':{'type':'internalError'}}")
                                .formatted(bucket));
        String id = begin(bucket, "k");

        part(bucket, "k", id, 1);
        assertThat(faults.matched(second)).isZero();
        part(bucket, "k", id, 2);

        assertThat(faults.fired(second)).isEqualTo(1);
        assertThat(faults.matched(second)).isEqualTo(2);
        assertThat(faults.report(second).get("firings").get(0).get("partNumber").asInt())
                .isEqualTo(2);
        cairn.s3().abortMultipartUpload(r -> r.bucket(bucket).key("k").uploadId(id));
    }

    @Test
    void sameSeed_meetsTheSameDecisions() {
        String bucket = cairn.bucket();
        String match =
                "{'match':{'operation':'GetBucketLocation','bucket':'%s','probability':0.5,"
                        + "'seed':11},'effect':{'type':'internalError'}}";
        List<Integer> first = statuses(faults.add(match.formatted(bucket)), bucket);
        List<Integer> again = statuses(faults.add(match.formatted(bucket)), bucket);

        assertThat(first).contains(200, 500).isEqualTo(again);
    }

    private List<Integer> statuses(String fault, String bucket) {
        List<Integer> statuses =
                IntStream.range(0, 12)
                        .mapToObj(
                                i -> cairn.wire()
                                        .send(WireRequest.get("/" + bucket + "?location"))
                                        .status())
                        .toList();
        assertThat(cairn.admin().send("DELETE", "/api/v1/faults/" + fault).status())
                .isEqualTo(200);
        return statuses;
    }

    @Test
    void withoutTheFlag_thereAreNoFaults() {
        ServerProcess old = cairn.process();
        assertThat(old.stop()).isZero();
        try (ServerProcess plain =
                ServerProcess.start(old.options().withFlag("allow-faults", "false"))) {
            AdminClient.Answer refused =
                    cairn.adminOf(plain)
                            .send("POST", "/api/v1/faults",
                                    "{\"effect\":{\"type\":\"dropReply\"}}");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.document().get("code").asString()).isEqualTo("FaultsDisabled");
            assertThat(plain.stop()).isZero();
        }
        cairn.startAgain();
    }

    private void put(String bucket, String key) {
        cairn.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    private byte[] get(String bucket, String key) {
        return cairn.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    }

    private List<String> keys(String bucket) {
        return cairn.s3().listObjectsV2(r -> r.bucket(bucket)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private String begin(String bucket, String key) {
        return cairn.s3().createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
    }

    private CompletedPart part(String bucket, String key, String id, int number) {
        String etag =
                cairn.s3().uploadPart(
                        r -> r.bucket(bucket).key(key).uploadId(id).partNumber(number),
                        RequestBody.fromBytes(content))
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private String complete(String bucket, String key, String id, List<CompletedPart> parts) {
        return cairn.s3().completeMultipartUpload(
                r -> r.bucket(bucket).key(key).uploadId(id)
                        .multipartUpload(upload -> upload.parts(parts)))
                .eTag();
    }
}
