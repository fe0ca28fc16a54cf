package dev.cairn.it.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.it.Eventually;
import dev.cairn.it.server.CairnServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

/** A plan that gives unfinished uploads up ends them, and says so beforehand. */
class EnforcedPlanIT {
    private static final Instant T0 = Instant.parse("2031-03-01T10:00:00Z");
    private static final Instant DUE = Instant.parse("2031-03-31T10:00:00Z");
    private static final String KEY = "backup.tar";
    private static final int PART = 1000;

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(
                    options -> options.withFlag("test-clock", "true")
                            .withFlag("billing-plan", "wasabi-payg")
                            .withFlag("lifecycle-enforce-plan", "true")
                            .withFlag("lifecycle-interval", "PT1S"));

    @Test
    void uploadIsEndedAfterThirtyDaysToTheMoment_andBilledForNinety() throws Throwable {
        clock("{\"freeze\":true}");
        clock("{\"set\":\"" + T0 + "\"}");
        String bucket = cairn.bucket();
        String id = cairn.s3().createMultipartUpload(
                request -> request.bucket(bucket).key(KEY)).uploadId();
        part(bucket, id);
        String whole = cairn.bucket();
        String wholeId = cairn.s3().createMultipartUpload(
                request -> request.bucket(whole).key(KEY)).uploadId();
        String etag = part(whole, wholeId);
        ListPartsResponse parts = cairn.s3().listParts(
                request -> request.bucket(bucket).key(KEY).uploadId(id));
        assertThat(parts.abortRuleId()).isEqualTo("cairn:plan");
        assertThat(parts.abortDate()).isEqualTo(DUE);
        assertThat(cairn.admin().uploads(bucket).getFirst().get("abortDate").asString())
                .isEqualTo(DUE.toString());
        JsonNode explained = cairn.admin().get("/api/v1/lifecycle/explain",
                Map.of("bucket", bucket, "key", KEY, "uploadId", id));
        assertThat(explained.get("decided").get("ruleId").asString()).isEqualTo("cairn:plan");

        clock("{\"set\":\"" + DUE.minusSeconds(1) + "\"}");
        part(bucket, id);
        // The rules run two days late; what they do counts from when it was due.
        clock("{\"set\":\"" + DUE.plus(Duration.ofDays(2)) + "\"}");
        Eventually.within(Duration.ofSeconds(60),
                () -> assertThat(cairn.admin().uploads(bucket)).isEmpty());
        assertThatThrownBy(() -> part(bucket, id)).isInstanceOf(NoSuchUploadException.class);
        assertThat(complete(whole, wholeId, etag)).isEqualTo("NoSuchUpload");

        clock("{\"set\":\"2031-07-01T01:00:00Z\"}");
        JsonNode statement = statement(bucket);
        // The part of the last second took the place of the first one, which is deleted as well.
        long seconds = Duration.between(T0, DUE).toSeconds();
        long kept = Duration.ofDays(60).toSeconds();
        assertThat(byteSeconds(statement, "incomplete-multipart-uploads"))
                .isEqualTo(PART * seconds);
        assertThat(byteSeconds(statement, "deleted-storage"))
                .isEqualTo(PART * (1 + kept) + PART * kept);
        assertThat(byteSeconds(statement(whole), "incomplete-multipart-uploads"))
                .isEqualTo(PART * seconds);
        assertThat(byteSeconds(statement(whole), "deleted-storage")).isEqualTo(PART * kept);
    }

    private static JsonNode statement(String bucket) {
        return cairn.admin()
                .get(
                        "/api/v1/statement",
                        Map.of("bucket", bucket, "from", "2031-03-01", "to", "2031-07-01"));
    }

    /** The code of the refusal. */
    private static String complete(String bucket, String id, String etag) {
        CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
        S3Exception refused =
                catchThrowableOfType(
                        S3Exception.class,
                        () -> cairn.s3().completeMultipartUpload(
                                request -> request.bucket(bucket).key(KEY).uploadId(id)
                                        .multipartUpload(upload -> upload.parts(part))));
        return refused == null ? "completed" : refused.awsErrorDetails().errorCode();
    }

    private static long byteSeconds(JsonNode statement, String id) {
        return StreamSupport.stream(statement.get("lines").spliterator(), false)
                .filter(line -> line.get("id").asString().equals(id))
                .mapToLong(line -> Long.parseLong(line.get("byteSeconds").asString()))
                .sum();
    }

    private static String part(String bucket, String id) {
        return cairn.s3().uploadPart(
                request -> request.bucket(bucket).key(KEY).uploadId(id).partNumber(1),
                RequestBody.fromBytes(new byte[PART])).eTag();
    }

    private static void clock(String body) {
        assertThat(cairn.admin().send("PUT", "/api/v1/clock", body).status()).isEqualTo(200);
    }
}
