package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CompleteMultipartUpload, and what is read of the object that it makes. */
@ExtendWith(OpenWire.class)
class CompleteWireTest {
    private static final int FIRST_BYTES = 5 << 20;

    private final Wire wire;
    private final String bucket;
    private final String key;
    private String id = "";
    private String first = "";
    private String last = "";

    CompleteWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/a%20b/c";
    }

    /** Two parts, numbered 2 and 7. */
    @BeforeEach
    void upload() {
        id = wire.post(key + "?uploads").with("Content-Type", "text/plain")
                .with("x-amz-meta-a", "b")
                .with("x-amz-tagging", "a=1").send().is(200).text("UploadId");
        first = part(2, new byte[FIRST_BYTES]);
        last = part(7, new byte[] {1, 2, 3});
    }

    @Test
    void complete_makesTheObject() throws Exception {
        String initiated = wire.storageTime().toString();
        wire.advance(Duration.ofDays(2));
        String tag = combined(first, last);

        complete(list(2, first, 7, last)).is(200)
                .says("Location", "http://localhost:9000/" + bucket + "/a%20b%2Fc")
                .says("Bucket", bucket)
                .says("Key", "a b/c")
                .says("ETag", tag)
                .says("ChecksumType", "FULL_OBJECT");

        Reply object = wire.get(key).send().is(200)
                .has("etag", tag).has("content-type", "text/plain").has("x-amz-meta-a", "b")
                .has("x-amz-tagging-count", "1");
        assertThat(object.body()).hasSize(FIRST_BYTES + 3).endsWith(1, 2, 3);
        // Amazon S3 User Guide, "Working with object metadata": the date of initiation.
        wire.get("/" + bucket).send().says("LastModified", initiated).says("ETag", tag);
        wire.get(key + "?uploadId=" + id).send().is(404, "NoSuchUpload");
        assertThat(wire.storage().buckets().usage(new BucketName(bucket)).uploadOpenBytes())
                .isZero();
    }

    @Test
    void locationOfVirtualHost_hasNoBucketInItsPath() {
        wire.post("/a%20b/c?uploadId=" + id).to(bucket + ".localhost:9000")
                .body(list(2, first, 7, last)).send()
                .is(200)
                .says("Location", "http://" + bucket + ".localhost:9000/a%20b%2Fc");
    }

    @Test
    void parts_areReadByTheirNumbers() {
        complete(list(2, first, 7, last)).is(200);

        Reply part = wire.get(key + "?partNumber=7").with("x-amz-checksum-mode", "ENABLED").send()
                .is(206)
                .has("content-range",
                        "bytes " + FIRST_BYTES + "-" + (FIRST_BYTES + 2) + "/" + (FIRST_BYTES + 3))
                .has("x-amz-mp-parts-count", "2")
                .has("etag", combined(first, last))
                .has("x-amz-checksum-crc64nvme", null)
                .has("x-amz-checksum-type", null);
        assertThat(part.body()).containsExactly(1, 2, 3);
        assertThat(wire.head(key + "?partNumber=2").send().is(206).has("x-amz-mp-parts-count", "2")
                .contentLength())
                .isEqualTo(FIRST_BYTES);
        wire.get(key + "?partNumber=3").send().is(416, "InvalidPartNumber").says("ActualPartCount",
                "2");
        wire.get(key).with("Range", "bytes=" + (FIRST_BYTES - 1) + "-" + FIRST_BYTES).send()
                .is(206);
    }

    @Test
    void onlyPart_hasTheChecksumOfTheObject() {
        Reply made = complete(list(7, last)).is(200).says("ChecksumType", "FULL_OBJECT");

        wire.get(key + "?partNumber=7").with("x-amz-checksum-mode", "ENABLED").send().is(206)
                .has("x-amz-checksum-crc64nvme", made.text("ChecksumCRC64NVME"))
                .has("x-amz-checksum-type", "FULL_OBJECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"%s\"", "%s", "&quot;%s&quot;", " \"%s\" "})
    void tagsInAnyDress_areTheSame(String form) {
        complete(list(2, form.formatted(bare(first)), 7, form.formatted(bare(last)))).is(200);
    }

    @Test
    void repeat_getsTheSameAnswer() {
        Reply once = complete(list(2, first, 7, last)).is(200);

        Reply again = complete(list(2, bare(first), 7, bare(last))).is(200);

        assertThat(again.text()).isEqualTo(once.text());
        complete(list(2, first)).is(404, "NoSuchUpload");
        wire.post("/" + bucket + "/other?uploadId=" + id).body(list(2, first, 7, last)).send()
                .is(404, "NoSuchUpload");
    }

    @Test
    void repeatUnderACondition_getsTheSameAnswer() {
        for (int i = 0; i < 2; i++) {
            wire.post(key + "?uploadId=" + id).with("If-None-Match", "*")
                    .body(list(2, first, 7, last)).send().is(200);
        }
    }

    @Test
    void subset_leavesTheRestOut() {
        complete(list(7, last)).is(200).says("ETag", combined(last));

        assertThat(wire.get(key).send().is(200).body()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "<Part><PartNumber>7</PartNumber><ETag>LAST</ETag></Part><Part><PartNumber>"
                + "2</PartNumber><ETag>FIRST</ETag></Part> | InvalidPartOrder",
        "<Part><PartNumber>2</PartNumber><ETag>FIRST</ETag></Part><Part><PartNumber>"
                + "2</PartNumber><ETag>FIRST</ETag></Part> | InvalidPartOrder",
        "<Part><PartNumber>2</PartNumber><ETag>LAST</ETag></Part> | InvalidPart",
        "<Part><PartNumber>3</PartNumber><ETag>FIRST</ETag></Part> | InvalidPart",
        "<Part><PartNumber>0</PartNumber><ETag>FIRST</ETag></Part> | InvalidArgument",
        "<Part><PartNumber>10001</PartNumber><ETag>FIRST</ETag></Part> | InvalidArgument",
        "'' | MalformedXML",
        "<Part><PartNumber>2</PartNumber></Part> | MalformedXML",
        "<Part><PartNumber>2</PartNumber><ETag>FIRST</ETag><ChecksumCRC64NVME>"
                + "AAAAAAAAAAE=</ChecksumCRC64NVME><Other/></Part> | MalformedXML",
    })
    void otherList_isRefusedAndTheUploadStaysOpen(String parts, String code) {
        complete(parts.replace("FIRST", bare(first)).replace("LAST", bare(last))).is(400, code);

        wire.get(key + "?uploadId=" + id).send().is(200).lists("PartNumber", "2", "7");
        wire.get(key).send().is(404, "NoSuchKey");
        complete(list(2, first, 7, last)).is(200);
    }

    @Test
    void smallPartThatIsNotTheLast_isEntityTooSmall() {
        String small = part(1, new byte[] {9});

        complete(list(1, small, 2, first)).is(400, "EntityTooSmall")
                .says("ProposedSize", "1")
                .says("MinSizeAllowed", "5242880")
                .says("PartNumber", "1")
                .says("ETag", bare(small));
        complete(list(1, small)).is(200);
    }

    @Test
    void lastPart_mayBeEmpty() {
        String empty = part(8, new byte[0]);

        complete(list(2, first, 8, empty)).is(200);

        assertThat(wire.get(key).send().is(200).body()).hasSize(FIRST_BYTES);
        assertThat(wire.get(key + "?partNumber=8").send().is(200).body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-mp-object-size, 5242883, 200, ",
        "x-amz-mp-object-size, 5242884, 400, InvalidRequest",
        "x-amz-mp-object-size, -1, 400, InvalidRequest",
        "x-amz-mp-object-size, x, 400, InvalidRequest",
        "x-amz-checksum-type, FULL_OBJECT, 200, ",
        "x-amz-checksum-type, COMPOSITE, 400, BadDigest",
        "x-amz-checksum-crc64nvme, AAAAAAAAAAE=, 400, BadDigest",
        "x-amz-checksum-crc32, AAAAAA==, 400, InvalidRequest",
        "If-Match, \"x\", 404, NoSuchKey",
        "If-None-Match, *, 200, ",
        "If-None-Match, \"x\", 501, NotImplemented",
        "x-amz-server-side-encryption-customer-algorithm, AES256, 501, NotImplemented",
    })
    void headers_areChecked(String header, String value, int status, @Nullable String code) {
        Reply reply = wire.post(key + "?uploadId=" + id).with(header, value)
                .body(list(2, first, 7, last)).send();

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.log().errorCode()).isEqualTo(code);
        if (code != null) {
            wire.get(key + "?uploadId=" + id).send().is(200);
        }
    }

    @Test
    void wholeObjectChecksum_isVerifiedAndReturned() {
        Reply made = complete(list(2, first, 7, last)).is(200);
        String checksum = made.text("ChecksumCRC64NVME");
        upload();

        wire.post(key + "?uploadId=" + id).with("x-amz-checksum-crc64nvme", checksum)
                .body(list(2, first, 7, last)).send().is(200);

        wire.head(key).with("x-amz-checksum-mode", "ENABLED").send().is(200)
                .has("x-amz-checksum-crc64nvme", checksum)
                .has("x-amz-checksum-type", "FULL_OBJECT");
    }

    @Test
    void conditions_areThoseOfTheCurrentObject() {
        String tag = String.valueOf(wire.put(key).body("current").send().is(200).header("etag"));
        wire.post(key + "?uploadId=" + id).with("If-None-Match", "*").body(list(2, first, 7, last))
                .send()
                .is(412, "PreconditionFailed").says("Condition", "If-None-Match");
        wire.post(key + "?uploadId=" + id).with("If-Match", "\"x\"").body(list(2, first, 7, last))
                .send()
                .is(412, "PreconditionFailed").says("Condition", "If-Match");
        wire.get(key).send().is(200).holds("current");
        wire.post(key + "?uploadId=" + id).with("If-Match", tag).body(list(2, first, 7, last))
                .send().is(200);
    }

    @Test
    void compositeUpload_needsTheChecksumOfEachPart() throws Exception {
        id = wire.post(key + "?uploads").with("x-amz-checksum-algorithm", "SHA256").send().is(200)
                .text("UploadId");
        String one = checkedPart(1, new byte[FIRST_BYTES]);
        String two = checkedPart(2, new byte[] {1});
        String sha1 = sha256(new byte[FIRST_BYTES]);
        String sha2 = sha256(new byte[] {1});

        complete(list(1, one, 2, two)).is(400, "InvalidRequest").says("Message",
                "The upload was created using a sha256 checksum. The complete request must "
                        + "include the"
                        + " checksum for each part. It was missing for part 1 in the request.");
        complete(withChecksum(list(1, one, 2, two), sha1, sha1)).is(400, "InvalidPart");
        complete(withChecksum(list(1, one, 2, two), sha1, sha2).replace("SHA256", "CRC32")).is(400,
                "InvalidRequest");
        Reply made = complete(withChecksum(list(1, one, 2, two), sha1, sha2)).is(200)
                .says("ChecksumType", "COMPOSITE");

        MessageDigest both = MessageDigest.getInstance("SHA-256");
        both.update(Base64.getDecoder().decode(sha1));
        String expected =
                Base64.getEncoder().encodeToString(both.digest(Base64.getDecoder().decode(sha2)))
                        + "-2";
        made.says("ChecksumSHA256", expected);
        wire.head(key).with("x-amz-checksum-mode", "ENABLED").send().is(200)
                .has("x-amz-checksum-sha256", expected).has("x-amz-checksum-type", "COMPOSITE");
        wire.get(key + "?partNumber=2").with("x-amz-checksum-mode", "ENABLED").send().is(206)
                .has("x-amz-checksum-sha256", sha2).has("x-amz-checksum-type", "COMPOSITE");
    }

    @Test
    void listWithChecksumsOfAnotherAlgorithmThanComputed_isFineWhereNoneWasNamed() {
        complete(withChecksum(list(2, first, 7, last), "AAAA", "AAAA").replace("SHA256", "CRC32"))
                .is(200);
    }

    @Test
    void copyOfAMultipartObject_hasTheTagOfItsBytes() throws Exception {
        complete(list(2, first, 7, last)).is(200);
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(new byte[FIRST_BYTES]);
        String tag = "\"" + HexFormat.of().formatHex(md5.digest(new byte[] {1, 2, 3})) + "\"";

        wire.put("/" + bucket + "/copy").with("x-amz-copy-source", bucket + "/a%20b/c").send()
                .is(200)
                .says("ETag", tag);

        wire.head("/" + bucket + "/copy").send().is(200).has("content-type", "text/plain")
                .has("etag", tag);
    }

    @Test
    void abortAfterComplete_isNoSuchUploadAndTheObjectStays() {
        complete(list(2, first, 7, last)).is(200);

        wire.delete(key + "?uploadId=" + id).send().is(404, "NoSuchUpload");
        wire.head(key).send().is(200);
    }

    private String part(int number, byte[] bytes) {
        Reply reply = wire.put(key + "?partNumber=" + number + "&uploadId=" + id).body(bytes)
                .unsignedBody().send().is(200);
        return String.valueOf(reply.header("etag"));
    }

    private String checkedPart(int number, byte[] bytes) {
        Reply reply = wire.put(key + "?partNumber=" + number + "&uploadId=" + id).body(bytes)
                .withSha256().unsignedBody().send().is(200);
        return String.valueOf(reply.header("etag"));
    }

    private Reply complete(String parts) {
        return wire.post(key + "?uploadId=" + id).body(parts.startsWith("<CompleteMultipartUpload")
                ? parts
                : "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>").send();
    }

    /** Number, tag, number, tag, … */
    private static String list(Object... parts) {
        StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < parts.length; i += 2) {
            list.append("<Part><PartNumber>").append(parts[i]).append("</PartNumber><ETag>")
                    .append(parts[i + 1]).append("</ETag></Part>");
        }
        return list.append("</CompleteMultipartUpload>").toString();
    }

    private static String withChecksum(String list, String one, String two) {
        String element = "<ChecksumSHA256>%s</ChecksumSHA256></Part>";
        int between = list.indexOf("</Part>");
        return list.substring(0, between) + element.formatted(one)
                + list.substring(between + 7).replace("</Part>", element.formatted(two));
    }

    private static String bare(String tag) {
        return tag.replace("\"", "");
    }

    /** The MD5 over the parts' MD5s, and how many they are. */
    private static String combined(String... tags) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            for (String tag : tags) {
                md5.update(HexFormat.of().parseHex(bare(tag)));
            }
            return "\"" + HexFormat.of().formatHex(md5.digest()) + "-" + tags.length + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
