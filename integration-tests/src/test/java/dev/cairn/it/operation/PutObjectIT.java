package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.Together;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.Signer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** PutObject: what is stored, under which name, and what is not. */
class PutObjectIT {
    private static final String WRONG_MD5 =
            Base64.getEncoder().encodeToString(TestBytes.md5(new byte[] {1}));

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    private static String bucket = "";

    @BeforeAll
    static void createBucket() {
        bucket = cairn.bucket();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 65_536, 65_537, 262_144, 262_145, 1_048_576, 20_000_001})
    void everySize_comesBackByteForByte(int size) {
        byte[] content = TestBytes.of(size, size);
        PutObjectResponse put = cairn.s3().putObject(
                request -> request.bucket(bucket).key("size"), RequestBody.fromBytes(content));
        assertThat(put.eTag()).isEqualTo(TestBytes.etag(content));
        assertThat(get("size")).isEqualTo(content);
    }

    @Test
    void headersAndMetadata_comeBack() {
        cairn.s3().putObject(
                request -> request.bucket(bucket).key("described")
                        .contentType("text/plain; charset=utf-8")
                        .contentLanguage("de")
                        .contentDisposition("attachment; filename=\"a.txt\"")
                        .contentEncoding("gzip")
                        .cacheControl("max-age=60")
                        .websiteRedirectLocation("/elsewhere")
                        .metadata(Map.of("Colour", "red", "shape", "round")),
                RequestBody.fromString("described"));
        HeadObjectResponse head =
                cairn.s3().headObject(request -> request.bucket(bucket).key("described"));
        assertThat(head.contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"a.txt\"");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.cacheControl()).isEqualTo("max-age=60");
        assertThat(head.websiteRedirectLocation()).isEqualTo("/elsewhere");
        assertThat(head.metadata()).containsOnly(
                Map.entry("colour", "red"), Map.entry("shape", "round"));
        assertThat(head.storageClass()).isNull();
    }

    @Test
    void withoutContentType_isBinaryOctetStream() {
        assertThat(send(WireRequest.put("/BUCKET/untyped", "x")).status()).isEqualTo(200);
        assertThat(send(WireRequest.head("/BUCKET/untyped")).header("content-type"))
                .contains("binary/octet-stream");
    }

    @Test
    void expiresThatIsNoDate_isKeptVerbatim() {
        send(WireRequest.put("/BUCKET/expires", "x").header("Expires", "sometime"));
        assertThat(send(WireRequest.head("/BUCKET/expires")).header("expires"))
                .contains("sometime");
    }

    @Test
    void repeatedMetadata_isJoinedByComma() {
        send(WireRequest.put("/BUCKET/joined", "x")
                .header("x-amz-meta-list", "one").header("X-Amz-Meta-LIST", "two"));
        assertThat(send(WireRequest.head("/BUCKET/joined")).header("x-amz-meta-list"))
                .contains("one,two");
    }

    @Test
    void metadataOutsideOfAscii_comesBackEncoded() {
        send(WireRequest.put("/BUCKET/words", "x").header("x-amz-meta-word", "schön"));
        String word = send(WireRequest.head("/BUCKET/words"))
                .header("x-amz-meta-word").orElseThrow();
        assertThat(word).matches("=\\?(?i)utf-8\\?[bBqQ]\\?[!->@-~]+\\?=");
        String encoded = word.split("\\?", -1)[3];
        boolean base64 = word.split("\\?", -1)[2].equalsIgnoreCase("b");
        String decoded = base64
                ? new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8)
                : encoded.replace("=C3=B6", "ö");
        assertThat(decoded).isEqualTo("schön");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "plus+and space",
        "slash//slash",
        "/begins-with-slash",
        "ends-with-slash/",
        "./..",
        "../up",
        "per%cent%2F",
        "tilde~star*quote'paren()",
        "ampersand&equals=question?hash#",
        "\"<>&'",
        "snow ☃ and 𝄞",
        "new\nline\ttab",
        "control\u0001character",
        "\u00e9 and e\u0301",
    })
    void anyKey_isKeptByteForByte(String key) {
        byte[] content = key.getBytes(StandardCharsets.UTF_8);
        WireRequest put = WireRequest.put(target(key), content);
        assertThat(cairn.wire().send(put).status()).isEqualTo(200);
        WireResponse got = cairn.wire().send(WireRequest.get(target(key)));
        assertThat(got.body()).isEqualTo(content);
        assertThat(cairn.wire().send(WireRequest.delete(target(key))).status()).isEqualTo(204);
        assertThat(cairn.wire().send(WireRequest.get(target(key))).status()).isEqualTo(404);
    }

    @Test
    void keyOf1024Bytes_isTheLongest() {
        String longest = "k".repeat(1021) + "€";
        assertThat(cairn.wire().send(WireRequest.put(target(longest), "x")).status())
                .isEqualTo(200);
        Refused.with(400, "KeyTooLongError",
                cairn.wire().send(WireRequest.put(target(longest + "k"), "x")));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        row.check(cairn.wire(), bucket);
        assertThat(send(WireRequest.head("/BUCKET/refused")).status()).isEqualTo(404);
    }

    static Stream<WireCase> refusals() {
        WireRequest put = WireRequest.put("/BUCKET/refused", "content");
        return Stream.of(
                WireCase.refused("missing bucket", WireRequest.put("/no-such-bucket/k", "x"),
                        404, "NoSuchBucket"),
                WireCase.refused("wrong Content-MD5", put.header("Content-MD5", WRONG_MD5),
                        400, "BadDigest"),
                WireCase.refused("short Content-MD5", put.header("Content-MD5", "AAAA"),
                        400, "InvalidDigest"),
                WireCase.refused("Content-MD5 that is no base64",
                        put.header("Content-MD5", "no base64 at all!!!!!!!"),
                        400, "InvalidDigest"),
                WireCase.refused("wrong CRC32", put.header("x-amz-checksum-crc32", "AAAAAA=="),
                        400, "BadDigest"),
                WireCase.refused("wrong CRC64NVME",
                        put.header("x-amz-checksum-crc64nvme", "AAAAAAAAAAA="),
                        400, "BadDigest"),
                WireCase.refused("checksum that is no base64",
                        put.header("x-amz-checksum-crc32", "?"), 400, "InvalidRequest"),
                WireCase.refused("two checksums", put
                        .header("x-amz-checksum-crc32", "AAAAAA==")
                        .header("x-amz-checksum-crc32c", "AAAAAA=="), 400, "InvalidRequest"),
                WireCase.refused("checksum that cannot be verified",
                        put.header("x-amz-checksum-blake3", "AAAAAAAAAAA="),
                        501, "NotImplemented"),
                WireCase.refused("wrong payload hash",
                        put.header("x-amz-content-sha256", Signer.sha256(new byte[] {1})),
                        400, "XAmzContentSHA256Mismatch"),
                WireCase.refused("payload hash that is none",
                        put.header("x-amz-content-sha256", "nonsense"),
                        400, "InvalidArgument"),
                WireCase.refused("If-None-Match with a tag", put.header("If-None-Match", "\"x\""),
                        501, "NotImplemented"),
                WireCase.refused("If-Match on a missing key", put.header("If-Match", "\"x\""),
                        404, "NoSuchKey"),
                WireCase.refused("storage class that is none",
                        put.header("x-amz-storage-class", "COLD"),
                        400, "InvalidStorageClass"),
                WireCase.refused("encryption by key service",
                        put.header("x-amz-server-side-encryption", "aws:kms"),
                        501, "NotImplemented"),
                WireCase.refused("object lock", put.header("x-amz-object-lock-mode", "GOVERNANCE"),
                        501, "NotImplemented"),
                WireCase.refused("append", put.header("x-amz-write-offset-bytes", "0"),
                        501, "NotImplemented"),
                WireCase.refused("grant", put.header("x-amz-grant-read", "id=\"x\""),
                        501, "NotImplemented"),
                WireCase.refused("public ACL", put.header("x-amz-acl", "public-read"),
                        400, "AccessControlListNotSupported"),
                WireCase.refused("metadata beyond 2 KB",
                        put.header("x-amz-meta-large", "m".repeat(2048)),
                        400, "MetadataTooLarge"),
                WireCase.refused("another's bucket expected",
                        put.header("x-amz-expected-bucket-owner", "111122223333"),
                        403, "AccessDenied"),
                WireCase.refused("only an upload id", put.target("/BUCKET/refused?uploadId=x"),
                        400, "InvalidArgument"),
                WireCase.refused("only a part number", put.target("/BUCKET/refused?partNumber=1"),
                        400, "InvalidArgument"),
                WireCase.refused("a version", put.target("/BUCKET/refused?versionId=null"),
                        400, "InvalidArgument"),
                WireCase.refused("no length",
                        WireRequest.of("PUT", "/BUCKET/refused"), 411, "MissingContentLength"));
    }

    @Test
    void metadataOf2048Bytes_isTheMost() {
        String name = "large";
        WireRequest put = WireRequest.put("/BUCKET/metadata", "x")
                .header("x-amz-meta-" + name, "m".repeat(2048 - name.length()));
        assertThat(send(put).status()).isEqualTo(200);
    }

    @Test
    void wrongDigest_leavesTheOldObject() {
        send(WireRequest.put("/BUCKET/old", "old"));
        Refused.with(400, "BadDigest", send(
                WireRequest.put("/BUCKET/old", "new").header("Content-MD5", WRONG_MD5)));
        assertThat(send(WireRequest.get("/BUCKET/old")).text()).isEqualTo("old");
    }

    @ParameterizedTest
    @MethodSource
    void checksums_areVerifiedStoredAndReturned(ChecksumAlgorithm algorithm) {
        String key = "checksum-" + algorithm;
        PutObjectResponse put = cairn.s3().putObject(
                request -> request.bucket(bucket).key(key).checksumAlgorithm(algorithm),
                RequestBody.fromString("checked"));
        assertThat(put.getValueForField(field(algorithm), String.class)).isPresent();
        GetObjectResponse got = cairn.s3().getObject(
                request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED))
                .response();
        assertThat(got.getValueForField(field(algorithm), String.class))
                .isEqualTo(put.getValueForField(field(algorithm), String.class));
        assertThat(got.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    }

    static Stream<ChecksumAlgorithm> checksums_areVerifiedStoredAndReturned() {
        return Stream.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32_C,
                ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256, ChecksumAlgorithm.SHA512);
    }

    @Test
    void withoutChecksum_theServerComputesCrc64Nvme() {
        send(WireRequest.put("/BUCKET/numbers", "123456789"));
        WireResponse head = send(WireRequest.head("/BUCKET/numbers")
                .header("x-amz-checksum-mode", "ENABLED"));
        // The check value of CRC-64/NVME for these nine digits: AE8B14860A799888.
        assertThat(head.header("x-amz-checksum-crc64nvme")).contains("rosUhgp5mIg=");
        assertThat(head.header("x-amz-checksum-type")).contains("FULL_OBJECT");
    }

    @Test
    void ifNoneMatch_isRefusedOnceTheKeyExists() {
        WireRequest put =
                WireRequest.put("/BUCKET/once", "first").header("If-None-Match", "*");
        assertThat(send(put).status()).isEqualTo(200);
        Refused.with(412, "PreconditionFailed", send(put));
        assertThat(send(WireRequest.get("/BUCKET/once")).text()).isEqualTo("first");
    }

    @Test
    void ifMatch_replacesOnlyWhatWasSeen() {
        String tag = send(WireRequest.put("/BUCKET/seen", "1")).header("etag").orElseThrow();
        WireRequest second = WireRequest.put("/BUCKET/seen", "2").header("If-Match", tag);
        assertThat(send(second).status()).isEqualTo(200);
        Refused.with(412, "PreconditionFailed", send(second));
    }

    @Test
    void manyConditionalPutsAtOnce_haveOneWinner() throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int number = 0; number < 64; number++) {
            WireRequest put = WireRequest.put("/BUCKET/contended", "from " + number)
                    .header("If-None-Match", "*");
            calls.add(() -> send(put).status());
        }
        List<Integer> statuses = Together.run(calls);
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).isSubsetOf(200, 412, 409);
        String winner = "from " + statuses.indexOf(200);
        assertThat(send(WireRequest.get("/BUCKET/contended")).text()).isEqualTo(winner);
    }

    private static WireResponse send(WireRequest request) {
        return cairn.wire().send(request.target(request.target().replace("BUCKET", bucket)));
    }

    private static byte[] get(String key) {
        return cairn.s3().getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    private static String target(String key) {
        return "/" + bucket + "/" + Signer.encode(key, false);
    }

    private static String field(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> "ChecksumCRC32";
            case CRC32_C -> "ChecksumCRC32C";
            case SHA1 -> "ChecksumSHA1";
            case SHA256 -> "ChecksumSHA256";
            case SHA512 -> "ChecksumSHA512";
            default -> throw new IllegalArgumentException(algorithm.toString());
        };
    }
}
