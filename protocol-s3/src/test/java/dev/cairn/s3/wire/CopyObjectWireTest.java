package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OpenWire.class)
class CopyObjectWireTest {
    private static final String TAG = "\"5d41402abc4b2a76b9719d911017c592\"";
    private static final String SOURCE = "x-amz-copy-source";

    private final Wire wire;
    private final String bucket;
    private final String target;

    CopyObjectWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        target = "/" + bucket + "/copy";
        wire.put("/" + bucket + "/source").body("hello")
                .with("Content-Type", "text/plain")
                .with("x-amz-meta-colour", "blue")
                .with("x-amz-website-redirect-location", "/elsewhere")
                .with("x-amz-tagging", "a=1")
                .with("x-amz-storage-class", "STANDARD_IA")
                .send().is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void copy_answersWithResultAndKeepsMetadataAndTags(String slash) {
        wire.advance(Duration.ofMinutes(1));
        wire.put(target).with(SOURCE, slash + bucket + "/source").send().is(200)
                .says("ETag", TAG)
                .says("ChecksumCRC64NVME", "M3eFcAZSQlc=")
                .says("LastModified", wire.storageTime().toString())
                .has("etag", null);

        wire.get(target).send().is(200).holds("hello")
                .has("etag", TAG)
                .has("content-type", "text/plain")
                .has("x-amz-meta-colour", "blue")
                .has("x-amz-tagging-count", "1")
                .has("x-amz-website-redirect-location", null)
                .has("x-amz-storage-class", null);
    }

    @Test
    void copyWithReplace_keepsNothingThatIsNotSent() {
        wire.put(target).with(SOURCE, bucket + "/source")
                .with("x-amz-metadata-directive", "REPLACE")
                .with("x-amz-tagging-directive", "REPLACE")
                .with("x-amz-meta-shape", "round")
                .with("x-amz-storage-class", "GLACIER_IR")
                .send().is(200);

        wire.head(target).send().is(200)
                .has("content-type", "binary/octet-stream")
                .has("x-amz-meta-colour", null)
                .has("x-amz-meta-shape", "round")
                .has("x-amz-tagging-count", null)
                .has("x-amz-storage-class", "GLACIER_IR");
    }

    @Test
    void directives_areApart() {
        wire.put(target).with(SOURCE, bucket + "/source")
                .with("x-amz-tagging-directive", "REPLACE").with("x-amz-tagging", "b=1&c=2")
                .with("Content-Type", "ignored/with-copy")
                .send().is(200);

        wire.head(target).send().is(200).has("content-type", "text/plain")
                .has("x-amz-tagging-count", "2");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-metadata-directive, KEEP, 400, InvalidArgument",
        "x-amz-tagging-directive, KEEP, 400, InvalidArgument",
        "x-amz-storage-class, SNOWY, 400, InvalidStorageClass",
        "x-amz-checksum-algorithm, CRC16, 400, InvalidRequest",
        "x-amz-copy-source-server-side-encryption-customer-key, x, 501, NotImplemented",
        "x-amz-source-expected-bucket-owner, stranger-id, 403, AccessDenied",
        "x-amz-expected-bucket-owner, stranger-id, 403, AccessDenied",
        "If-Match, \"x\", 404, NoSuchKey",
        "If-None-Match, \"x\", 501, NotImplemented",
    })
    void headerThatCannotBeKept_isRefused(String header, String value, int status, String code) {
        wire.put(target).with(SOURCE, bucket + "/source").with(header, value).send().is(status,
                code);

        wire.head(target).send().is(404, "NoSuchKey");
    }

    @ParameterizedTest
    @CsvSource({
        "BUCKET/absent, 404, NoSuchKey",
        "no-such-bucket/source, 404, NoSuchBucket",
        "Wrong_Bucket/source, 400, InvalidBucketName",
        "source, 400, InvalidArgument",
        "BUCKET/, 400, InvalidArgument",
        "BUCKET/%zz, 400, InvalidArgument",
        "BUCKET/source?versionId=0000000000o3i001081g81860s, 404, NoSuchVersion",
        "BUCKET/source?versionId=x, 400, InvalidArgument",
        "BUCKET/source?versionId=null, 200, ",
    })
    void source_isFoundOrItsErrorIsAnswered(String source, int status, @Nullable String code) {
        Reply reply = wire.put(target).with(SOURCE, source.replace("BUCKET", bucket)).send();

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.log().errorCode()).isEqualTo(code);
        assertThat(reply.log().operation()).isEqualTo("CopyObject");
    }

    @Test
    void encodedSource_isDecodedAndPlusStays() {
        wire.put("/" + bucket + "/a+b%20%C3%BC").body("odd").send().is(200);

        wire.put(target).with(SOURCE, bucket + "/a+b%20%C3%BC").send().is(200);
        wire.put(target).with(SOURCE, bucket + "%2Fa%2Bb%20%C3%BC").send().is(200);
        wire.put(target).with(SOURCE, bucket + "/a%20b%20%C3%BC").send().is(404, "NoSuchKey");

        wire.get(target).send().is(200).holds("odd");
    }

    @Test
    void sourceOfAnother_isAccessDenied() {
        wire.put("/of-a-stranger-" + bucket).as(Wire.STRANGER).send().is(200);
        wire.put("/of-a-stranger-" + bucket + "/key").as(Wire.STRANGER).send().is(200);

        wire.put(target).with(SOURCE, "of-a-stranger-" + bucket + "/key").send().is(403,
                "AccessDenied");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "if-match | TAG | | | 200",
        "if-match | \"x\" | | | 412",
        "if-none-match | TAG | | | 412",
        "if-none-match | \"x\" | | | 200",
        "if-modified-since | Mon, 01 Jan 2035 00:00:00 GMT | | | 412",
        "if-unmodified-since | Thu, 01 Jan 2015 00:00:00 GMT | | | 412",
        "if-match | TAG | if-unmodified-since | Thu, 01 Jan 2015 00:00:00 GMT | 200",
        "if-none-match | TAG | if-modified-since | Thu, 01 Jan 2015 00:00:00 GMT | 412",
    })
    void conditionsOfTheSource_decide(
            String name, String value, @Nullable String second, @Nullable String secondValue,
            int status) {
        WireRequest request = wire.put(target).with(SOURCE, bucket + "/source")
                .with(SOURCE + "-" + name, value.replace("TAG", TAG));
        if (second != null && secondValue != null) {
            request.with(SOURCE + "-" + second, secondValue);
        }

        Reply reply = request.send();

        if (status == 412) {
            reply.is(412, "PreconditionFailed");
        } else {
            reply.is(status);
        }
    }

    @Test
    void ontoItself_needsAChange() {
        String self = "/" + bucket + "/source";
        wire.put(self).with(SOURCE, bucket + "/source").with("x-amz-storage-class", "STANDARD_IA")
                .send()
                .is(400, "InvalidRequest");
        wire.put(self).with(SOURCE, bucket + "/source").with("x-amz-storage-class", "STANDARD")
                .send().is(200);
        wire.put(self).with(SOURCE, bucket + "/source").send().is(400, "InvalidRequest");
        wire.put(self).with(SOURCE, bucket + "/source").with("x-amz-metadata-directive", "REPLACE")
                .send().is(200);
        wire.put(self).with(SOURCE, bucket + "/source").with("x-amz-checksum-algorithm", "SHA256")
                .send().is(200)
                .says("ChecksumSHA256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");

        wire.get(self).send().is(200).holds("hello");
    }

    @Test
    void conditionOfTheTarget_isKept() {
        wire.put(target).with(SOURCE, bucket + "/source").with("If-None-Match", "*").send().is(200);
        wire.put(target).with(SOURCE, bucket + "/source").with("If-None-Match", "*").send()
                .is(412, "PreconditionFailed").says("Condition", "If-None-Match");
        wire.put(target).with(SOURCE, bucket + "/source").with("If-Match", TAG).send().is(200);
        wire.put(target).with(SOURCE, bucket + "/source").with("If-Match", "\"x\"").send()
                .is(412, "PreconditionFailed");
    }

    @Test
    void sourceDeletedAfterwards_leavesTheCopy() {
        wire.put(target).with(SOURCE, bucket + "/source").send().is(200);
        wire.delete("/" + bucket + "/source").send().is(204);

        wire.get(target).send().is(200).holds("hello");
    }
}
