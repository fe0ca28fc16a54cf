package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** UploadPartCopy: an object put together from ranges of another one. */
class UploadPartCopyIT {
    private static final int PART_BYTES = 5 * 1024 * 1024;
    private static final byte[] CONTENT = TestBytes.of(PART_BYTES + 1000, 5);

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void putSource() {
        bucket = cairn.bucket();
        cairn.s3().putObject(
                request -> request.bucket(bucket).key("source"), RequestBody.fromBytes(CONTENT));
    }

    @Test
    void ranges_makeTheObjectAgain() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "copy");
        CompletedPart first = copy(id, 1, "bytes=0-" + (PART_BYTES - 1));
        CompletedPart second = copy(id, 2, "bytes=" + PART_BYTES + "-" + (CONTENT.length - 1));
        assertThat(first.eTag())
                .isEqualTo(TestBytes.etag(Arrays.copyOf(CONTENT, PART_BYTES)));

        MultipartFixture.complete(cairn.s3(), bucket, "copy", id, List.of(first, second));

        assertThat(cairn.s3()
                .getObjectAsBytes(request -> request.bucket(bucket).key("copy")).asByteArray())
                .isEqualTo(CONTENT);
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    @Test
    void rangeOutsideTheSource_isInvalidArgument() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "outside");
        Refused.with(400, "InvalidArgument", cairn.wire().send(
                WireRequest.put("/" + bucket + "/outside?partNumber=1&uploadId=" + id, "")
                        .header("x-amz-copy-source", bucket + "/source")
                        .header("x-amz-copy-source-range", "bytes=0-" + CONTENT.length)));
    }

    private static CompletedPart copy(String id, int number, String range) {
        String etag = cairn.s3().uploadPartCopy(request -> request
                .sourceBucket(bucket).sourceKey("source").copySourceRange(range)
                .destinationBucket(bucket).destinationKey("copy")
                .uploadId(id).partNumber(number))
                .copyPartResult().eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }
}
