package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.operation.Operation;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That each request is the operation that S3 takes it for, and no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingWireTest {
    /** Operations of the service model: name, method, target; from botocore 1.43.11. */
    private static final String MODEL = "/dev/cairn/s3/operation/service-model.csv";

    private Wire wire;
    private String bucket;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        wire = Wire.open(directory);
        bucket = wire.newBucket();
    }

    @AfterAll
    void close() throws Exception {
        wire.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = MODEL)
    void operationOfTheModel_isFoundOrNamedAsMissing(String name, String method, String target,
            boolean copies) {
        wire.put("/" + bucket + "/Key").body("unchanged").send().is(200);
        WireRequest request = wire.request(method, target.replace("Bucket", bucket));
        if (copies) {
            request.with("x-amz-copy-source", bucket + "/absent");
        }
        Operation answering = operation(name);

        Reply reply = request.send();

        assertThat(reply.log().operation()).isEqualTo(answering.name());
        if (answering.implemented()) {
            assertThat(reply.log().errorCode()).isNotEqualTo("NotImplemented");
        } else {
            reply.is(501, "NotImplemented").says("Operation", answering.name());
            wire.get("/" + bucket + "/Key").send().is(200).holds("unchanged");
        }
        // What an operation like DeleteBucket took away, the next one needs.
        wire.put("/" + bucket).send().is(200);
    }

    @Test
    void table_namesAllOfTheModelAndNoMore() throws Exception {
        Set<String> model = new TreeSet<>();
        try (InputStream lines = Objects.requireNonNull(
                RoutingWireTest.class.getResourceAsStream(MODEL))) {
            new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> model.add(line.substring(0, line.indexOf(','))));
        }

        assertThat(model).hasSize(111);
        assertThat(wire.service().operations().byName().keySet()).isEqualTo(model);
        assertThat(wire.service().operations().operations()).hasSize(106);
    }

    @Test
    void markdown_hasALineForEachName() {
        String markdown = wire.service().operations().markdown();

        assertThat(markdown.lines()).hasSize(113)
                .contains("| Operation | State |", "| PutObject | yes |",
                        "| PutBucketAbac | 501 NotImplemented |",
                        "| ListDirectoryBuckets | yes, answered as ListBuckets |",
                        "| GetBucketNotification | yes, answered as "
                                + "GetBucketNotificationConfiguration |");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /Bucket/Key?x-id=GetObject, GetObject, 404",
        "PUT, /Bucket/Other?x-id=PutObject&metadata=true, PutObject, 200",
        "GET, /Bucket?events=s3:ObjectCreated:*&ping=10, ListObjects, 200",
        "GET, /Bucket/, ListObjects, 200",
        "GET, /Bucket/Key?id=5, GetObject, 404",
        "GET, /?x-id=ListBuckets, ListBuckets, 200",
        "GET, /Bucket?list-type=2, ListObjectsV2, 200",
        "GET, /Bucket/Key?versionId=null, GetObject, 404",
        "GET, /Bucket/Key?partNumber=1, GetObject, 404",
        "POST, /Bucket/Key?uploads=, CreateMultipartUpload, 200",
    })
    void keysThatTheModelDoesNotKnow_areLeftAlone(String method, String target, String name,
            int status) {
        String empty = wire.newBucket();

        Reply reply = wire.request(method, target.replace("Bucket", empty)).send().is(status);

        assertThat(reply.log().operation()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /Bucket?analytics, analytics",
        "DELETE, /Bucket?id=5, id",
        "DELETE, /Bucket?versions, versions",
        "PUT, /Bucket?policyStatus, policyStatus",
        "GET, /Bucket?delete, delete",
        "GET, /Bucket?list-type=1, list-type",
        "GET, /Bucket?cors&website, website",
        "PUT, /Bucket/Key?cors, cors",
        "PUT, /Bucket/Key?restore, restore",
        "PUT, /Bucket/Key?uploads, uploads",
        "PUT, /Bucket/Key?attributes, attributes",
        "DELETE, /Bucket/Key?retention, retention",
        "DELETE, /Bucket/Key?uploads, uploads",
        "HEAD, /Bucket/Key?uploadId=5, ",
        "GET, /?uploads, uploads",
    })
    void decidingKeyThatTheRouteDoesNotName_isNotImplementedNamingIt(String method, String target,
            String key) {
        wire.put("/" + bucket + "/Key").body("unchanged").send().is(200);

        Reply reply = wire.request(method, target.replace("Bucket", bucket)).body("other").send();

        reply.is(501, "NotImplemented");
        if (key != null) {
            reply.says("Parameter", key);
        }
        wire.get("/" + bucket + "/Key").send().is(200).holds("unchanged");
    }

    @ParameterizedTest
    @CsvSource({"GET, /Bucket/Key", "DELETE, /Bucket/Key", "PUT, /Bucket",
        "PUT, /Bucket/Key?tagging", "POST, /Bucket/Key?uploads"})
    void copySourceThatTheRouteDoesNotName_isNotImplementedNamingIt(String method, String target) {
        wire.request(method, target.replace("Bucket", bucket))
                .with("x-amz-copy-source", bucket + "/Key")
                .send()
                .is(501, "NotImplemented")
                .says("Header", "x-amz-copy-source");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /Bucket/Key?uploadId=5, partNumber",
        "PUT, /Bucket/Key?partNumber=5, uploadId",
        "PUT, /Bucket/Key?versionId=null, versionId",
        "POST, /Bucket/Key?uploads&versionId=null, versionId",
        "POST, /Bucket/Key?uploadId=5&partNumber=1, partNumber",
        "DELETE, /Bucket/Key?partNumber=1, partNumber",
        "DELETE, /Bucket/Key?uploadId=5&versionId=null, versionId",
        "GET, /Bucket?versionId=null, versionId",
        "GET, /Bucket?partNumber=1, partNumber",
        "GET, /?versionId=null, versionId",
    })
    void versionIdAndPartNumberWhereTheyDoNotBelong_areInvalidArgument(String method, String target,
            String name) {
        wire.request(method, target.replace("Bucket", bucket)).send()
                .is(400, "InvalidArgument")
                .says("ArgumentName", name);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /, SERVICE", "DELETE, /, SERVICE", "POST, /, SERVICE", "HEAD, /, ",
        "PATCH, /Bucket, BUCKET",
        "PATCH, /Bucket/Key, OBJECT", "POST, /Bucket/Key, OBJECT",
        "POST, /Bucket/Key?select, OBJECT",
    })
    void methodThatTheTargetDoesNotHave_isMethodNotAllowed(String method, String target,
            String type) {
        Reply reply = wire.request(method, target.replace("Bucket", bucket)).send().is(405,
                "MethodNotAllowed");
        if (type != null) {
            reply.says("Method", method).says("ResourceType", type);
        }
    }

    @Test
    void notImplemented_comesAfterSignatureAndBucket() {
        wire.get("/" + bucket + "?website").anonymously().send().is(403, "AccessDenied");
        wire.get("/no-such-bucket?website").send().is(404, "NoSuchBucket");
        wire.get("/" + bucket + "?website").as(Wire.STRANGER).send().is(403, "AccessDenied");
        wire.put("/no-such-bucket/key?uploads").send().is(404, "NoSuchBucket");
    }

    @Test
    void formPost_isPostObject() {
        Reply reply = wire.post("/" + bucket)
                .with("Content-Type", "multipart/form-data; boundary=x").anonymously().send()
                .is(400, "MalformedPOSTRequest");
        assertThat(reply.log().operation()).isEqualTo("PostObject");
        wire.post("/" + bucket).send()
                .is(412, "PreconditionFailed")
                .says("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
    }

    @Test
    void formPostWithADecidingKey_isTheOperationOfTheKey() {
        Reply reply = wire.post("/" + bucket + "?delete")
                .with("Content-Type", "multipart/form-data; boundary=x").send()
                .is(400, "InvalidRequest");
        assertThat(reply.log().operation()).isEqualTo("DeleteObjects");
    }

    @Test
    void options_isAPreflight() {
        Reply reply = wire.request("OPTIONS", "/" + bucket + "/Key?uploads")
                .with("Origin", "http://localhost").anonymously().send()
                .is(403, "AccessForbidden");
        assertThat(reply.log().operation()).isEqualTo("OptionsObject");
    }

    @Test
    void anonymousRequest_isAccessDenied() {
        wire.get("/").anonymously().send().is(403, "AccessDenied");
        wire.get("/" + bucket + "/Key").anonymously().send().is(403, "AccessDenied");
        wire.head("/" + bucket).anonymously().send().is(403, "AccessDenied");
    }

    static Stream<String> requestsOfOthersBuckets() {
        return Stream.of(
                "GET /Bucket", "HEAD /Bucket", "DELETE /Bucket", "GET /Bucket/Key",
                "PUT /Bucket/Key",
                "DELETE /Bucket/Key", "POST /Bucket?delete", "GET /Bucket?uploads",
                "POST /Bucket/Key?uploads");
    }

    @ParameterizedTest
    @MethodSource("requestsOfOthersBuckets")
    void requestOfAnothersBucket_isAccessDenied(String line) {
        String[] words = line.split(" ", -1);

        wire.request(words[0], words[1].replace("Bucket", bucket)).as(Wire.STRANGER).send()
                .is(403, "AccessDenied");
    }

    @ParameterizedTest
    @MethodSource("requestsOfOthersBuckets")
    void otherExpectedOwner_isAccessDenied(String line) {
        String[] words = line.split(" ", -1);

        wire.request(words[0], words[1].replace("Bucket", bucket))
                .with("x-amz-expected-bucket-owner", Wire.STRANGER.id())
                .send()
                .is(403, "AccessDenied");
    }

    private Operation operation(String name) {
        return Objects.requireNonNull(wire.service().operations().byName().get(name), name);
    }
}
