package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** DeleteObjects: up to a thousand keys, each answered. */
class DeleteObjectsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void createBucket() {
        bucket = cairn.bucket();
    }

    @Test
    void keysThereOrNot_areDeleted() {
        List<String> keys =
                List.of("plain", "a & b", "new\nline", "<tag>", "\"quoted\"", "ünïcödé");
        keys.forEach(DeleteObjectsIT::put);
        DeleteObjectsResponse response = delete(Stream.concat(keys.stream(), Stream.of("absent")));
        assertThat(response.errors()).isEmpty();
        assertThat(response.deleted()).extracting(DeletedObject::key)
                .containsAll(keys).contains("absent").hasSize(7);
        assertThat(cairn.s3().listObjectsV2(request -> request.bucket(bucket)).contents())
                .isEmpty();
    }

    @Test
    void thousandKeys_areDeletedAtOnce() {
        DeleteObjectsResponse response =
                delete(IntStream.range(0, 1000).mapToObj(number -> "k" + number));
        assertThat(response.deleted()).hasSize(1000);
    }

    @Test
    void quiet_listsErrorsOnly() {
        put("quiet");
        WireResponse response = post("<Delete><Quiet>true</Quiet>"
                + "<Object><Key>quiet</Key></Object></Delete>");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.elements("Deleted")).isEmpty();
        assertThat(response.elements("Error")).isEmpty();
        Refused.withStatus(404, () -> cairn.s3().headObject(
                request -> request.bucket(bucket).key("quiet")));
    }

    @Test
    void sameKeyTwice_isNoError() {
        put("twice");
        assertThat(delete(Stream.of("twice", "twice")).errors()).isEmpty();
    }

    @Test
    void conditionOfOneKey_failsAlone() {
        put("changed");
        put("unchanged");
        WireResponse response = post("<Delete>"
                + "<Object><Key>changed</Key><ETag>\"other\"</ETag></Object>"
                + "<Object><Key>unchanged</Key><ETag>" + TestBytes.etag("unchanged".getBytes(
                        StandardCharsets.UTF_8))
                + "</ETag></Object></Delete>");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.elements("Code")).containsExactly("PreconditionFailed");
        assertThat(response.elements("Key")).containsExactlyInAnyOrder("changed", "unchanged");
        cairn.s3().headObject(request -> request.bucket(bucket).key("changed"));
        Refused.withStatus(404, () -> cairn.s3().headObject(
                request -> request.bucket(bucket).key("unchanged")));
    }

    @Test
    void checksumInsteadOfMd5_isEnough() {
        put("checked");
        DeleteObjectsResponse response = cairn.s3().deleteObjects(request -> request
                .bucket(bucket).checksumAlgorithm("SHA256")
                .delete(delete -> delete.objects(ObjectIdentifier.builder()
                        .key("checked").build())));
        assertThat(response.deleted()).hasSize(1);
    }

    @Test
    void anothersBucket_isAccessDenied() {
        String body = "<Delete><Object><Key>k</Key></Object></Delete>";
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(
                WireRequest.post("/" + bucket + "?delete", body)
                        .header("Content-MD5", md5(body))));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        put("kept");
        row.check(cairn.wire(), bucket);
        cairn.s3().headObject(request -> request.bucket(bucket).key("kept"));
        cairn.s3().deleteObject(request -> request.bucket(bucket).key("kept"));
    }

    static Stream<WireCase> refusals() {
        String kept = "<Object><Key>kept</Key></Object>";
        String one = "<Delete>" + kept + "</Delete>";
        String many = IntStream.rangeClosed(1, 1001).mapToObj(number -> kept)
                .collect(Collectors.joining("", "<Delete>", "</Delete>"));
        return Stream.of(
                WireCase.refused("no digest", WireRequest.post("/BUCKET?delete", one),
                        400, "InvalidRequest"),
                WireCase.refused("wrong MD5", WireRequest.post("/BUCKET?delete", one)
                        .header("Content-MD5", md5("other")), 400, "BadDigest"),
                WireCase.refused("MD5 that is none", WireRequest.post("/BUCKET?delete", one)
                        .header("Content-MD5", "AAAA"), 400, "InvalidDigest"),
                WireCase.refused("wrong checksum", WireRequest.post("/BUCKET?delete", one)
                        .header("x-amz-checksum-crc32", "AAAAAA=="), 400, "BadDigest"),
                malformed("a thousand and one", many),
                malformed("no key", "<Delete></Delete>"),
                malformed("no XML", "kept"),
                malformed("cut off", "<Delete>" + kept),
                malformed("another root", "<Remove>" + kept + "</Remove>"),
                malformed("document type", "<!DOCTYPE Delete [<!ENTITY k \"kept\">]>"
                        + "<Delete><Object><Key>&k;</Key></Object></Delete>"));
    }

    private static WireCase malformed(String name, String body) {
        return WireCase.refused(name, WireRequest.post("/BUCKET?delete", body)
                .header("Content-MD5", md5(body)), 400, "MalformedXML");
    }

    private static DeleteObjectsResponse delete(Stream<String> keys) {
        List<ObjectIdentifier> objects =
                keys.map(key -> ObjectIdentifier.builder().key(key).build()).toList();
        return cairn.s3().deleteObjects(
                request -> request.bucket(bucket).delete(delete -> delete.objects(objects)));
    }

    private static void put(String key) {
        cairn.s3().putObject(request -> request.bucket(bucket).key(key),
                RequestBody.fromString(key));
    }

    private static WireResponse post(String body) {
        return cairn.wire().send(
                WireRequest.post("/" + bucket + "?delete", body).header("Content-MD5", md5(body)));
    }

    private static String md5(String body) {
        return Base64.getEncoder().encodeToString(
                TestBytes.md5(body.getBytes(StandardCharsets.UTF_8)));
    }
}
