package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.payload.TestBody;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CreateMultipartUpload, UploadPart, ListParts and AbortMultipartUpload. */
@ExtendWith(OpenWire.class)
class MultipartWireTest {
    private final Wire wire;
    private final String bucket;
    private final String key;

    MultipartWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
    }

    @Test
    void create_answersWithAnIdAndTouchesNoObject() {
        wire.put(key).body("current").send().is(200);

        Reply one =
                wire.post(key + "?uploads").send().is(200).says("Bucket", bucket).says("Key", "key")
                        .has("x-amz-checksum-algorithm", null);
        Reply other = wire.post(key + "?uploads=").send().is(200);

        assertThat(one.text("UploadId")).matches("[A-Za-z0-9._-]{20,}")
                .isNotEqualTo(other.text("UploadId"));
        wire.get(key).send().is(200).holds("current");
        wire.get("/" + bucket).send().lists("Key", "key");
    }

    @Test
    void quotaOfTheBucket_isSaidByItsName() {
        BucketSettings settings = new BucketSettings(1L, 10L, null, null);
        wire.storage().buckets().putSettings(new BucketName(bucket), settings);
        String id = wire.post(key + "?uploads").send().is(200).text("UploadId");

        wire.post(key + "?uploads").send().is(403, "QuotaExceeded")
                .says("Quota", "openUploadsMax").says("Max", "1").says("Wanted", "2");
        String part = key + "?partNumber=1&uploadId=" + id;
        wire.put(part).body("01234567890").send().is(403, "QuotaExceeded")
                .says("Quota", "incompleteBytesMax").says("Wanted", "11");
        wire.put(part).body("0123456789").send().is(200);
        wire.put("/" + bucket + "/other").body("01234567890").send().is(200);
    }

    @Test
    void idleTimeOfTheBucket_isSaidAsARuleThatFollowsTheLastPart() {
        Duration idle = Duration.ofHours(2);
        BucketSettings settings = new BucketSettings(null, null, idle, null);
        wire.storage().buckets().putSettings(new BucketName(bucket), settings);
        String id = wire.post(key + "?uploads").send().is(200)
                .has("x-amz-abort-rule-id", "cairn:idle").text("UploadId");
        wire.put(part(1, id)).body("a").send().is(200);

        Instant lastPartAt = wire.storage().uploads()
                .parts(new BucketName(bucket), new ObjectKey("key"), id, 0, 1)
                .parts().getFirst().lastModified();
        parts(id).has("x-amz-abort-rule-id", "cairn:idle")
                .has("x-amz-abort-date",
                        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                                .format(
                                        lastPartAt.plus(idle).atOffset(ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32, , CRC32, COMPOSITE",
        "CRC32C, , CRC32C, COMPOSITE",
        "SHA1, , SHA1, COMPOSITE",
        "SHA256, , SHA256, COMPOSITE",
        "CRC64NVME, , CRC64NVME, FULL_OBJECT",
        "CRC32, FULL_OBJECT, CRC32, FULL_OBJECT",
        "crc32c, full_object, CRC32C, FULL_OBJECT",
        "SHA256, COMPOSITE, SHA256, COMPOSITE",
    })
    void checksum_isThatOfTheHeaders(String algorithm, @Nullable String type, String kept,
            String keptType) {
        WireRequest request =
                wire.post(key + "?uploads").with("x-amz-checksum-algorithm", algorithm);
        if (type != null) {
            request.with("x-amz-checksum-type", type);
        }

        Reply reply = request.send().is(200)
                .has("x-amz-checksum-algorithm", kept).has("x-amz-checksum-type", keptType);

        parts(reply.text("UploadId")).says("ChecksumAlgorithm", kept).says("ChecksumType",
                keptType);
    }

    @Test
    void partWithoutTheChecksumThatACompositeIsMadeOf_isInvalidRequest() {
        String composite = wire.post(key + "?uploads").with("x-amz-checksum-algorithm", "CRC32")
                .send().is(200).text("UploadId");
        wire.put(part(1, composite)).body("a").send().is(400, "InvalidRequest")
                .says("Message", "Checksum Type mismatch occurred, expected checksum Type: crc32,"
                        + " actual checksum Type: null");
        wire.put(part(1, composite)).with("x-amz-checksum-crc32", "6LdyPQ==").body("a").send()
                .is(400, "BadDigest");
        wire.put(part(1, composite)).with("x-amz-checksum-crc32", "6Le+Qw==").body("a").send()
                .is(200).has("x-amz-checksum-crc32", "6Le+Qw==");

        String full = wire.post(key + "?uploads").with("x-amz-checksum-algorithm", "CRC32")
                .with("x-amz-checksum-type", "FULL_OBJECT").send().is(200).text("UploadId");
        wire.put(part(1, full)).body("a").send().is(200).has("x-amz-checksum-crc32", "6Le+Qw==");
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256, FULL_OBJECT", "SHA1, FULL_OBJECT", "CRC64NVME, COMPOSITE", "CRC32, HALF", "MD4, ",
        "'', FULL_OBJECT",
    })
    void otherChecksum_isInvalidRequest(String algorithm, @Nullable String type) {
        WireRequest request = wire.post(key + "?uploads");
        if (!algorithm.isEmpty()) {
            request.with("x-amz-checksum-algorithm", algorithm);
        }
        if (type != null) {
            request.with("x-amz-checksum-type", type);
        }
        request.send().is(400, "InvalidRequest");

        wire.get("/" + bucket + "?uploads").send().is(200).lists("UploadId");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-storage-class, SNOWY, 400, InvalidStorageClass",
        "x-amz-tagging, a=1&a=2, 400, InvalidArgument",
        "x-amz-server-side-encryption, aws:kms, 501, NotImplemented",
        "x-amz-acl, public-read, 400, AccessControlListNotSupported",
    })
    void createWithHeaderThatCannotBeKept_isRefused(String header, String value, int status,
            String code) {
        wire.post(key + "?uploads").with(header, value).send().is(status, code);
    }

    @Test
    void part_answersWithTagAndChecksumAndIsListed() {
        String id = create();
        wire.put(part(2, id)).body("hello").with("x-amz-meta-ignored", "x").send().is(200)
                .has("etag", "\"5d41402abc4b2a76b9719d911017c592\"")
                .has("x-amz-checksum-crc64nvme", "M3eFcAZSQlc=");
        wire.put(part(1, id)).send().is(200).has("etag", "\"d41d8cd98f00b204e9800998ecf8427e\"");

        parts(id).lists("PartNumber", "1", "2").lists("Size", "0", "5")
                .says("Bucket", bucket).says("Key", "key").says("UploadId", id)
                .says("StorageClass", "STANDARD")
                .says("PartNumberMarker", "0").says("NextPartNumberMarker", "2")
                .says("MaxParts", "1000").says("IsTruncated", "false")
                .lists("ID", Wire.OWNER.id(), Wire.OWNER.id())
                .lists("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"",
                        "\"5d41402abc4b2a76b9719d911017c592\"")
                .lists("ChecksumCRC64NVME", "AAAAAAAAAAA=", "M3eFcAZSQlc=");
    }

    @Test
    void partAgain_replacesTheFirst() {
        String id = create();
        wire.put(part(1, id)).body("first").send().is(200);
        long before = usage().uploadOpenBytes();

        wire.put(part(1, id)).body("second!").send().is(200);

        parts(id).lists("Size", "7");
        assertThat(usage().uploadOpenBytes()).isEqualTo(before + 2);
    }

    /** Of an answer that was lost, say. */
    @Test
    void samePartAgain_hasTheSameTag() {
        String id = create();
        String tag = wire.put(part(1, id)).with("x-amz-meta-ignored", "1").body("hello").send()
                .is(200).header("etag");
        wire.put(part(1, id)).body("hello").send().is(200).has("etag", tag);
        parts(id).lists("PartNumber", "1").lists("Size", "5");
    }

    @Test
    void partOfNothing_isAPart() {
        String id = create();
        wire.put(part(3, id)).send().is(200)
                .has("etag", "\"d41d8cd98f00b204e9800998ecf8427e\"");
        parts(id).lists("PartNumber", "3").lists("Size", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "-1", "1a", "", "1.5", "99999999999"})
    void otherPartNumber_isInvalidArgument(String number) {
        String id = create();
        wire.put(key + "?uploadId=" + id + "&partNumber=" + number).body("x").send(Unread.BODY)
                .is(400, "InvalidArgument").says("ArgumentName", "partNumber");
    }

    @Test
    void unknownUpload_isNoSuchUploadBeforeTheBodyIsRead() {
        String id = create();
        for (String unknown : new String[] {"x", "", id + "x", id.substring(1),
            "0".repeat(id.length())}) {
            wire.put(part(1, unknown)).body("hello").send(Unread.BODY).is(404, "NoSuchUpload");
            wire.get(key + "?uploadId=" + unknown).send().is(404, "NoSuchUpload").says("UploadId",
                    unknown);
            wire.delete(key + "?uploadId=" + unknown).send().is(404, "NoSuchUpload");
        }
        wire.put("/" + bucket + "/other?partNumber=1&uploadId=" + id).body("hello")
                .send(Unread.BODY)
                .is(404, "NoSuchUpload");
        wire.get("/" + bucket + "/other?uploadId=" + id).send().is(404, "NoSuchUpload");
        wire.delete("/" + bucket + "/other?uploadId=" + id).send().is(404, "NoSuchUpload");
        String another = wire.newBucket();
        wire.get("/" + another + "/key?uploadId=" + id).send().is(404, "NoSuchUpload");
        parts(id).lists("PartNumber");
    }

    @Test
    void partOverFiveGibibytes_isEntityTooLargeBeforeItIsRead() {
        wire.put(part(1, create())).send(Unread.ofLength((5L << 30) + 1)).is(400, "EntityTooLarge");
    }

    @Test
    void partWithChecksumOfAnotherAlgorithm_isInvalidRequest() {
        String id = wire.post(key + "?uploads").with("x-amz-checksum-algorithm", "SHA256").send()
                .is(200)
                .text("UploadId");
        wire.put(part(1, id)).with("x-amz-checksum-crc32", "NhCmhg==").body("hello")
                .send(Unread.BODY)
                .is(400, "InvalidRequest")
                .says("Message", "Checksum Type mismatch occurred, expected checksum Type: sha256,"
                        + " actual checksum Type: crc32");
        wire.put(part(1, id))
                .with("x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=")
                .body("hello").send().is(200)
                .has("x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
    }

    @Test
    void partOfUploadWithoutAlgorithm_mayCarryAnyChecksum() {
        String id = create();
        wire.put(part(1, id)).with("x-amz-checksum-crc32", "NhCmhg==").body("hello").send().is(200)
                .has("x-amz-checksum-crc32", "NhCmhg==");
        wire.put(part(2, id)).with("x-amz-checksum-crc32", "AAAAAA==").body("hello").send().is(400,
                "BadDigest");

        parts(id).lists("PartNumber", "1").lists("ChecksumCRC64NVME", "M3eFcAZSQlc=");
    }

    @ParameterizedTest
    @CsvSource({"If-Match, \"x\"", "If-None-Match, *"})
    void conditionOfAPart_isNotImplemented(String header, String value) {
        wire.put(part(1, create())).with(header, value).body("hello").send(Unread.BODY)
                .is(501, "NotImplemented").says("Header", header);
    }

    @Test
    void partThatBreaksOff_leavesNothing() {
        String id = create();
        byte[] body = "hello".getBytes(StandardCharsets.UTF_8);

        wire.put(part(1, id)).body(body).send(TestBody.of(body).disconnectingAt(3)).is(400,
                "IncompleteBody");

        parts(id).lists("PartNumber");
        assertThat(usage().uploadOpenBytes()).isZero();
        assertThat(wire.storage().inFlightBytes()).isZero();
    }

    @Test
    void parts_arePaged() {
        String id = create();
        for (int number : new int[] {5, 1, 9}) {
            wire.put(part(number, id)).body("x").send().is(200);
        }

        list(id, "max-parts=2").lists("PartNumber", "1", "5").says("IsTruncated", "true")
                .says("NextPartNumberMarker", "5").says("MaxParts", "2");
        list(id, "max-parts=2&part-number-marker=5").lists("PartNumber", "9")
                .says("IsTruncated", "false")
                .says("PartNumberMarker", "5").says("NextPartNumberMarker", "9");
        list(id, "part-number-marker=9").lists("PartNumber").says("IsTruncated", "false");
        list(id, "part-number-marker=10000").lists("PartNumber");
        list(id, "part-number-marker=2000000000").lists("PartNumber");
        list(id, "max-parts=0").lists("PartNumber").says("MaxParts", "0").says("IsTruncated",
                "false");
        list(id, "max-parts=1001").lists("PartNumber", "1", "5", "9").says("MaxParts", "1000");
    }

    @ParameterizedTest
    @CsvSource({"max-parts, -1", "max-parts, x", "part-number-marker, -1", "part-number-marker, x"})
    void otherListParameter_isInvalidArgument(String name, String value) {
        wire.get(key + "?uploadId=" + create() + "&" + name + "=" + value).send()
                .is(400, "InvalidArgument").says("ArgumentName", name);
    }

    @Test
    void lastModifiedOfAPart_isWhenItLanded() {
        String id = create();
        wire.advance(Duration.ofHours(1));
        wire.put(part(1, id)).body("x").send().is(200);
        Instant landed = wire.storageTime();
        wire.advance(Duration.ofHours(1));

        parts(id).says("LastModified", landed.toString());
    }

    @Test
    void abort_takesPartsAwayForGood() {
        String id = create();
        wire.put(part(1, id)).body("hello").send().is(200);

        wire.delete(key + "?uploadId=" + id).send().is(204).holds("");

        assertThat(usage().uploadOpenBytes()).isZero();
        wire.delete(key + "?uploadId=" + id).send().is(404, "NoSuchUpload");
        wire.put(part(2, id)).body("hello").send().is(404, "NoSuchUpload");
        wire.get(key + "?uploadId=" + id).send().is(404, "NoSuchUpload");
    }

    @Test
    void abortIfInitiated_comparesWholeSeconds() {
        String id = create();
        String right = date(wire.storageTime());
        String wrong = date(wire.storageTime().plusSeconds(1));
        String header = "x-amz-if-match-initiated-time";

        wire.delete(key + "?uploadId=" + id).with(header, "no date").send().is(400,
                "InvalidArgument");
        wire.delete(key + "?uploadId=" + id).with(header, wrong).send()
                .is(412, "PreconditionFailed")
                .says("Condition", header);
        parts(id);
        wire.delete(key + "?uploadId=" + id).with(header, right).send().is(204);
        wire.delete(key + "?uploadId=" + id).with(header, right).send().is(204);
        wire.get(key + "?uploadId=" + id).send().is(404, "NoSuchUpload");
    }

    private String create() {
        return wire.post(key + "?uploads").send().is(200).text("UploadId");
    }

    private String part(int number, String id) {
        return key + "?partNumber=" + number + "&uploadId=" + id;
    }

    private Reply parts(String id) {
        return wire.get(key + "?uploadId=" + id).send().is(200);
    }

    private Reply list(String id, String query) {
        return wire.get(key + "?uploadId=" + id + "&" + query).send().is(200);
    }

    private Usage usage() {
        return wire.storage().buckets().usage(new dev.cairn.storage.model.BucketName(bucket));
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC).format(instant);
    }
}
