package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.Together;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** CompleteMultipartUpload: one object out of the named parts, once, or nothing changes. */
class CompleteMultipartUploadIT {
    private static final int PART = 5 * 1024 * 1024;
    private static final byte[] FIRST = TestBytes.of(PART, 1);
    private static final byte[] SECOND = TestBytes.of(PART, 2);
    private static final byte[] LAST = TestBytes.of(1000, 3);

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void createBucket() {
        bucket = cairn.bucket();
    }

    @Test
    void parts_becomeOneObject() {
        CompleteMultipartUploadResponse completed =
                MultipartFixture.upload(cairn.s3(), bucket, "whole", FIRST, SECOND, LAST);
        assertThat(completed.eTag()).isEqualTo(compositeTag(FIRST, SECOND, LAST));
        assertThat(completed.bucket()).isEqualTo(bucket);
        assertThat(completed.key()).isEqualTo("whole");
        assertThat(completed.location())
                .isEqualTo(cairn.wire().address() + "/" + bucket + "/whole");
        assertThat(contentOf("whole")).isEqualTo(join(FIRST, SECOND, LAST));
        assertThat(head("whole").eTag()).isEqualTo(completed.eTag());
    }

    @Test
    void onlyPart_mayBeSmall() {
        MultipartFixture.upload(cairn.s3(), bucket, "small", LAST);
        assertThat(contentOf("small")).isEqualTo(LAST);
        assertThat(head("small").eTag()).isEqualTo(compositeTag(LAST));
    }

    @Test
    void lastModified_isTheInitiation() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "dated");
        var initiated = cairn.s3()
                .listMultipartUploads(request -> request.bucket(bucket).prefix("dated"))
                .uploads().getFirst().initiated();
        MultipartFixture.complete(cairn.s3(), bucket, "dated", id,
                List.of(part("dated", id, 1, LAST)));
        assertThat(head("dated").lastModified())
                .isEqualTo(initiated.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void numbersWithGaps_areInOrder() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "gaps");
        CompletedPart last = part("gaps", id, 10_000, LAST);
        CompletedPart first = part("gaps", id, 7, FIRST);
        MultipartFixture.complete(cairn.s3(), bucket, "gaps", id, List.of(first, last));
        assertThat(contentOf("gaps")).isEqualTo(join(FIRST, LAST));
    }

    @Test
    void partsThatAreNotNamed_areDiscarded() {
        String own = cairn.bucket();
        String id = MultipartFixture.create(cairn.s3(), own, "subset");
        MultipartFixture.part(cairn.s3(), own, "subset", id, 1, FIRST);
        CompletedPart named = MultipartFixture.part(cairn.s3(), own, "subset", id, 2, LAST);
        MultipartFixture.complete(cairn.s3(), own, "subset", id, List.of(named));
        assertThat(cairn.s3().getObjectAsBytes(request -> request.bucket(own).key("subset"))
                .asByteArray()).isEqualTo(LAST);
        var bytes = cairn.admin().usage(own).get("bytes");
        assertThat(bytes.get("current").asLong()).isEqualTo(LAST.length);
        assertThat(bytes.get("uploadOpen").asLong()).isZero();
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    @Test
    void repeat_getsTheSameAnswer() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "repeated");
        List<CompletedPart> parts = List.of(part("repeated", id, 1, LAST));
        var first = MultipartFixture.complete(cairn.s3(), bucket, "repeated", id, parts);
        var again = MultipartFixture.complete(cairn.s3(), bucket, "repeated", id, parts);
        assertThat(again.eTag()).isEqualTo(first.eTag());
        assertThat(again.location()).isEqualTo(first.location());
    }

    @Test
    void repeatWithAnotherList_isNoSuchUpload() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "other-list");
        CompletedPart first = part("other-list", id, 1, FIRST);
        CompletedPart second = part("other-list", id, 2, LAST);
        MultipartFixture.complete(
                cairn.s3(), bucket, "other-list", id, List.of(first, second));
        Refused.with(404, "NoSuchUpload", () -> MultipartFixture.complete(
                cairn.s3(), bucket, "other-list", id, List.of(first)));
    }

    @Test
    void manyAtOnce_haveOneResult() throws Exception {
        String id = MultipartFixture.create(cairn.s3(), bucket, "contended");
        List<CompletedPart> parts = List.of(part("contended", id, 1, LAST));
        List<String> tags = Together.run(Collections.nCopies(8, () -> MultipartFixture
                .complete(cairn.s3(), bucket, "contended", id, parts).eTag()));
        assertThat(tags).hasSize(8).containsOnly(compositeTag(LAST));
        assertThat(contentOf("contended")).isEqualTo(LAST);
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    @Test
    void completeAgainstAbort_isOneOfThem() throws Exception {
        String id = MultipartFixture.create(cairn.s3(), bucket, "raced");
        List<CompletedPart> parts = List.of(part("raced", id, 1, LAST));
        List<Together.Ended<Integer>> ends = Together.settle(List.of(
                () -> MultipartFixture.complete(cairn.s3(), bucket, "raced", id, parts)
                        .sdkHttpResponse().statusCode(),
                () -> cairn.s3().abortMultipartUpload(
                        request -> request.bucket(bucket).key("raced").uploadId(id))
                        .sdkHttpResponse().statusCode()));
        long done = ends.stream().filter(Together.Ended.Done.class::isInstance).count();
        assertThat(done).isEqualTo(1);
        boolean completed = ends.getFirst() instanceof Together.Ended.Done;
        assertThat(cairn.wire().send(WireRequest.head("/" + bucket + "/raced")).status())
                .isEqualTo(completed ? 200 : 404);
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    @Test
    void smallPartThatIsNotTheLast_isEntityTooSmallAndChangesNothing() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "too-small");
        CompletedPart small = part("too-small", id, 1, LAST);
        CompletedPart last = part("too-small", id, 2, FIRST);
        WireResponse response = complete("too-small", id, xml(small) + xml(last));
        Refused.with(400, "EntityTooSmall", response);
        assertThat(response.element("ProposedSize")).contains("1000");
        assertThat(response.element("MinSizeAllowed")).contains("5242880");
        assertThat(response.element("PartNumber")).contains("1");
        assertThat(response.element("ETag").orElse("").replace("\"", ""))
                .isEqualTo(small.eTag().replace("\"", ""));
        assertThat(cairn.s3().listParts(
                request -> request.bucket(bucket).key("too-small").uploadId(id)).parts())
                .hasSize(2);
        MultipartFixture.complete(cairn.s3(), bucket, "too-small", id, List.of(last));
        assertThat(contentOf("too-small")).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAG", "&quot;TAG&quot;", "\"TAG\"", "&#34;TAG&#34;"})
    void tag_isReadQuotedOrNot(String spelling) {
        String id = MultipartFixture.create(cairn.s3(), bucket, "quoted");
        String tag = part("quoted", id, 1, LAST).eTag().replace("\"", "");
        WireResponse response = complete("quoted", id, "<Part><PartNumber>1</PartNumber><ETag>"
                + spelling.replace("TAG", tag) + "</ETag></Part>");
        assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
        assertThat(response.element("ETag")).contains(compositeTag(LAST));
    }

    @Test
    void badLists_areRefusedAndChangeNothing() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "refused");
        String first = xml(part("refused", id, 1, FIRST));
        String second = xml(part("refused", id, 2, LAST));
        String unknown = second.replace(">2<", ">3<");
        String otherTag = second.replaceFirst("<ETag>.*</ETag>", "<ETag>\"other\"</ETag>");
        Refused.with(400, "InvalidPartOrder", complete("refused", id, second + first));
        Refused.with(400, "InvalidPartOrder", complete("refused", id, first + first));
        Refused.with(400, "InvalidPart", complete("refused", id, first + unknown));
        Refused.with(400, "InvalidPart", complete("refused", id, first + otherTag));
        Refused.with(400, "MalformedXML", complete("refused", id, ""));
        Refused.with(400, "MalformedXML", complete("refused", id, "<Part/>"));
        Refused.with(400, "MalformedXML", complete("refused", id, first + "</Part>"));
        Refused.with(404, "NoSuchUpload", complete("refused", "unknown", first));
        Refused.with(404, "NoSuchUpload", complete("other-key", id, first));
        assertThat(cairn.wire().send(WireRequest.head("/" + bucket + "/refused")).status())
                .isEqualTo(404);
        assertThat(complete("refused", id, first + second).status()).isEqualTo(200);
    }

    @Test
    void ifNoneMatch_refusesToReplace() {
        cairn.s3().putObject(request -> request.bucket(bucket).key("present"),
                RequestBody.fromString("present"));
        String id = MultipartFixture.create(cairn.s3(), bucket, "present");
        String part = xml(part("present", id, 1, LAST));
        Refused.with(412, "PreconditionFailed", cairn.wire().send(
                completion("present", id, part).header("If-None-Match", "*")));
        assertThat(contentOf("present")).hasSize("present".length());
        String current = head("present").eTag();
        assertThat(cairn.wire().send(completion("present", id, part)
                .header("If-Match", current)).status()).isEqualTo(200);
        assertThat(contentOf("present")).isEqualTo(LAST);
    }

    @Test
    void objectSize_mustBeTheSum() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "sized");
        String part = xml(part("sized", id, 1, LAST));
        Refused.with(400, "InvalidRequest", cairn.wire().send(
                completion("sized", id, part).header("x-amz-mp-object-size", "999")));
        assertThat(cairn.wire().send(completion("sized", id, part)
                .header("x-amz-mp-object-size", "1000")).status()).isEqualTo(200);
    }

    @Test
    void compositeChecksum_isOfThePartsChecksums() {
        String id = cairn.s3().createMultipartUpload(request -> request
                .bucket(bucket).key("composite").checksumAlgorithm("SHA256")).uploadId();
        CompletedPart first = checkedPart("composite", id, 1, FIRST);
        CompletedPart last = checkedPart("composite", id, 2, LAST);
        var completed = MultipartFixture.complete(
                cairn.s3(), bucket, "composite", id, List.of(first, last));
        String expected = Base64.getEncoder().encodeToString(
                sha256(join(sha256(FIRST), sha256(LAST)))) + "-2";
        assertThat(completed.checksumSHA256()).isEqualTo(expected);
        assertThat(completed.checksumTypeAsString()).isEqualTo("COMPOSITE");
        HeadObjectResponse head = cairn.s3().headObject(
                request -> request.bucket(bucket).key("composite").checksumMode("ENABLED"));
        assertThat(head.checksumSHA256()).isEqualTo(expected);
        assertThat(head.checksumTypeAsString()).isEqualTo("COMPOSITE");
    }

    @Test
    void fullObjectChecksum_isOfTheWholeContent() {
        String id = cairn.s3().createMultipartUpload(request -> request.bucket(bucket)
                .key("full").checksumAlgorithm("CRC32").checksumType("FULL_OBJECT")).uploadId();
        CompletedPart first = part("full", id, 1, FIRST);
        CompletedPart last = part("full", id, 2, LAST);
        CRC32 crc = new CRC32();
        crc.update(join(FIRST, LAST));
        byte[] value = HexFormat.of().parseHex("%08x".formatted(crc.getValue()));
        var completed = MultipartFixture.complete(
                cairn.s3(), bucket, "full", id, List.of(first, last));
        assertThat(completed.checksumCRC32())
                .isEqualTo(Base64.getEncoder().encodeToString(value));
        assertThat(completed.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    }

    @Test
    void wrongWholeChecksum_isBadDigest() {
        String id = cairn.s3().createMultipartUpload(request -> request.bucket(bucket)
                .key("wrong").checksumAlgorithm("CRC32").checksumType("FULL_OBJECT")).uploadId();
        String part = xml(part("wrong", id, 1, LAST));
        Refused.with(400, "BadDigest", cairn.wire().send(completion("wrong", id, part)
                .header("x-amz-checksum-type", "FULL_OBJECT")
                .header("x-amz-checksum-crc32", "AAAAAA==")));
        assertThat(complete("wrong", id, part).status()).isEqualTo(200);
    }

    @Test
    void declaredCompositeWithoutChecksumsInTheList_isInvalidRequest() {
        String id = cairn.s3().createMultipartUpload(request -> request
                .bucket(bucket).key("unlisted").checksumAlgorithm("SHA256")).uploadId();
        CompletedPart checked = checkedPart("unlisted", id, 1, LAST);
        Refused.with(400, "InvalidRequest", complete("unlisted", id,
                xml(CompletedPart.builder().partNumber(1).eTag(checked.eTag()).build())));
        assertThat(complete("unlisted", id, "<Part><PartNumber>1</PartNumber><ETag>"
                + checked.eTag() + "</ETag><ChecksumSHA256>" + checked.checksumSHA256()
                + "</ChecksumSHA256></Part>").status()).isEqualTo(200);
    }

    @Test
    void anothersUpload_isAccessDenied() {
        String id = MultipartFixture.create(cairn.s3(), bucket, "kept");
        String part = xml(part("kept", id, 1, LAST));
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(completion("kept", id, part)));
    }

    private static CompletedPart part(String key, String id, int number, byte[] content) {
        return MultipartFixture.part(cairn.s3(), bucket, key, id, number, content);
    }

    private static CompletedPart checkedPart(String key, String id, int number, byte[] content) {
        var sent = cairn.s3().uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number)
                        .checksumAlgorithm("SHA256"),
                RequestBody.fromBytes(content));
        return CompletedPart.builder().partNumber(number).eTag(sent.eTag())
                .checksumSHA256(sent.checksumSHA256()).build();
    }

    private static String xml(CompletedPart part) {
        return "<Part><PartNumber>" + part.partNumber() + "</PartNumber><ETag>" + part.eTag()
                + "</ETag></Part>";
    }

    private static WireRequest completion(String key, String id, String parts) {
        return WireRequest.post(
                "/" + bucket + "/" + key + "?uploadId=" + id,
                "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>");
    }

    private static WireResponse complete(String key, String id, String parts) {
        return cairn.wire().send(completion(key, id, parts));
    }

    private static byte[] contentOf(String key) {
        return cairn.s3().getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    private static HeadObjectResponse head(String key) {
        return cairn.s3().headObject(request -> request.bucket(bucket).key(key));
    }

    private static String compositeTag(byte[]... parts) {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            digests.writeBytes(TestBytes.md5(part));
        }
        String md5 = HexFormat.of().formatHex(TestBytes.md5(digests.toByteArray()));
        return "\"" + md5 + "-" + parts.length + "\"";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
        }
        return joined.toByteArray();
    }
}
