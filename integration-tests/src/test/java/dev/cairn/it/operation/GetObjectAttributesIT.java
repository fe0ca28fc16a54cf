package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** GetObjectAttributes: what HeadObject and ListParts would say, by name. */
class GetObjectAttributesIT {
    private static final byte[] CONTENT = TestBytes.of(1000, 1);
    private static final byte[] FIRST = TestBytes.of(5 << 20, 2);

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void putObjects() {
        bucket = cairn.bucket();
        cairn.s3().putObject(
                request -> request.bucket(bucket).key("k").storageClass(StorageClass.STANDARD_IA),
                RequestBody.fromBytes(CONTENT));
        uploadWithChecksums("composite");
        MultipartFixture.upload(cairn.s3(), bucket, "full", FIRST, CONTENT);
    }

    @Test
    void all_areThoseOfHead() {
        HeadObjectResponse head = cairn.s3().headObject(
                request -> request.bucket(bucket).key("k").checksumMode("ENABLED"));
        GetObjectAttributesResponse attributes = attributes("k", ObjectAttributes.knownValues());
        assertThat('"' + attributes.eTag() + '"').isEqualTo(head.eTag());
        assertThat(attributes.objectSize()).isEqualTo(CONTENT.length);
        assertThat(attributes.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(attributes.checksum().checksumCRC32()).isNotNull()
                .isEqualTo(head.checksumCRC32());
        assertThat(attributes.checksum().checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(attributes.lastModified()).isEqualTo(head.lastModified());
        assertThat(attributes.objectParts()).isNull();
    }

    @Test
    void onlyWhatIsNamed_isAnswered() {
        GetObjectAttributesResponse attributes =
                attributes("k", List.of(ObjectAttributes.OBJECT_SIZE));
        assertThat(attributes.objectSize()).isEqualTo(CONTENT.length);
        assertThat(attributes.eTag()).isNull();
        assertThat(attributes.checksum()).isNull();
        assertThat(attributes.storageClass()).isNull();
    }

    @Test
    void partsWithChecksums_areListedInPages() {
        List<ObjectPart> listed = new ArrayList<>();
        int marker = 0;
        GetObjectAttributesParts page;
        do {
            int after = marker;
            page = cairn.s3().getObjectAttributes(request -> request.bucket(bucket)
                    .key("composite")
                    .objectAttributes(ObjectAttributes.OBJECT_PARTS)
                    .maxParts(1)
                    .partNumberMarker(after)).objectParts();
            assertThat(page.totalPartsCount()).isEqualTo(2);
            assertThat(page.parts()).hasSize(1);
            listed.addAll(page.parts());
            marker = page.nextPartNumberMarker();
        } while (page.isTruncated());
        assertThat(listed).extracting(ObjectPart::partNumber).containsExactly(1, 2);
        assertThat(listed).extracting(ObjectPart::size)
                .containsExactly((long) FIRST.length, (long) CONTENT.length);
        assertThat(listed).allSatisfy(part -> assertThat(part.checksumSHA256()).isNotEmpty());
        String composite = cairn.s3().headObject(request -> request.bucket(bucket).key("composite")
                .checksumMode(ChecksumMode.ENABLED)).checksumSHA256();
        assertThat(attributes("composite", List.of(ObjectAttributes.CHECKSUM)).checksum()
                .checksumSHA256() + "-2").isEqualTo(composite);
    }

    @Test
    void partsWithoutChecksums_areCounted() {
        GetObjectAttributesParts parts =
                attributes("full", List.of(ObjectAttributes.OBJECT_PARTS)).objectParts();
        assertThat(parts.totalPartsCount()).isEqualTo(2);
        assertThat(parts.parts()).isEmpty();
    }

    @Test
    void anothersObject_isAccessDenied() {
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(
                named("/" + bucket + "/k?attributes", "ETag")));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        row.check(cairn.wire(), bucket);
    }

    static Stream<WireCase> refusals() {
        String target = "/BUCKET/k?attributes";
        return Stream.of(
                WireCase.refused("none", WireRequest.get(target), 400, "InvalidArgument"),
                row(named(target, "Colour"), 400, "InvalidArgument"),
                row(named(target, "ObjectParts").header("x-amz-max-parts", "-1"), 400,
                        "InvalidArgument"),
                row(named(target, "ETag").header("If-Match", "\"x\""), 412, "PreconditionFailed"),
                row(named("/BUCKET/missing?attributes", "ETag"), 404, "NoSuchKey"),
                row(named("/no-such-bucket/k?attributes", "ETag"), 404, "NoSuchBucket"));
    }

    private static WireCase row(WireRequest request, int status, String code) {
        return WireCase.refused(code + " " + request.target(), request, status, code);
    }

    private static WireRequest named(String target, String attributes) {
        return WireRequest.get(target).header("x-amz-object-attributes", attributes);
    }

    private static GetObjectAttributesResponse attributes(
            String key, Iterable<ObjectAttributes> names) {
        List<ObjectAttributes> list = new ArrayList<>();
        names.forEach(list::add);
        return cairn.s3().getObjectAttributes(
                request -> request.bucket(bucket).key(key).objectAttributes(list));
    }

    private static void uploadWithChecksums(String key) {
        String id = cairn.s3().createMultipartUpload(request -> request.bucket(bucket).key(key)
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (byte[] content : List.of(FIRST, CONTENT)) {
            int number = parts.size() + 1;
            var part = cairn.s3().uploadPart(
                    request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number)
                            .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                    RequestBody.fromBytes(content));
            parts.add(CompletedPart.builder().partNumber(number).eTag(part.eTag())
                    .checksumSHA256(part.checksumSHA256()).build());
        }
        MultipartFixture.complete(cairn.s3(), bucket, key, id, parts);
    }
}
