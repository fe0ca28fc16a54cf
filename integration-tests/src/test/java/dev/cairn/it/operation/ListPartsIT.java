package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;

/** ListParts: by number, in pages. */
class ListPartsIT {
    private static final List<Integer> NUMBERS = List.of(1, 2, 5, 100, 9_999, 10_000);

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";
    private static String uploadId = "";

    @BeforeAll
    static void uploadParts() {
        bucket = cairn.bucket();
        uploadId = MultipartFixture.create(cairn.s3(), bucket, "k");
        for (int number : NUMBERS.reversed()) {
            MultipartFixture.part(
                    cairn.s3(), bucket, "k", uploadId, number, TestBytes.of(number, number));
        }
    }

    @Test
    void all_areSortedByNumber() {
        ListPartsResponse listed = list(0, 1000);
        assertThat(listed.parts()).extracting(Part::partNumber).isEqualTo(NUMBERS);
        assertThat(listed.parts()).allSatisfy(part -> {
            assertThat(part.size()).isEqualTo(part.partNumber().longValue());
            assertThat(part.eTag()).isEqualTo(
                    TestBytes.etag(TestBytes.of(part.partNumber(), part.partNumber())));
            assertThat(part.lastModified()).isNotNull();
        });
        assertThat(listed.isTruncated()).isFalse();
        assertThat(listed.storageClassAsString()).isEqualTo("STANDARD");
        assertThat(listed.owner().id()).isNotEmpty();
        assertThat(listed.initiator().id()).isNotEmpty();
        assertThat(listed.bucket()).isEqualTo(bucket);
        assertThat(listed.key()).isEqualTo("k");
        assertThat(listed.uploadId()).isEqualTo(uploadId);
    }

    @Test
    void pages_coverAll() {
        ListPartsResponse first = list(0, 4);
        assertThat(first.parts()).extracting(Part::partNumber).containsExactly(1, 2, 5, 100);
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.nextPartNumberMarker()).isEqualTo(100);
        ListPartsResponse second = list(first.nextPartNumberMarker(), 4);
        assertThat(second.parts()).extracting(Part::partNumber).containsExactly(9_999, 10_000);
        assertThat(second.isTruncated()).isFalse();
    }

    @Test
    void markerBeyondTheEnd_isAnEmptyPage() {
        ListPartsResponse listed = list(10_000, 10);
        assertThat(listed.parts()).isEmpty();
        assertThat(listed.isTruncated()).isFalse();
    }

    @Test
    void pageThatHoldsAll_isNotTruncated() {
        assertThat(list(0, NUMBERS.size()).isTruncated()).isFalse();
    }

    @Test
    void moreThanThousand_isCutToThousand() {
        assertThat(list(0, 1001).maxParts()).isEqualTo(1000);
    }

    @Test
    void completedUpload_isNoSuchUpload() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "done");
        var part = MultipartFixture.part(cairn.s3(), bucket, "done", id, 1, new byte[] {1});
        MultipartFixture.complete(cairn.s3(), bucket, "done", id, List.of(part));
        Refused.with(404, "NoSuchUpload", () -> cairn.s3().listParts(
                request -> request.bucket(bucket).key("done").uploadId(id)));
    }

    @Test
    void anothersUpload_isAccessDenied() {
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(
                WireRequest.get("/" + bucket + "/k?uploadId=" + uploadId)));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        WireRequest request = row.request();
        WireRequest addressed = request.target(request.target().replace("UPLOAD", uploadId));
        new WireCase(row.name(), addressed, row.status(), row.code()).check(cairn.wire(), bucket);
    }

    static Stream<WireCase> refusals() {
        return Stream.of(
                row("/BUCKET/k?uploadId=unknown", 404, "NoSuchUpload"),
                row("/BUCKET/other?uploadId=UPLOAD", 404, "NoSuchUpload"),
                row("/no-such-bucket/k?uploadId=UPLOAD", 404, "NoSuchBucket"),
                row("/BUCKET/k?uploadId=UPLOAD&max-parts=-1", 400, "InvalidArgument"),
                row("/BUCKET/k?uploadId=UPLOAD&max-parts=many", 400, "InvalidArgument"),
                row("/BUCKET/k?uploadId=UPLOAD&part-number-marker=-1", 400, "InvalidArgument"),
                row("/BUCKET/k?uploadId=UPLOAD&part-number-marker=x", 400, "InvalidArgument"));
    }

    private static WireCase row(String target, int status, String code) {
        return WireCase.refused(target, WireRequest.get(target), status, code);
    }

    private static ListPartsResponse list(int marker, int maxParts) {
        return cairn.s3().listParts(request -> request.bucket(bucket).key("k").uploadId(uploadId)
                .partNumberMarker(marker).maxParts(maxParts));
    }
}
