package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.Signer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/** CopyObject: bytes, metadata by directive, conditions on the source. */
class CopyObjectIT {
    private static final byte[] CONTENT = TestBytes.of(400_000, 3);
    private static final int PART = 5 * 1024 * 1024;

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void putSource() {
        bucket = cairn.bucket();
        cairn.s3().putObject(
                request -> request.bucket(bucket).key("source").contentType("text/plain")
                        .cacheControl("no-store").metadata(Map.of("colour", "red")),
                RequestBody.fromBytes(CONTENT));
    }

    @Test
    void copy_hasBytesAndMetadataOfTheSource() {
        CopyObjectResponse response = cairn.s3().copyObject(request -> request
                .sourceBucket(bucket).sourceKey("source")
                .destinationBucket(bucket).destinationKey("copy"));
        assertThat(response.copyObjectResult().eTag()).isEqualTo(TestBytes.etag(CONTENT));
        assertThat(get("copy")).isEqualTo(CONTENT);
        HeadObjectResponse head = head("copy");
        assertThat(head.contentType()).isEqualTo("text/plain");
        assertThat(head.cacheControl()).isEqualTo("no-store");
        assertThat(head.metadata()).containsOnly(Map.entry("colour", "red"));
    }

    @Test
    void replace_dropsAllThatWasNotSent() {
        cairn.s3().copyObject(request -> request
                .sourceBucket(bucket).sourceKey("source")
                .destinationBucket(bucket).destinationKey("replaced")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("shape", "round")));
        HeadObjectResponse head = head("replaced");
        assertThat(head.metadata()).containsOnly(Map.entry("shape", "round"));
        assertThat(head.cacheControl()).isNull();
        assertThat(head.contentType()).isNotEqualTo("text/plain");
        assertThat(get("replaced")).isEqualTo(CONTENT);
    }

    @Test
    void copyToAnotherBucket_outlivesTheSource() {
        String target = cairn.bucket();
        cairn.s3().copyObject(request -> request
                .sourceBucket(bucket).sourceKey("source")
                .destinationBucket(bucket).destinationKey("passing"));
        cairn.s3().copyObject(request -> request
                .sourceBucket(bucket).sourceKey("passing")
                .destinationBucket(target).destinationKey("lasting"));
        cairn.s3().deleteObject(request -> request.bucket(bucket).key("passing"));
        assertThat(cairn.s3().getObjectAsBytes(request -> request.bucket(target).key("lasting"))
                .asByteArray()).isEqualTo(CONTENT);
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    @Test
    void copyOfAMultipartObject_isOneObjectWithItsOwnMd5() {
        byte[] first = TestBytes.of(PART, 1);
        byte[] second = TestBytes.of(1000, 2);
        MultipartFixture.upload(cairn.s3(), bucket, "parts", first, second);
        CopyObjectResponse response = cairn.s3().copyObject(request -> request
                .sourceBucket(bucket).sourceKey("parts")
                .destinationBucket(bucket).destinationKey("whole"));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(first);
        whole.writeBytes(second);
        assertThat(response.copyObjectResult().eTag())
                .isEqualTo(TestBytes.etag(whole.toByteArray()));
        assertThat(get("whole")).isEqualTo(whole.toByteArray());
    }

    @Test
    void emptyObject_isCopied() {
        cairn.s3().putObject(request -> request.bucket(bucket).key("nothing"),
                RequestBody.empty());
        cairn.s3().copyObject(request -> request
                .sourceBucket(bucket).sourceKey("nothing")
                .destinationBucket(bucket).destinationKey("nothing-copied"));
        assertThat(get("nothing-copied")).isEmpty();
    }

    @Test
    void ontoItselfWithOtherMetadata_changesMetadataOnly() {
        cairn.s3().putObject(request -> request.bucket(bucket).key("self"),
                RequestBody.fromBytes(CONTENT));
        cairn.s3().copyObject(request -> request
                .sourceBucket(bucket).sourceKey("self")
                .destinationBucket(bucket).destinationKey("self")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("changed", "yes")));
        assertThat(head("self").metadata()).containsOnly(Map.entry("changed", "yes"));
        assertThat(get("self")).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plus+and space", "a/b//c", "ünïcödé ☃", "per%cent", "what?version"})
    void keyOfTheSource_isDecodedOnce(String key) {
        assertThat(send(WireRequest.put("/BUCKET/" + Signer.encode(key, false), "odd")).status())
                .isEqualTo(200);
        for (String slash : new String[] {"", "/"}) {
            WireResponse response = send(WireRequest.of("PUT", "/BUCKET/odd-copy")
                    .header("x-amz-copy-source",
                            slash + bucket + "/" + Signer.encode(key, true))
                    .header("Content-Length", "0"));
            assertThat(response.status()).describedAs(response.toString()).isEqualTo(200);
            assertThat(send(WireRequest.get("/BUCKET/odd-copy")).text()).isEqualTo("odd");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "if-match=ETAG | 200",
        "if-match=\"other\" | 412",
        "if-none-match=\"other\" | 200",
        "if-none-match=ETAG | 412",
        "if-modified-since=OLD | 200",
        "if-unmodified-since=OLD | 412",
        "if-match=ETAG;if-unmodified-since=OLD | 200",
        "if-none-match=ETAG;if-modified-since=OLD | 412",
    })
    void conditionsOnTheSource(String headers, int status) {
        WireRequest copy = copy("conditional");
        for (String header : headers.split(";", -1)) {
            String[] pair = header.split("=", 2);
            copy = copy.header("x-amz-copy-source-" + pair[0], pair[1]
                    .replace("ETAG", TestBytes.etag(CONTENT))
                    .replace("OLD", "Tue, 14 Mar 2006 00:00:00 GMT"));
        }
        WireResponse response = send(copy);
        if (status == 412) {
            Refused.with(412, "PreconditionFailed", response);
        } else {
            assertThat(response.status()).describedAs(response.toString()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        WireRequest request = row.request();
        String source = request.value("x-amz-copy-source").orElseThrow();
        WireRequest addressed = request.without("x-amz-copy-source")
                .header("x-amz-copy-source", source.replace("BUCKET", bucket));
        new WireCase(row.name(), addressed, row.status(), row.code()).check(cairn.wire(), bucket);
        assertThat(send(WireRequest.head("/BUCKET/refused")).status()).isEqualTo(404);
    }

    static Stream<WireCase> refusals() {
        return Stream.of(
                WireCase.refused("onto itself unchanged",
                        copyOf("BUCKET/source").target("/BUCKET/source"), 400, "InvalidRequest"),
                WireCase.refused("missing key", copyOf("BUCKET/missing"), 404, "NoSuchKey"),
                WireCase.refused("missing bucket", copyOf("no-such-bucket/k"),
                        404, "NoSuchBucket"),
                WireCase.refused("missing target bucket",
                        copyOf("BUCKET/source").target("/no-such-bucket/k"),
                        404, "NoSuchBucket"),
                WireCase.refused("source without key", copyOf("BUCKET"),
                        400, "InvalidArgument"),
                WireCase.refused("directive that is none", copyOf("BUCKET/source")
                        .header("x-amz-metadata-directive", "MERGE"), 400, "InvalidArgument"));
    }

    @Test
    void sourceOfAnother_isAccessDenied() {
        assertThat(cairn.wireOfOther().send(WireRequest.put("/others-target", "")).status())
                .isEqualTo(200);
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(
                copyOf(bucket + "/source").target("/others-target/stolen")));
    }

    private static WireRequest copy(String key) {
        return copyOf(bucket + "/source").target("/BUCKET/" + key);
    }

    private static WireRequest copyOf(String source) {
        return WireRequest.of("PUT", "/BUCKET/refused")
                .header("x-amz-copy-source", source).header("Content-Length", "0");
    }

    private static WireResponse send(WireRequest request) {
        return cairn.wire().send(request.target(request.target().replace("BUCKET", bucket)));
    }

    private static byte[] get(String key) {
        return cairn.s3().getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    private static HeadObjectResponse head(String key) {
        return cairn.s3().headObject(request -> request.bucket(bucket).key(key));
    }
}
