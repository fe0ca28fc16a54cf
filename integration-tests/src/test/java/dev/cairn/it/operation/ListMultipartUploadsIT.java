package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** ListMultipartUploads: by key, then by initiation; markers, prefixes, delimiters. */
class ListMultipartUploadsIT {
    /** Three uploads of "b" in the order of their initiation. */
    private static final List<String> KEYS =
            List.of("a/1", "a/2", "b", "b", "b", "c/x/1", "c/y", "d e+é");

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static final List<String> IDS = new ArrayList<>();
    private static String bucket = "";

    @BeforeAll
    static void openUploads() {
        bucket = cairn.bucket();
        for (String key : KEYS) {
            IDS.add(MultipartFixture.create(cairn.s3(), bucket, key));
        }
    }

    @Test
    void all_areSortedByKeyThenInitiation() {
        ListMultipartUploadsResponse listed =
                cairn.s3().listMultipartUploads(request -> request.bucket(bucket));
        assertThat(listed.uploads()).extracting(MultipartUpload::key).isEqualTo(KEYS);
        assertThat(listed.uploads()).extracting(MultipartUpload::uploadId).isEqualTo(IDS);
        assertThat(listed.isTruncated()).isFalse();
        assertThat(listed.uploads()).allSatisfy(upload -> {
            assertThat(upload.initiated()).isNotNull();
            assertThat(upload.storageClassAsString()).isEqualTo("STANDARD");
            assertThat(upload.owner().id()).isNotEmpty();
            assertThat(upload.initiator().id()).isNotEmpty();
        });
    }

    @Test
    void initiated_isStable() {
        assertThat(initiated()).isEqualTo(initiated());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void pages_coverAllOnce(int maxUploads) {
        List<String> ids = new ArrayList<>();
        ListMultipartUploadsResponse page = cairn.s3().listMultipartUploads(
                request -> request.bucket(bucket).maxUploads(maxUploads));
        while (true) {
            assertThat(page.uploads()).hasSizeLessThanOrEqualTo(maxUploads);
            page.uploads().forEach(upload -> ids.add(upload.uploadId()));
            if (!page.isTruncated()) {
                break;
            }
            ListMultipartUploadsResponse last = page;
            page = cairn.s3().listMultipartUploads(request -> request.bucket(bucket)
                    .maxUploads(maxUploads)
                    .keyMarker(last.nextKeyMarker())
                    .uploadIdMarker(last.nextUploadIdMarker()));
        }
        assertThat(ids).isEqualTo(IDS);
    }

    @Test
    void keyMarkerAlone_passesAllUploadsOfTheKey() {
        assertThat(cairn.s3().listMultipartUploads(
                request -> request.bucket(bucket).keyMarker("b")).uploads())
                .extracting(MultipartUpload::key).containsExactly("c/x/1", "c/y", "d e+é");
    }

    @Test
    void uploadIdMarkerAlone_isIgnored() {
        assertThat(cairn.s3().listMultipartUploads(
                request -> request.bucket(bucket).uploadIdMarker(IDS.get(3))).uploads())
                .hasSize(KEYS.size());
    }

    @Test
    void markerOfAnUploadThatIsGone_works() {
        String own = cairn.bucket();
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            ids.add(MultipartFixture.create(cairn.s3(), own, "k"));
        }
        cairn.s3().abortMultipartUpload(
                request -> request.bucket(own).key("k").uploadId(ids.get(1)));
        assertThat(cairn.s3().listMultipartUploads(request -> request.bucket(own)
                .keyMarker("k").uploadIdMarker(ids.get(1))).uploads())
                .extracting(MultipartUpload::uploadId).containsExactly(ids.get(2));
    }

    @Test
    void prefix_selects() {
        assertThat(cairn.s3().listMultipartUploads(
                request -> request.bucket(bucket).prefix("c/")).uploads())
                .extracting(MultipartUpload::key).containsExactly("c/x/1", "c/y");
    }

    @Test
    void delimiter_rollsUp() {
        ListMultipartUploadsResponse listed = cairn.s3().listMultipartUploads(
                request -> request.bucket(bucket).delimiter("/"));
        assertThat(listed.commonPrefixes()).extracting(CommonPrefix::prefix)
                .containsExactly("a/", "c/");
        assertThat(listed.uploads()).extracting(MultipartUpload::key)
                .containsExactly("b", "b", "b", "d e+é");
    }

    @Test
    void pagesWithDelimiter_countPrefixesAndRepeatNone() {
        List<String> entries = new ArrayList<>();
        ListMultipartUploadsResponse page = cairn.s3().listMultipartUploads(
                request -> request.bucket(bucket).delimiter("/").maxUploads(1));
        while (true) {
            assertThat(page.uploads().size() + page.commonPrefixes().size()).isEqualTo(1);
            page.uploads().forEach(upload -> entries.add(upload.uploadId()));
            page.commonPrefixes().forEach(prefix -> entries.add(prefix.prefix()));
            if (!page.isTruncated()) {
                break;
            }
            ListMultipartUploadsResponse last = page;
            page = cairn.s3().listMultipartUploads(request -> request.bucket(bucket)
                    .delimiter("/").maxUploads(1)
                    .keyMarker(last.nextKeyMarker())
                    .uploadIdMarker(last.nextUploadIdMarker()));
        }
        assertThat(entries).containsExactly(
                "a/", IDS.get(2), IDS.get(3), IDS.get(4), "c/", IDS.get(7));
    }

    @Test
    void urlEncoding_coversKeysAndMarkers() {
        WireResponse page = send("encoding-type=url&key-marker=c%2Fy&prefix=d%20&delimiter=%2B");
        assertThat(page.element("EncodingType")).contains("url");
        assertThat(page.element("KeyMarker")).contains("c/y");
        assertThat(page.elements("Prefix")).contains("d%20");
        assertThat(page.element("Delimiter")).contains("%2B");
        WireResponse keys = send("encoding-type=url&prefix=d");
        assertThat(keys.element("Key")).contains("d%20e%2B%C3%A9");
    }

    @Test
    void zeroUploads_areNone() {
        WireResponse page = send("max-uploads=0");
        assertThat(page.elements("Upload")).isEmpty();
        assertThat(page.element("IsTruncated")).contains("false");
        assertThat(page.element("MaxUploads")).contains("0");
    }

    @Test
    void completedAndAborted_areGoneAtOnce() {
        String own = cairn.bucket();
        String aborted = MultipartFixture.create(cairn.s3(), own, "aborted");
        String completed = MultipartFixture.create(cairn.s3(), own, "completed");
        var part = MultipartFixture.part(
                cairn.s3(), own, "completed", completed, 1, new byte[] {1});
        cairn.s3().abortMultipartUpload(
                request -> request.bucket(own).key("aborted").uploadId(aborted));
        MultipartFixture.complete(cairn.s3(), own, "completed", completed, List.of(part));
        assertThat(cairn.s3().listMultipartUploads(request -> request.bucket(own)).uploads())
                .isEmpty();
    }

    @Test
    void anothersBucket_isAccessDenied() {
        Refused.with(403, "AccessDenied",
                cairn.wireOfOther().send(WireRequest.get("/" + bucket + "?uploads")));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        row.check(cairn.wire(), bucket);
    }

    static Stream<WireCase> refusals() {
        return Stream.of(
                row("/BUCKET?uploads&max-uploads=-1", 400, "InvalidArgument"),
                row("/BUCKET?uploads&max-uploads=many", 400, "InvalidArgument"),
                row("/BUCKET?uploads&encoding-type=base64", 400, "InvalidArgument"),
                row("/no-such-bucket?uploads", 404, "NoSuchBucket"));
    }

    private static WireCase row(String target, int status, String code) {
        return WireCase.refused(target, WireRequest.get(target), status, code);
    }

    private static List<String> initiated() {
        return send("prefix=").elements("Initiated");
    }

    private static WireResponse send(String query) {
        WireResponse response =
                cairn.wire().send(WireRequest.get("/" + bucket + "?uploads&" + query));
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        return response;
    }
}
