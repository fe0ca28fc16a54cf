package dev.cairn.s3.wire;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GetBucketTagging, PutBucketTagging, DeleteBucketTagging. */
@ExtendWith(OpenWire.class)
class BucketTaggingWireTest {
    private final Wire wire;

    BucketTaggingWireTest(Wire wire) {
        this.wire = wire;
    }

    @Test
    void tags_comeBackInTheirOrderUntilTheyAreDeleted() {
        String bucket = wire.newBucket();
        wire.get("/" + bucket + "?tagging").send().is(404, "NoSuchTagSet")
                .says("BucketName", bucket);
        put(bucket, tag("team", "a + b") + tag("cost-centre", "")).is(204);
        wire.get("/" + bucket + "?tagging").send().is(200)
                .lists("Key", "team", "cost-centre").lists("Value", "a + b", "");
        put(bucket, tag("other", "1")).is(204);
        wire.get("/" + bucket + "?tagging").send().is(200).lists("Key", "other");
        wire.delete("/" + bucket + "?tagging").send().is(204);
        wire.get("/" + bucket + "?tagging").send().is(404, "NoSuchTagSet");
        wire.delete("/" + bucket + "?tagging").send().is(204);
    }

    @Test
    void noTags_areTheSameAsNone() {
        String bucket = wire.newBucket();
        put(bucket, tag("a", "b")).is(204);
        put(bucket, "").is(204);
        wire.get("/" + bucket + "?tagging").send().is(404, "NoSuchTagSet");
    }

    @Test
    void fiftyTags_areTakenAndOneMoreIsNot() {
        String bucket = wire.newBucket();
        put(bucket, tags(50)).is(204);
        put(bucket, tags(51)).is(400, "BadRequest");
    }

    private static String tags(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> tag("key" + i, "value"))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
        "<Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>a</Key><Value>2</Value></Tag>,InvalidTag",
        "<Tag><Key>aws:a</Key><Value>1</Value></Tag>, InvalidTag",
        "<Tag><Key></Key><Value>1</Value></Tag>, InvalidTag",
        "<Tag><Key>a</Key></Tag>, MalformedXML",
        "<Tag><Value>a</Value></Tag>, MalformedXML",
        "<Key>a</Key>, MalformedXML",
    })
    void tagsThatAreNone_areRefused(String tags, String code) {
        String bucket = wire.newBucket();
        put(bucket, tags).is(400, code);
        wire.get("/" + bucket + "?tagging").send().is(404, "NoSuchTagSet");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "<Tagging/>", "<TagSet/>", "<Tagging><TagSet/><TagSet/></Tagging>",
    })
    void otherDocument_isMalformed(String body) {
        String bucket = wire.newBucket();
        wire.put("/" + bucket + "?tagging").body(body).withMd5().send().is(400, "MalformedXML");
    }

    @Test
    void bodyWithoutChecksum_isRefused() {
        String bucket = wire.newBucket();
        wire.put("/" + bucket + "?tagging").body("<Tagging><TagSet/></Tagging>").send()
                .is(400, "InvalidRequest");
    }

    private Reply put(String bucket, String tags) {
        return wire.put("/" + bucket + "?tagging")
                .body("<Tagging><TagSet>" + tags + "</TagSet></Tagging>").withMd5().send();
    }

    private static String tag(String key, String value) {
        return "<Tag><Key>" + key + "</Key><Value>" + value
                + "</Value></Tag>";
    }
}
