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
class UploadPartCopyWireTest {
    private static final String SOURCE = "x-amz-copy-source";
    private static final String RANGE = "x-amz-copy-source-range";
    private static final String TAG = "\"781e5e245d69b566979b86e28d23f2c7\"";

    private final Wire wire;
    private final String bucket;
    private final String key;
    private final String id;

    UploadPartCopyWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
        id = wire.post(key + "?uploads").send().is(200).text("UploadId");
        wire.put("/" + bucket + "/source").body("0123456789").send().is(200);
    }

    @Test
    void copy_answersWithResultAndIsListed() {
        wire.advance(Duration.ofMinutes(1));
        copy(3).send().is(200)
                .says("ETag", TAG)
                .says("LastModified", wire.storageTime().toString())
                .has("etag", null);

        parts().lists("PartNumber", "3").lists("Size", "10").says("ETag", TAG);
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-9, 0123456789", "bytes=2-4, 234", "bytes=9-9, 9"})
    void range_isOfTheSource(String range, String bytes) {
        String tag = copy(1).with(RANGE, range).send().is(200).text("ETag");
        wire.delete("/" + bucket + "/source").send().is(204);

        wire.post(key + "?uploadId=" + id).body("<CompleteMultipartUpload><Part><PartNumber>1"
                + "</PartNumber><ETag>" + tag + "</ETag></Part></CompleteMultipartUpload>").send()
                .is(200);
        wire.get(key).send().is(200).holds(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0-2", "bytes=0", "bytes=a-b", "bytes=0-", "bytes=-2", "bytes=0-2,4-5", "bytes=5-2",
        "bytes=0-10", "bytes=10-10", "bytes=0-99999999999999999999999",
    })
    void otherRange_isInvalidArgument(String range) {
        copy(1).with(RANGE, range).send().is(400, "InvalidArgument")
                .says("ArgumentName", RANGE).says("ArgumentValue", range);
        parts().lists("PartNumber");
    }

    @Test
    void emptySource_isAnEmptyPart() {
        wire.put("/" + bucket + "/source").send().is(200);

        copy(1).send().is(200).says("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"");
        copy(2).with(RANGE, "bytes=0-0").send().is(400, "InvalidArgument");
    }

    @ParameterizedTest
    @CsvSource({
        "if-match, TAG, 200, ",
        "if-match, \"x\", 412, PreconditionFailed",
        "if-none-match, TAG, 412, PreconditionFailed",
        "if-modified-since, 'Mon, 01 Jan 2035 00:00:00 GMT', 412, PreconditionFailed",
        "if-unmodified-since, 'Thu, 01 Jan 2015 00:00:00 GMT', 412, PreconditionFailed",
    })
    void conditionsOfTheSource_decide(
            String name, String value, int status, @Nullable String code) {
        Reply reply = copy(1).with(SOURCE + "-" + name, value.replace("TAG", TAG)).send();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.log().errorCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "BUCKET/absent, 404, NoSuchKey",
        "no-such-bucket/source, 404, NoSuchBucket",
        "source, 400, InvalidArgument",
        "BUCKET/source?versionId=0000000000o3i001081g81860s, 404, NoSuchVersion",
    })
    void otherSource_isRefused(String source, int status, String code) {
        wire.put(key + "?partNumber=1&uploadId=" + id)
                .with(SOURCE, source.replace("BUCKET", bucket)).send()
                .is(status, code);
    }

    @Test
    void unknownUpload_isNoSuchUpload() {
        wire.put(key + "?partNumber=1&uploadId=x").with(SOURCE, bucket + "/source").send()
                .is(404, "NoSuchUpload");
        wire.put(key + "?partNumber=0&uploadId=" + id).with(SOURCE, bucket + "/source").send()
                .is(400, "InvalidArgument");
        copy(1).with("If-Match", "*").send().is(501, "NotImplemented");
    }

    @Test
    void objectThatIsOverwritten_mayBeItsOwnSource() {
        wire.put(key).body("current").send().is(200);

        wire.put(key + "?partNumber=1&uploadId=" + id).with(SOURCE, bucket + "/key").send()
                .is(200);

        parts().lists("Size", "7");
    }

    private WireRequest copy(int number) {
        return wire.put(key + "?partNumber=" + number + "&uploadId=" + id)
                .with(SOURCE, bucket + "/source");
    }

    private Reply parts() {
        return wire.get(key + "?uploadId=" + id).send().is(200);
    }
}
