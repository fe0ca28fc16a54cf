package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DeleteObject and DeleteObjects. */
@ExtendWith(OpenWire.class)
class DeleteWireTest {
    private static final String TAG_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

    private final Wire wire;
    private final String bucket;
    private final String key;

    DeleteWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
        wire.put(key).body("hello").send().is(200);
    }

    @Test
    void delete_isASuccessAlsoWhereThereIsNothing() {
        wire.delete(key).send().is(204).holds("").has("x-amz-delete-marker", null);
        wire.delete(key).send().is(204);
        wire.get(key).send().is(404, "NoSuchKey");
        wire.delete("/nowhere-at-all/key").send().is(404, "NoSuchBucket");
    }

    @Test
    void deleteOfFolderKey_touchesNothingBelow() {
        wire.put("/" + bucket + "/a/").send().is(200);
        wire.put("/" + bucket + "/a/b").send().is(200);

        wire.delete("/" + bucket + "/a/").send().is(204);

        wire.head("/" + bucket + "/a/b").send().is(200);
        wire.head("/" + bucket + "/a/").send().is(404, "NoSuchKey");
    }

    @Test
    void delete_neverEndsOpenUploadsOfTheKey() {
        String uploadId = wire.post(key + "?uploads").send().is(200).text("UploadId");

        wire.delete(key).send().is(204);

        wire.get(key + "?uploadId=" + uploadId).send().is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"" + TAG_OF_HELLO + "\"", TAG_OF_HELLO, "*"})
    void ifMatchOfTheCurrentObject_deletes(String tag) {
        wire.delete(key).with("If-Match", tag).send().is(204);
        wire.head(key).send().is(404, "NoSuchKey");
    }

    @Test
    void ifMatchOfAnother_isPreconditionFailed() {
        wire.delete(key).with("If-Match", "\"x\"").send().is(412, "PreconditionFailed")
                .says("Condition", "If-Match");
        wire.head(key).send().is(200);
        wire.delete("/" + bucket + "/absent").with("If-Match", "*").send().is(412,
                "PreconditionFailed");
    }

    @ParameterizedTest
    @CsvSource({
        "If-None-Match, *, 501, NotImplemented",
        "x-amz-if-match-size, 5, 501, NotImplemented",
        "x-amz-if-match-last-modified-time, 'Sun, 01 Mar 2026 12:00:00 GMT', 501, NotImplemented",
        "If-Unmodified-Since, 'Sun, 01 Mar 2026 12:00:00 GMT', 501, NotImplemented",
        "x-amz-bypass-governance-retention, true, 400, InvalidArgument",
    })
    void conditionThatCannotBeKept_isRefused(String header, String value, int status, String code) {
        wire.delete(key).with(header, value).send().is(status, code);
        wire.head(key).send().is(200);
    }

    @ParameterizedTest
    @CsvSource({"null, 204, 404", "0000000000o3i001081g81860s, 204, 200", "x, 400, 200",
        "'', 400, 200"})
    void versionId_isTheNullVersionOrNone(String versionId, int status, int afterwards) {
        assertThat(wire.delete(key + "?versionId=" + versionId).send().status()).isEqualTo(status);
        assertThat(wire.head(key).send().status()).isEqualTo(afterwards);
    }

    @Test
    void deleteObjects_answersEachKey() {
        wire.put("/" + bucket + "/a%26b%0Ac").send().is(200);

        wire.post("/" + bucket + "?delete").body("<Delete><Object><Key>key</Key></Object>"
                + "<Object><Key>a&amp;b\nc</Key></Object><Object><Key>absent</Key></Object>"
                + "<Object><Key>key</Key></Object></Delete>").withMd5().send().is(200)
                .lists("Key", "key", "a&b\nc", "absent", "key")
                .lists("Code");

        wire.get("/" + bucket).send().is(200).lists("Key");
    }

    @Test
    void deleteObjectsQuietly_listsErrorsAlone() {
        wire.put("/" + bucket + "/other").body("hello").send().is(200);

        wire.post("/" + bucket + "?delete")
                .body("<Delete><Quiet>true</Quiet><Object><Key>key</Key></Object>"
                        + "<Object><Key>other</Key><ETag>\"x\"</ETag></Object></Delete>")
                .withMd5().send().is(200)
                .lists("Key", "other")
                .lists("Code", "PreconditionFailed");

        wire.get("/" + bucket).send().is(200).lists("Key", "other");
    }

    @ParameterizedTest
    @CsvSource({
        "<Key>key</Key><ETag>5d41402abc4b2a76b9719d911017c592</ETag>, ",
        "<Key>key</Key><VersionId>null</VersionId>, ",
        "<Key></Key>, UserKeyMustBeSpecified",
        "<Key>key</Key><VersionId>x</VersionId>, NoSuchVersion",
        "<Key>key</Key><Size>5</Size>, NotImplemented",
        "<Key>key</Key><LastModifiedTime>2026</LastModifiedTime>, NotImplemented",
    })
    void deleteObjectsItem_isRefusedForItself(String item, String code) {
        Reply reply = delete("<Object>" + item + "</Object>").is(200);

        assertThat(reply.xml("Code")).isEqualTo(code);
        assertThat(wire.head(key).send().status()).isEqualTo(code == null ? 404 : 200);
    }

    @Test
    void deleteObjectsOfTooLongKey_isAnErrorOfTheItem() {
        delete("<Object><Key>" + "k".repeat(1025) + "</Key></Object>").is(200).lists("Code",
                "KeyTooLongError");
    }

    @Test
    void deleteObjectsWithoutChecksum_isInvalidRequest() {
        String body = "<Delete><Object><Key>key</Key></Object></Delete>";
        wire.post("/" + bucket + "?delete").body(body).send().is(400, "InvalidRequest");
        wire.post("/" + bucket + "?delete").body(body)
                .with("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==").send()
                .is(400, "BadDigest");
        wire.post("/" + bucket + "?delete").body(body).with("Content-MD5", "short").send().is(400,
                "InvalidDigest");
        wire.post("/" + bucket + "?delete").body(body).with("x-amz-checksum-crc32", "AAAAAA==")
                .send()
                .is(400, "BadDigest");
        wire.head(key).send().is(200);
        wire.post("/" + bucket + "?delete").body(body).with("x-amz-checksum-crc32", crc32(body))
                .send().is(200);
        wire.head(key).send().is(404, "NoSuchKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<Delete/>", "<Delete><Object><Key>key</Key></Object>",
        "<Remove/>"})
    void deleteObjectsOfOtherBody_isMalformedXml(String body) {
        wire.post("/" + bucket + "?delete").body(body).withMd5().send().is(400, "MalformedXML");
    }

    @Test
    void deleteObjectsOfThousand_isTheMost() {
        String object = "<Object><Key>absent</Key></Object>";

        assertThat(delete(object.repeat(1000)).is(200).all("Key")).hasSize(1000);
        delete(object.repeat(1001)).is(400, "MalformedXML");
    }

    private Reply delete(String objects) {
        return wire.post("/" + bucket + "?delete").body("<Delete>" + objects + "</Delete>")
                .withMd5().send();
    }

    private static String crc32(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
