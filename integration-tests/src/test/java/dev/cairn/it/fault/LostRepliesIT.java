package dev.cairn.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.it.TestBytes;
import dev.cairn.it.client.SdkClients;
import dev.cairn.it.server.CairnServer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

/**
 * Replies that are lost behind the commit: the client cannot know what was done, and repeats. The
 * asynchronous client tells; java.net's sends some requests again without telling the SDK.
 */
class LostRepliesIT {
    private static final String LOST = "'type':'dropReply'";

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options.withFlag("allow-faults", "true"));

    private static S3AsyncClient s3;

    @RegisterExtension
    final ServerFaults faults = new ServerFaults(cairn);

    private final byte[] content = TestBytes.of(100_000, 4);

    @BeforeAll
    static void connect() {
        s3 = SdkClients.onNetty(cairn.process().ready().s3());
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @Test
    void lostReplyOfComplete_isGivenAgain() throws Exception {
        String bucket = cairn.bucket();
        String id = begin(bucket, "k");
        CompletedPart part = part(bucket, "k", id);
        String fault = faults.once("CompleteMultipartUpload", bucket, LOST);

        String etag = complete(bucket, "k", id, part);

        assertThat(faults.fired(fault)).isEqualTo(1);
        assertThat(faults.matched(fault)).isEqualTo(2);
        assertThat(etag).endsWith("-1\"");
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
        assertThat(cairn.admin().uploads(bucket)).isEmpty();
    }

    @Test
    void repliesOfCompleteThatAreAllLost_leaveTheObject() throws Exception {
        String bucket = cairn.bucket();
        String id = begin(bucket, "k");
        CompletedPart part = part(bucket, "k", id);
        String fault = faults.always("CompleteMultipartUpload", bucket, LOST);

        assertThatThrownBy(() -> complete(bucket, "k", id, part))
                .isInstanceOf(ExecutionException.class);

        assertThat(faults.fired(fault)).isGreaterThan(1);
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
        assertThat(cairn.admin().uploads(bucket)).isEmpty();
    }

    @Test
    void lostReplyOfTheCommit_survivesAKill() throws Exception {
        String bucket = cairn.bucket();
        String fault = faults.always("PutObject", bucket, LOST);
        assertThatThrownBy(() -> put(bucket, "k")).isInstanceOf(ExecutionException.class);
        assertThat(faults.fired(fault)).isGreaterThan(1);

        cairn.killAndRestart();
        disconnect();
        connect();

        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void lostReplyOfCreate_leavesAnUploadThatNobodyKnows() throws Exception {
        String bucket = cairn.bucket();
        String fault = faults.once("CreateMultipartUpload", bucket, LOST);

        String id = begin(bucket, "k");

        assertThat(faults.fired(fault)).isEqualTo(1);
        List<JsonNode> uploads = cairn.admin().uploads(bucket);
        assertThat(uploads).hasSize(2);
        assertThat(uploads).extracting(upload -> upload.get("uploadId").asString()).contains(id);
        for (JsonNode upload : uploads) {
            abort(bucket, "k", upload.get("uploadId").asString());
        }
    }

    @Test
    void lostReplyOfAPart_isOnePartInTheEnd() throws Exception {
        String bucket = cairn.bucket();
        String id = begin(bucket, "k");
        String fault = faults.once("UploadPart", bucket, LOST);

        CompletedPart part = part(bucket, "k", id);

        assertThat(faults.fired(fault)).isEqualTo(1);
        JsonNode upload = cairn.admin().uploads(bucket).getFirst();
        assertThat(upload.get("partCount").asInt()).isEqualTo(1);
        assertThat(upload.get("bytes").asLong()).isEqualTo(content.length);
        String etag = complete(bucket, "k", id, part);
        assertThat(etag).isNotEmpty();
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void lostReplyOfAConditionalPut_looksLikeSomebodyElse() throws Exception {
        String bucket = cairn.bucket();
        String fault = faults.once("PutObject", bucket, LOST);

        ExecutionException failed =
                catchThrowableOfType(
                        ExecutionException.class,
                        () -> s3.putObject(
                                r -> r.bucket(bucket).key("k").ifNoneMatch("*"),
                                AsyncRequestBody.fromBytes(content))
                                .get());

        assertThat(failed.getCause())
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(412));
        assertThat(faults.fired(fault)).isEqualTo(1);
        assertThat(Arrays.equals(get(bucket, "k"), content)).isTrue();
    }

    @Test
    void lostReplyOfADelete_isDeletedOnce() throws Exception {
        String bucket = cairn.bucket();
        put(bucket, "k");
        String fault = faults.once("DeleteObject", bucket, LOST);

        int status =
                s3.deleteObject(r -> r.bucket(bucket).key("k")).get().sdkHttpResponse()
                        .statusCode();

        assertThat(status).isEqualTo(204);
        assertThat(faults.fired(fault)).isEqualTo(1);
        assertThat(cairn.s3().listObjectsV2(r -> r.bucket(bucket)).contents()).isEmpty();
    }

    private void put(String bucket, String key) throws Exception {
        String etag =
                s3.putObject(r -> r.bucket(bucket).key(key), AsyncRequestBody.fromBytes(content))
                        .get()
                        .eTag();
        assertThat(etag).isEqualTo(TestBytes.etag(content));
    }

    private static byte[] get(String bucket, String key) throws Exception {
        return s3.getObject(r -> r.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
                .get()
                .asByteArray();
    }

    private static String begin(String bucket, String key) throws Exception {
        return s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).get().uploadId();
    }

    private CompletedPart part(String bucket, String key, String id) throws Exception {
        String etag =
                s3.uploadPart(
                        r -> r.bucket(bucket).key(key).uploadId(id).partNumber(1),
                        AsyncRequestBody.fromBytes(content))
                        .get()
                        .eTag();
        return CompletedPart.builder().partNumber(1).eTag(etag).build();
    }

    private static String complete(String bucket, String key, String id, CompletedPart part)
            throws Exception {
        return s3.completeMultipartUpload(
                r -> r.bucket(bucket).key(key).uploadId(id)
                        .multipartUpload(upload -> upload.parts(part)))
                .get()
                .eTag();
    }

    private static void abort(String bucket, String key, String id) {
        cairn.s3().abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id));
    }
}
