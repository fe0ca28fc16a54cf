package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OpenWire.class)
class GetObjectAttributesWireTest {
    private static final String ATTRIBUTES = "x-amz-object-attributes";
    private static final String ALL = "ETag,Checksum,ObjectParts,StorageClass,ObjectSize";
    private static final String MD5 = "781e5e245d69b566979b86e28d23f2c7";
    private static final int FIRST_BYTES = 5 << 20;

    private final Wire wire;
    private final String bucket;
    private final String key;

    GetObjectAttributesWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
        wire.put(key).body("0123456789").with("x-amz-checksum-crc32", "poTHxg==").send().is(200);
    }

    @Test
    void all_areThoseOfTheObject() {
        String modified = wire.head(key).send().is(200).header("last-modified");

        Reply reply = attributes(ALL).send().is(200)
                .has("content-type", "application/xml")
                .has("last-modified", modified)
                .has("etag", null)
                .says("ETag", MD5)
                .says("ChecksumCRC32", "poTHxg==")
                .says("ChecksumType", "FULL_OBJECT")
                .says("StorageClass", "STANDARD")
                .says("ObjectSize", "10");

        assertThat(reply.text()).doesNotContain("ObjectParts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETag, ObjectSize", " ETag ,ObjectSize", "ETag,ObjectSize,ETag"})
    void namesBetweenCommas_areAnsweredAndNoOthers(String names) {
        Reply reply = attributes(names).send().is(200).says("ETag", MD5).says("ObjectSize", "10");

        assertThat(reply.text()).doesNotContain("StorageClass", "Checksum");
    }

    @Test
    void repeatedHeaders_areOneList() {
        attributes("ETag").with(ATTRIBUTES, "StorageClass").send().is(200)
                .says("ETag", MD5).says("StorageClass", "STANDARD").says("ObjectSize", null);
    }

    @Test
    void storageClass_isThatOfTheObject() {
        wire.put(key).body("x").with("x-amz-storage-class", "STANDARD_IA").send().is(200);

        attributes("StorageClass").send().is(200).says("StorageClass", "STANDARD_IA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "etag", "ETag,Colour", "ETag;ObjectSize", "ETag,"})
    void otherNames_areInvalidArgument(String names) {
        attributes(names).send().is(400, "InvalidArgument")
                .says("ArgumentName", ATTRIBUTES).says("ArgumentValue", names);
    }

    @Test
    void noNames_areInvalidArgument() {
        wire.get(key + "?attributes").send().is(400, "InvalidArgument")
                .says("ArgumentName", ATTRIBUTES);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-max-parts, -1",
        "x-amz-max-parts, many",
        "x-amz-part-number-marker, -1",
        "x-amz-part-number-marker, 99999999999",
    })
    void otherNumbers_areInvalidArgument(String header, String value) {
        attributes("ObjectParts").with(header, value).send().is(400, "InvalidArgument")
                .says("ArgumentName", header).says("ArgumentValue", value);
    }

    @Test
    void missing_isAsForHead() {
        wire.get("/" + bucket + "/absent?attributes").with(ATTRIBUTES, ALL).send()
                .is(404, "NoSuchKey").says("Key", "absent");
        wire.get("/nowhere-at-all/key?attributes").with(ATTRIBUTES, ALL).send()
                .is(404, "NoSuchBucket");
        wire.get(key + "?attributes&versionId=0000000000o3i001081g81860s").with(ATTRIBUTES, ALL)
                .send().is(404, "NoSuchVersion");
        wire.get(key + "?attributes&versionId=null").with(ATTRIBUTES, ALL).send().is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "If-Match, \"TAG\", 200, ",
        "If-Match, \"x\", 412, PreconditionFailed",
        "If-None-Match, \"TAG\", 304, ",
        "If-Modified-Since, 'Mon, 01 Jan 2035 00:00:00 GMT', 304, ",
        "If-Unmodified-Since, 'Thu, 01 Jan 2015 00:00:00 GMT', 412, PreconditionFailed",
    })
    void conditions_decide(String name, String value, int status, @Nullable String code) {
        Reply reply = attributes("ETag").with(name, value.replace("TAG", MD5)).send();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.log().errorCode()).isEqualTo(code);
        assertThat(reply.body().length == 0).isEqualTo(status == 304);
    }

    @Test
    void partsOfACompositeChecksum_areListedInPages() {
        upload("SHA256", "COMPOSITE");

        String composite =
                String.valueOf(wire.head(key).with("x-amz-checksum-mode", "ENABLED").send().is(200)
                        .header("x-amz-checksum-sha256"));
        assertThat(composite).endsWith("=-3");
        attributes("ObjectParts,Checksum").send().is(200)
                .says("ChecksumSHA256", composite.replace("-3", ""))
                .says("PartsCount", "3")
                .says("PartNumberMarker", "0")
                .says("NextPartNumberMarker", "9")
                .says("MaxParts", "1000")
                .says("IsTruncated", "false")
                .says("ChecksumType", "COMPOSITE")
                .lists("PartNumber", "2", "5", "9")
                .lists("Size", "5242880", "5242881", "3");
        page(0, 2).says("IsTruncated", "true").says("NextPartNumberMarker", "5")
                .says("MaxParts", "2").says("PartsCount", "3").lists("PartNumber", "2", "5");
        page(5, 2).says("IsTruncated", "false").says("PartNumberMarker", "5")
                .lists("PartNumber", "9");
        page(9, 2).says("IsTruncated", "false").says("NextPartNumberMarker", "0")
                .lists("PartNumber");
        page(0, 0).says("IsTruncated", "false").says("MaxParts", "0").lists("PartNumber");
        page(0, 1001).says("MaxParts", "1000").lists("PartNumber", "2", "5", "9");
    }

    @Test
    void partsOfAFullObjectChecksum_areOnlyCounted() {
        upload("CRC32", "FULL_OBJECT");

        attributes("ObjectParts").send().is(200)
                .says("PartsCount", "3").says("IsTruncated", null).lists("PartNumber");
    }

    private WireRequest attributes(String names) {
        return wire.get(key + "?attributes").with(ATTRIBUTES, names);
    }

    private Reply page(int marker, int limit) {
        return attributes("ObjectParts")
                .with("x-amz-part-number-marker", Integer.toString(marker))
                .with("x-amz-max-parts", Integer.toString(limit))
                .send().is(200);
    }

    /** Four parts, of which the one with number 4 does not get into the object. */
    private void upload(String algorithm, String type) {
        String id = wire.post(key + "?uploads")
                .with("x-amz-checksum-algorithm", algorithm)
                .with("x-amz-checksum-type", type).send().is(200).text("UploadId");
        StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
        IntStream.of(2, 4, 5, 9).forEach(number -> {
            byte[] content = new byte[number == 9 ? 3 : FIRST_BYTES + (number == 5 ? 1 : 0)];
            WireRequest put = wire.put(key + "?partNumber=" + number + "&uploadId=" + id)
                    .unsignedBody().body(content);
            Reply part = (algorithm.equals("SHA256") ? put.withSha256() : put).send().is(200);
            String checksum = "Checksum" + algorithm;
            if (number != 4) {
                list.append("<Part><PartNumber>").append(number).append("</PartNumber><ETag>")
                        .append(part.header("etag")).append("</ETag><").append(checksum)
                        .append('>').append(part.header("x-amz-checksum-" + algorithm))
                        .append("</").append(checksum).append("></Part>");
            }
        });
        wire.post(key + "?uploadId=" + id).body(list + "</CompleteMultipartUpload>").send()
                .is(200);
    }
}
