package dev.cairn.s3.wire;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetObjectTagging, PutObjectTagging, DeleteObjectTagging, and tags by header. */
@ExtendWith(OpenWire.class)
class ObjectTaggingWireTest {
    private static final String HEADER = "x-amz-tagging";
    private static final String COUNT = "x-amz-tagging-count";
    private static final String VERSION_ID = "x-amz-version-id";

    private final Wire wire;
    private final String bucket;
    private final String key;

    ObjectTaggingWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
        wire.put(key).body("hello").send().is(200);
    }

    private static String document(String... keysAndValues) {
        StringBuilder tags = new StringBuilder("<Tagging><TagSet>");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tags.append("<Tag><Key>").append(keysAndValues[i]).append("</Key><Value>")
                    .append(keysAndValues[i + 1]).append("</Value></Tag>");
        }
        return tags.append("</TagSet></Tagging>").toString();
    }

    private Reply putTags(String... keysAndValues) {
        return wire.put(key + "?tagging").body(document(keysAndValues)).send();
    }

    private Reply tags() {
        return wire.get(key + "?tagging").send().is(200);
    }

    @Test
    void noTags_areAnEmptySet() {
        tags().lists("Key").says("TagSet", "").has(VERSION_ID, null);
        wire.head(key).send().is(200).has(COUNT, null);
    }

    @Test
    void tags_arePutReplacedAndDeleted() {
        Reply before = wire.head(key).send();
        wire.advance(Duration.ofSeconds(5));
        putTags("b", "1", "a", "").is(200).holds("").has(VERSION_ID, null);
        tags().lists("Key", "b", "a").lists("Value", "1", "");
        wire.head(key).send().is(200).has(COUNT, "2")
                .has("etag", before.header("etag"))
                .has("last-modified", before.header("last-modified"));

        putTags("c", "ä/=@").is(200);
        tags().lists("Key", "c").lists("Value", "ä/=@");

        wire.delete(key + "?tagging").send().is(204).holds("");
        tags().lists("Key");
        wire.get(key).send().is(200).has(COUNT, null).holds("hello");
    }

    @Test
    void emptySet_takesAllTagsAway() {
        putTags("a", "1").is(200);
        putTags().is(200);
        tags().lists("Key");
    }

    @Test
    void missingKey_isNoSuchKey() {
        String missing = "/" + bucket + "/missing?tagging";
        wire.get(missing).send().is(404, "NoSuchKey").says("Key", "missing");
        wire.put(missing).body(document()).send().is(404, "NoSuchKey");
        wire.delete(missing).send().is(404, "NoSuchKey");
        wire.get("/nowhere-at-all/key?tagging").send().is(404, "NoSuchBucket");
    }

    @ParameterizedTest
    @CsvSource({
        "'Key1,Key2', x, The TagKey you have provided is invalid",
        "'', x, The TagKey you have provided is invalid",
        "aws:prefixed, x, Your TagKey cannot be prefixed with aws:",
        "Key1, 'Val1,Val2', The TagValue you have provided is invalid",
    })
    void wrongTag_isInvalidTag(String name, String value, String message) {
        putTags(name, value).is(400, "InvalidTag").says("TagKey", name).says("Message", message);
        tags().lists("Key");
    }

    @Test
    void lengthsAndCounts_haveTheirLimits() {
        putTags("k".repeat(128), "v".repeat(256)).is(200);
        putTags("k".repeat(129), "v").is(400, "InvalidTag");
        putTags("k", "v".repeat(257)).is(400, "InvalidTag");
        putTags(many(10)).is(200);
        putTags(many(11)).is(400, "BadRequest");
        putTags("a", "1", "a", "2").is(400, "InvalidTag")
                .says("Message", "Cannot provide multiple Tags with the same key");
        wire.put(key + "?tagging").body("<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet>"
                + "</Tagging>").send().is(400, "MalformedXML");
        wire.put(key + "?tagging").send().is(400, "MalformedXML");
    }

    private static String[] many(int count) {
        String[] tags = new String[count * 2];
        for (int i = 0; i < count; i++) {
            tags[2 * i] = "k" + i;
            tags[2 * i + 1] = "v";
        }
        return tags;
    }

    @Test
    void header_tagsWhatIsPutCopiedAndCompleted() {
        wire.put(key).with(HEADER, "a=1&b").body("x").send().is(200);
        tags().lists("Key", "a", "b").lists("Value", "1", "");

        wire.put("/" + bucket + "/copy").with("x-amz-copy-source", key).send().is(200);
        wire.get("/" + bucket + "/copy?tagging").send().is(200).lists("Key", "a", "b");
        wire.put("/" + bucket + "/copy").with("x-amz-copy-source", key)
                .with("x-amz-tagging-directive", "REPLACE").with(HEADER, "c=3").send().is(200);
        wire.get("/" + bucket + "/copy?tagging").send().is(200).lists("Key", "c");
        wire.put("/" + bucket + "/copy").with("x-amz-copy-source", key)
                .with("x-amz-tagging-directive", "REPLACE").send().is(200);
        wire.get("/" + bucket + "/copy?tagging").send().is(200).lists("Key");

        String id = wire.post(key + "?uploads").with(HEADER, "d=4").send().is(200)
                .text("UploadId");
        String tag = wire.put(key + "?partNumber=1&uploadId=" + id).body("p").send().header("etag");
        wire.post(key + "?uploadId=" + id)
                .body("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                        + "</ETag></Part></CompleteMultipartUpload>")
                .send().is(200);
        tags().lists("Key", "d");
    }

    @ParameterizedTest
    @CsvSource({
        "key1=val1&key1=val2, InvalidArgument",
        "'key1=val1,key2=val2', InvalidArgument",
        "aws:a=1, InvalidTag",
    })
    void wrongHeader_isRefusedAndStoresNothing(String header, String code) {
        wire.put("/" + bucket + "/new").with(HEADER, header).body("x").send().is(400, code);
        wire.get("/" + bucket + "/new").send().is(404, "NoSuchKey");
    }

    @Test
    void tagsOfVersions_areTheirOwn() {
        wire.put("/" + bucket + "?versioning")
                .body("<VersioningConfiguration><Status>Enabled</Status>"
                        + "</VersioningConfiguration>")
                .send().is(200);
        String first = String.valueOf(
                wire.put(key).with(HEADER, "a=1").body("1").send().header(VERSION_ID));
        String second = String.valueOf(wire.put(key).body("2").send().header(VERSION_ID));

        putTags("b", "2").is(200).has(VERSION_ID, second);
        wire.get(key + "?tagging&versionId=" + first).send().is(200)
                .lists("Key", "a").has(VERSION_ID, first);
        wire.put(key + "?tagging&versionId=" + first).body(document("c", "3")).send().is(200)
                .has(VERSION_ID, first);
        wire.head(key + "?versionId=" + first).send().is(200).has(COUNT, "1");
        wire.delete(key + "?tagging&versionId=" + first).send().is(204).has(VERSION_ID, first);
        wire.get(key + "?tagging&versionId=" + first).send().is(200).lists("Key");
        wire.get(key + "?tagging&versionId=null").send().is(200).has(VERSION_ID, "null");
        tags().lists("Key", "b");
    }

    @Test
    void tagsOfAMarker_areMethodNotAllowed() {
        wire.put("/" + bucket + "?versioning")
                .body("<VersioningConfiguration><Status>Enabled</Status>"
                        + "</VersioningConfiguration>")
                .send().is(200);
        String marker = String.valueOf(wire.delete(key).send().header(VERSION_ID));
        for (String query : List.of("?tagging", "?tagging&versionId=" + marker)) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                String body = method.equals("PUT") ? document("a", "1") : "";
                wire.request(method, key + query).body(body).send().is(405, "MethodNotAllowed")
                        .says("Method", method).says("ResourceType", "DeleteMarker")
                        .has("x-amz-delete-marker", "true").has(VERSION_ID, marker);
            }
        }
    }
}
