package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OpenWire.class)
class ListMultipartUploadsWireTest {
    private final Wire wire;
    private final String bucket;

    ListMultipartUploadsWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
    }

    @Test
    void line_saysWhatIsKnownOfTheUpload() {
        String id =
                wire.post("/" + bucket + "/key?uploads").with("x-amz-storage-class", "STANDARD_IA")
                        .send().is(200).text("UploadId");
        String initiated = wire.storageTime().toString();
        wire.advance(Duration.ofDays(3));
        wire.put("/" + bucket + "/key?partNumber=1&uploadId=" + id).body("x").send().is(200);

        list("").says("Bucket", bucket).says("Key", "key").says("UploadId", id)
                .says("Initiated", initiated)
                .says("StorageClass", "STANDARD_IA")
                .lists("ID", Wire.OWNER.id(), Wire.OWNER.id())
                .says("ChecksumAlgorithm", "CRC64NVME").says("ChecksumType", "FULL_OBJECT")
                .says("KeyMarker", "").says("UploadIdMarker", "").says("Prefix", "")
                .says("NextKeyMarker", null).says("NextUploadIdMarker", null)
                .says("MaxUploads", "1000").says("IsTruncated", "false");
    }

    @Test
    void order_isByKeyThenByInitiation() {
        String second = create("b");
        wire.advance(Duration.ofMillis(1));
        String third = create("b");
        String first = create("a");

        list("").lists("UploadId", first, second, third);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void pages_missNothingAlsoWithinOneKey(int maxUploads) {
        List<String> ids = new ArrayList<>();
        for (String key : List.of("a", "b", "b", "b", "c/1", "c/2", "d")) {
            wire.advance(Duration.ofMillis(1));
            ids.add(create(key));
        }

        List<String> paged = new ArrayList<>();
        String markers = "";
        while (markers != null) {
            Reply page =
                    list("max-uploads=" + maxUploads + markers).says("MaxUploads", "" + maxUploads);
            paged.addAll(page.all("UploadId"));
            markers = page.text("IsTruncated").equals("false")
                    ? null
                    : "&key-marker=" + page.text("NextKeyMarker")
                            + "&upload-id-marker=" + page.text("NextUploadIdMarker");
        }
        assertThat(paged).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void pagesByDelimiter_countPrefixes(int maxUploads) {
        for (String key : List.of("a", "b/1", "b/1", "b/2", "c", "d/1")) {
            create(key);
        }

        List<String> paged = new ArrayList<>();
        String markers = "";
        while (markers != null) {
            Reply page =
                    list("delimiter=/&max-uploads=" + maxUploads + markers).says("Delimiter", "/");
            List<String> prefixes = page.all("Prefix").subList(1, page.all("Prefix").size());
            assertThat(page.all("Key").size() + prefixes.size()).isLessThanOrEqualTo(maxUploads);
            paged.addAll(page.all("Key"));
            paged.addAll(prefixes);
            markers = page.text("IsTruncated").equals("false")
                    ? null
                    : "&key-marker=" + page.text("NextKeyMarker")
                            + "&upload-id-marker=" + page.text("NextUploadIdMarker");
        }
        assertThat(paged).containsExactlyInAnyOrder("a", "b/", "c", "d/");
    }

    @Test
    void markers_workWithoutTheirUploadAndByThemselves() {
        String first = create("a");
        wire.advance(Duration.ofMillis(1));
        String second = create("a");
        String third = create("b");
        wire.delete("/" + bucket + "/a?uploadId=" + first).send().is(204);

        list("key-marker=a&upload-id-marker=" + first).lists("UploadId", second, third)
                .says("KeyMarker", "a").says("UploadIdMarker", first);
        list("key-marker=a").lists("UploadId", third);
        list("upload-id-marker=" + second).lists("UploadId", second, third).says("UploadIdMarker",
                "");
        list("key-marker=a&upload-id-marker=").lists("UploadId", third);
        list("key-marker=z").lists("UploadId");
        list("prefix=b").lists("UploadId", third).says("Prefix", "b");
        list("prefix=b&key-marker=c").lists("UploadId");
    }

    @Test
    void encodingTypeUrl_coversAllThatIsText() {
        create("p%20q/a+b");
        create("p%20q/c%20d/e");
        create("p%20q/f");

        list("encoding-type=url&prefix=p%20q/&delimiter=%20&key-marker=p%20q/%2B&max-uploads=2")
                .says("EncodingType", "url")
                .lists("Prefix", "p%20q/", "p%20q/c%20")
                .says("Delimiter", "%20")
                .says("KeyMarker", "p%20q/%2B")
                .says("NextKeyMarker", "p%20q/c%20")
                .says("NextUploadIdMarker", "")
                .lists("Key", "p%20q/a%2Bb");
    }

    @ParameterizedTest
    @CsvSource({"max-uploads, -1", "max-uploads, x", "encoding-type, gzip"})
    void otherParameter_isInvalidArgument(String name, String value) {
        wire.get("/" + bucket + "?uploads&" + name + "=" + value).send()
                .is(400, "InvalidArgument").says("ArgumentName", name);
    }

    @Test
    void maxUploads_isCutAndMayBeZero() {
        create("a");

        list("max-uploads=0").lists("UploadId").says("IsTruncated", "false").says("MaxUploads",
                "0");
        assertThat(list("max-uploads=2000").says("MaxUploads", "1000").all("UploadId")).hasSize(1);
    }

    @Test
    void completedAndAborted_areGoneAtOnce() {
        String completed = create("a");
        String aborted = create("b");
        String tag = wire.put("/" + bucket + "/a?partNumber=1&uploadId=" + completed).body("x")
                .send().is(200)
                .header("etag");
        wire.post("/" + bucket + "/a?uploadId=" + completed)
                .body("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                        + "</ETag></Part></CompleteMultipartUpload>")
                .send().is(200);
        wire.delete("/" + bucket + "/b?uploadId=" + aborted).send().is(204);

        list("").lists("UploadId");
    }

    private String create(String key) {
        return wire.post("/" + bucket + "/" + key + "?uploads").send().is(200).text("UploadId");
    }

    private Reply list(String query) {
        return wire.get("/" + bucket + "?uploads" + (query.isEmpty() ? "" : "&") + query).send()
                .is(200);
    }
}
