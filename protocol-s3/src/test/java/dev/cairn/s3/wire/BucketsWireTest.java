package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.S3Settings;
import dev.cairn.s3.auth.SignatureVersion2;
import dev.cairn.s3.payload.TestBody;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ListBuckets, CreateBucket, HeadBucket, DeleteBucket, GetBucketLocation, GetBucketVersioning. */
@ExtendWith(OpenWire.class)
class BucketsWireTest {
    private static final String CONSTRAINT = "<CreateBucketConfiguration><LocationConstraint>%s"
            + "</LocationConstraint></CreateBucketConfiguration>";

    private final Wire wire;

    BucketsWireTest(Wire wire) {
        this.wire = wire;
    }

    @Test
    void create_answersWithLocation() {
        wire.put("/created").send().is(200).has("location", "/created");

        wire.head("/created").send().is(200).has("x-amz-bucket-region", "us-east-1");
    }

    @Test
    void createAgainInUsEast1_isASuccessAndResetsNothing() {
        wire.put("/again").send().is(200);
        wire.put("/again/key").body("kept").send().is(200);

        wire.put("/again").send().is(200).has("location", "/again");

        wire.get("/again/key").send().is(200).holds("kept");
    }

    @Test
    void createAgainElsewhere_isAlreadyOwnedByYou() {
        wire.put("/elsewhere").body(CONSTRAINT.formatted("eu-west-1")).send().is(200);

        wire.put("/elsewhere").send().is(409, "BucketAlreadyOwnedByYou").says("BucketName",
                "elsewhere");
    }

    @Test
    void createAnothersBucket_isBucketAlreadyExists() {
        wire.put("/taken").send().is(200);

        wire.put("/taken").as(Wire.STRANGER).send().is(409, "BucketAlreadyExists")
                .says("BucketName", "taken");
    }

    @Test
    void sixteenRacingCreates_makeOneBucket() throws Exception {
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        List<Thread> racers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Thread racer = new Thread(() -> statuses.add(wire.put("/raced").sendUnlogged()));
            racers.add(racer);
            racer.start();
        }
        for (Thread racer : racers) {
            racer.join();
        }

        assertThat(statuses).hasSize(16).containsOnly(200);
        assertThat(wire.get("/?prefix=raced").send().is(200).all("Name")).containsExactly("raced");
    }

    @Test
    void headOfAnothersBucket_isAccessDeniedAndTellsTheRegion() {
        wire.put("/not-yours").body(CONSTRAINT.formatted("eu-west-1")).send().is(200);

        wire.head("/not-yours").as(Wire.STRANGER).send().is(403, "AccessDenied")
                .has("x-amz-bucket-region", "eu-west-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ab", "Upper", "under_score", "-dash", "dash-", "a..b", "192.168.0.1", "xn--a", "sthree-a",
        "a-s3alias",
        "a--ol-s3", "a--x-s3", "a.mrap",
    })
    void createUnderWrongName_isInvalidBucketName(String name) {
        wire.put("/" + name).send().is(400, "InvalidBucketName").says("BucketName", name);
        wire.get("/" + name).send().is(400, "InvalidBucketName");
        wire.head("/" + name).send().is(400, "InvalidBucketName");
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, '', us-east-1", "eu-central-1, eu-central-1, eu-central-1",
        "EU, EU, eu-west-1"})
    void constraint_isKeptAndReturned(String sent, String location, String region) {
        String name = "in-" + region;
        wire.put("/" + name).body(CONSTRAINT.formatted(sent)).send().is(200);

        wire.get("/" + name + "?location").send().is(200).says("LocationConstraint", location);
        wire.head("/" + name).send().is(200).has("x-amz-bucket-region", region);
    }

    @Test
    void constraintOfAnotherRegionWhereTheServerIsStrict_isRefused(@TempDir Path folder)
            throws Exception {
        S3Settings strict = new S3Settings(
                "us-east-1", true, List.of("localhost"), 0, SignatureVersion2.PRESIGN);
        try (Wire other = Wire.open(folder, strict)) {
            other.put("/strict").body(CONSTRAINT.formatted("eu-west-1")).send()
                    .is(400, "IllegalLocationConstraintException");
            other.put("/strict").send().is(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<CreateBucketConfiguration><Region>x</Region></CreateBucketConfiguration>, 400, "
                + "MalformedXML",
        "<CreateBucketConfiguration>, 400, MalformedXML",
        "no xml, 400, MalformedXML",
        "<CreateBucketConfiguration><Tags><Key>a</Key></Tags></CreateBucketConfiguration>, 400, "
                + "MalformedXML",
        "<CreateBucketConfiguration><Tags><Tag><Key>aws:a</Key><Value>b</Value></Tag></Tags>"
                + "</CreateBucketConfiguration>, 400, InvalidTag",
        "<CreateBucketConfiguration><Bucket><Type>Directory</Type></Bucket>"
                + "</CreateBucketConfiguration>, 501, NotImplemented",
        "<CreateBucketConfiguration><LocationConstraint>a b</LocationConstraint>"
                + "</CreateBucketConfiguration>, 400, InvalidLocationConstraint",
    })
    void createWithOtherBody_isRefused(String body, int status, String code) {
        wire.put("/never-made").body(body).send().is(status, code);

        wire.head("/never-made").send().is(404, "NoSuchBucket");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-bucket-object-lock-enabled, true, 501, NotImplemented",
        "x-amz-acl, public-read, 400, AccessControlListNotSupported",
        "x-amz-grant-read, id=x, 501, NotImplemented",
        "x-amz-object-ownership, ObjectWriter, 501, NotImplemented",
        "x-amz-bucket-namespace, account-regional, 501, NotImplemented",
    })
    void createWithPromiseThatCannotBeKept_isRefused(String header, String value, int status,
            String code) {
        wire.put("/promised").with(header, value).send().is(status, code);

        wire.head("/promised").send().is(404, "NoSuchBucket");
    }

    @Test
    void createWithTags_isABucketThatHasThem() {
        String body = "<CreateBucketConfiguration><LocationConstraint>EU</LocationConstraint><Tags>"
                + "<Tag><Key>team</Key><Value>a b</Value></Tag></Tags></CreateBucketConfiguration>";
        wire.put("/tagged").body(body).send().is(200);

        wire.get("/tagged?tagging").send().is(200).lists("Key", "team").lists("Value", "a b");
        wire.get("/tagged?location").send().is(200).says("LocationConstraint", "EU");
    }

    @Test
    void repeatWithOtherTags_leavesThoseOfTheBucket() {
        String body = "<CreateBucketConfiguration><Tags><Tag><Key>KEY</Key><Value>1</Value></Tag>"
                + "</Tags></CreateBucketConfiguration>";
        wire.put("/tagged-twice").body(body.replace("KEY", "first")).send().is(200);
        wire.put("/tagged-twice").body(body.replace("KEY", "second")).send().is(200);

        wire.get("/tagged-twice?tagging").send().is(200).lists("Key", "first");
    }

    @Test
    void createWithBodyOfAnotherHash_isRefused() {
        var request = wire.put("/other-hash").body(CONSTRAINT.formatted("eu-west-1"));
        var head = request.head();

        request.sendHead(head, TestBody.of(
                CONSTRAINT.formatted("eu-west-2").getBytes(StandardCharsets.UTF_8)))
                .is(400, "XAmzContentSHA256Mismatch");

        wire.head("/other-hash").send().is(404, "NoSuchBucket");
    }

    @Test
    void locationAndVersioningOfMissingBucket_areNoSuchBucket() {
        wire.get("/nowhere?location").send().is(404, "NoSuchBucket").says("BucketName", "nowhere");
        wire.get("/nowhere?versioning").send().is(404, "NoSuchBucket");
        wire.head("/nowhere").send().is(404, "NoSuchBucket");
        wire.delete("/nowhere").send().is(404, "NoSuchBucket");
    }

    @Test
    void versioning_isEmpty() {
        String bucket = wire.newBucket();

        wire.get("/" + bucket + "?versioning").send().is(200)
                .says("VersioningConfiguration", "").says("Status", null);
    }

    @Test
    void delete_takesAnEmptyBucketAwayWithItsUploads() {
        String bucket = wire.newBucket();
        String uploadId = wire.post("/" + bucket + "/key?uploads").send().is(200).text("UploadId");
        wire.put("/" + bucket + "/key?partNumber=1&uploadId=" + uploadId).body("part").send()
                .is(200);

        wire.delete("/" + bucket).send().is(204);

        wire.delete("/" + bucket).send().is(404, "NoSuchBucket");
        wire.put("/" + bucket + "/key?partNumber=2&uploadId=" + uploadId).body("part").send()
                .is(404, "NoSuchBucket");
        wire.put("/" + bucket).send().is(200);
        wire.get("/" + bucket + "?uploads").send().is(200).lists("UploadId");
        wire.put("/" + bucket + "/key?partNumber=2&uploadId=" + uploadId).body("part").send()
                .is(404, "NoSuchUpload");
    }

    @Test
    void deleteOfBucketWithObject_isBucketNotEmpty() {
        String bucket = wire.newBucket();
        wire.put("/" + bucket + "/key").send().is(200);

        wire.delete("/" + bucket).send().is(409, "BucketNotEmpty").says("BucketName", bucket);

        wire.delete("/" + bucket + "/key").send().is(204);
        wire.delete("/" + bucket).send().is(204);
    }

    @Test
    void list_isTheCallersByName(@TempDir Path folder) throws Exception {
        try (Wire other = Wire.open(folder)) {
            for (String name : List.of("list-b", "list-a", "list-c")) {
                other.put("/" + name).send().is(200);
            }
            other.put("/list-of-another").as(Wire.STRANGER).send().is(200);
            other.delete("/list-c").send().is(204);

            other.get("/").send().is(200)
                    .lists("Name", "list-a", "list-b")
                    .lists("BucketRegion", "us-east-1", "us-east-1")
                    .lists("CreationDate", "2026-05-04T00:00:00.125Z", "2026-05-04T00:00:00.125Z")
                    .says("ID", Wire.OWNER.id())
                    .says("DisplayName", "owner")
                    .says("ContinuationToken", null)
                    .says("Prefix", null);
            other.get("/").as(Wire.STRANGER).send().is(200).lists("Name", "list-of-another");
        }
    }

    @Test
    void list_isPaged(@TempDir Path folder) throws Exception {
        try (Wire other = Wire.open(folder)) {
            for (int i = 0; i < 5; i++) {
                other.put("/page-" + i).body(i % 2 == 0 ? "" : CONSTRAINT.formatted("eu-west-1"))
                        .send().is(200);
            }
            other.put("/other").send().is(200);
            for (String region : List.of("", "&bucket-region=us-east-1")) {
                List<String> names = new ArrayList<>();
                String token = "";
                while (token != null) {
                    Reply page = other.get("/?max-buckets=2&prefix=page-" + region + token).send()
                            .is(200);
                    page.says("Prefix", "page-");
                    names.addAll(page.all("Name"));
                    String next = page.xml("ContinuationToken");
                    token = next == null ? null : "&continuation-token=" + next;
                }
                assertThat(names).isEqualTo(region.isEmpty()
                        ? List.of("page-0", "page-1", "page-2", "page-3", "page-4")
                        : List.of("page-0", "page-2", "page-4"));
            }
            other.get("/?bucket-region=eu-west-1").send().is(200).lists("Name", "page-1", "page-3");
            other.get("/?max-buckets=5&prefix=page-").send().is(200).says("ContinuationToken",
                    null);
        }
    }

    @ParameterizedTest
    @CsvSource({"max-buckets, 0", "max-buckets, 10001", "max-buckets, -1", "max-buckets, x",
        "continuation-token, x"})
    void listWithOtherParameters_isInvalidArgument(String name, String value) {
        wire.get("/?" + name + "=" + value).send()
                .is(400, "InvalidArgument").says("ArgumentName", name).says("ArgumentValue", value);
    }

    @Test
    void virtualHost_namesTheBucket() {
        String bucket = wire.newBucket();
        wire.put("/key").to(bucket + ".localhost:9000").body("hosted").send().is(200);

        wire.get("/" + bucket + "/key").send().is(200).holds("hosted");
        wire.get("/").to(bucket + ".localhost").send().is(200).says("Name", bucket);
        wire.head("/").to(bucket + ".localhost").send().is(200);
    }
}
