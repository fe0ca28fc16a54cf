package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireConnection;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** GetObject: ranges, conditions, parts, overrides of headers. */
class GetObjectIT {
    private static final int SIZE = 100_000;
    private static final byte[] CONTENT = TestBytes.of(SIZE, 7);
    private static final int PART = 5 * 1024 * 1024;

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    private static String bucket = "";

    @BeforeAll
    static void putObjects() {
        bucket = cairn.bucket();
        cairn.s3().putObject(request -> request.bucket(bucket).key("plain"),
                RequestBody.fromBytes(CONTENT));
        cairn.s3().putObject(request -> request.bucket(bucket).key("empty"), RequestBody.empty());
        MultipartFixture.upload(cairn.s3(), bucket, "parts",
                TestBytes.of(PART, 1), TestBytes.of(1000, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99999, 0, 99999",
        "bytes=5-, 5, 99999",
        "bytes=99999-, 99999, 99999",
        "bytes=10-999999999999, 10, 99999",
        "bytes=-1, 99999, 99999",
        "bytes=-100000, 0, 99999",
        "bytes=-999999999999, 0, 99999",
        "bytes=65536-90000, 65536, 90000",
    })
    void range_isThatPart(String range, int first, int last) {
        WireResponse response = send(WireRequest.get("/BUCKET/plain").header("Range", range));
        assertThat(response.status()).isEqualTo(206);
        assertThat(response.header("content-range"))
                .contains("bytes " + first + "-" + last + "/" + SIZE);
        assertThat(response.header("content-length")).contains(String.valueOf(last - first + 1));
        assertThat(response.header("accept-ranges")).contains("bytes");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(CONTENT, first, last + 1));
        assertThat(response.header("etag")).contains(TestBytes.etag(CONTENT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "bytes=5-4", "bytes=a-b", "bytes", "bytes=", "lines=0-1", "bytes=0-1,4-5",
    })
    void rangeThatIsNone_isTheWholeObject(String range) {
        WireResponse response = send(WireRequest.get("/BUCKET/plain").header("Range", range));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(CONTENT);
        assertThat(response.header("content-range")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"plain, bytes=100000-", "plain, bytes=100000-100001", "plain, bytes=-0",
        "empty, bytes=0-", "empty, bytes=0-0"})
    void rangeOutside_isInvalidRange(String key, String range) {
        WireResponse response =
                send(WireRequest.get("/BUCKET/" + key).header("Range", range));
        Refused.with(416, "InvalidRange", response);
        String size = key.equals("empty") ? "0" : String.valueOf(SIZE);
        assertThat(response.element("ActualObjectSize")).contains(size);
        assertThat(response.header("content-range")).contains("bytes */" + size);
    }

    /** Condition headers and the status that follows; OLD and NEW lie around Last-Modified. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "If-Match=ETAG | 200",
        "If-Match=UNQUOTED | 200",
        "If-Match=* | 200",
        "If-Match=\"other\" | 412",
        "If-None-Match=ETAG | 304",
        "If-None-Match=* | 304",
        "If-None-Match=\"other\" | 200",
        "If-Modified-Since=OLD | 200",
        "If-Modified-Since=SAME | 304",
        "If-Modified-Since=no date | 200",
        "If-Unmodified-Since=OLD | 412",
        "If-Unmodified-Since=SAME | 200",
        "If-Match=ETAG;If-Unmodified-Since=OLD | 200",
        "If-Match=\"other\";If-Unmodified-Since=SAME | 412",
        "If-None-Match=ETAG;If-Modified-Since=OLD | 304",
        "If-None-Match=\"other\";If-Modified-Since=SAME | 200",
    })
    void conditions(String headers, int status) {
        WireResponse plain = send(WireRequest.head("/BUCKET/plain"));
        String etag = plain.header("etag").orElseThrow();
        String same = plain.header("last-modified").orElseThrow();
        String old = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.parse("2006-03-14T00:00:00Z").atOffset(ZoneOffset.UTC));
        WireRequest get = WireRequest.get("/BUCKET/plain");
        for (String header : headers.split(";", -1)) {
            String[] pair = header.split("=", 2);
            get = get.header(pair[0], pair[1]
                    .replace("ETAG", etag)
                    .replace("UNQUOTED", etag.replace("\"", ""))
                    .replace("SAME", same)
                    .replace("OLD", old));
        }
        WireResponse response = send(get);
        assertThat(response.status()).isEqualTo(status);
        switch (status) {
            case 200 -> assertThat(response.body()).isEqualTo(CONTENT);
            case 304 -> {
                assertThat(response.header("etag")).contains(etag);
                assertThat(response.header("last-modified")).contains(same);
            }
            default -> Refused.with(412, "PreconditionFailed", response);
        }
    }

    @Test
    void overrides_replaceTheHeaders() {
        WireResponse response = send(WireRequest.get("/BUCKET/plain"
                + "?response-content-type=text%2Fcsv&response-content-language=fr"
                + "&response-expires=Thu%2C%2001%20Dec%202033%2016%3A00%3A00%20GMT"
                + "&response-cache-control=no-cache"
                + "&response-content-disposition=attachment%3B%20filename%3Da.csv"
                + "&response-content-encoding=identity"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("content-type")).contains("text/csv");
        assertThat(response.header("content-language")).contains("fr");
        assertThat(response.header("expires")).contains("Thu, 01 Dec 2033 16:00:00 GMT");
        assertThat(response.header("cache-control")).contains("no-cache");
        assertThat(response.header("content-disposition")).contains("attachment; filename=a.csv");
        assertThat(response.header("content-encoding")).contains("identity");
    }

    @Test
    void partNumber_isThatPart() {
        WireResponse second = send(WireRequest.get("/BUCKET/parts?partNumber=2"));
        assertThat(second.status()).isEqualTo(206);
        assertThat(second.body()).isEqualTo(TestBytes.of(1000, 2));
        assertThat(second.header("x-amz-mp-parts-count")).contains("2");
        assertThat(second.header("content-range"))
                .contains("bytes " + PART + "-" + (PART + 999) + "/" + (PART + 1000));
    }

    @Test
    void firstPartOfAPlainObject_isAllOfIt() {
        WireResponse response = send(WireRequest.get("/BUCKET/plain?partNumber=1"));
        assertThat(response.status()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(CONTENT);
    }

    @Test
    void checksum_comesWithTheWholeOnly() {
        GetObjectResponse whole = cairn.s3().getObject(
                request -> request.bucket(bucket).key("plain").checksumMode("ENABLED")).response();
        assertThat(whole.checksumCRC32()).isNotEmpty();
        WireResponse part = send(WireRequest.get("/BUCKET/plain")
                .header("x-amz-checksum-mode", "ENABLED").header("Range", "bytes=1-2"));
        assertThat(part.header("x-amz-checksum-crc32")).isEmpty();
        WireResponse unasked = send(WireRequest.get("/BUCKET/plain"));
        assertThat(unasked.header("x-amz-checksum-crc32")).isEmpty();
    }

    @Test
    void missing_isSaidByTheSdksOwnExceptions() {
        assertThat(Refused.with(404, "NoSuchKey", () -> cairn.s3().getObject(
                request -> request.bucket(bucket).key("missing"))))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(Refused.with(404, "NoSuchBucket", () -> cairn.s3().getObject(
                request -> request.bucket("no-such-bucket").key("missing"))))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void missingKey_isNamedInTheError() {
        WireResponse response = send(WireRequest.get("/BUCKET/missing%20key"));
        Refused.with(404, "NoSuchKey", response);
        assertThat(response.element("Key")).contains("missing key");
    }

    @Test
    void anothersObject_isAccessDenied() {
        Refused.with(403, "AccessDenied",
                cairn.wireOfOther().send(WireRequest.get("/" + bucket + "/plain")));
        Refused.with(403, "AccessDenied",
                cairn.wireOfOther().send(WireRequest.get("/" + bucket + "/missing")));
    }

    @Test
    void unsigned_isAccessDenied() {
        Refused.with(403, "AccessDenied",
                cairn.wire().sendUnsigned(WireRequest.get("/" + bucket + "/plain")));
    }

    @Test
    void overwrittenWhileRead_isReadToItsEnd() {
        byte[] old = TestBytes.of(30_000_000, 8);
        cairn.s3().putObject(request -> request.bucket(bucket).key("replaced"),
                RequestBody.fromBytes(old));
        WireRequest get = cairn.wire().sign(WireRequest.get("/" + bucket + "/replaced"));
        try (WireConnection connection = cairn.wire().open()) {
            connection.send(get);
            assertThat(connection.readHead().status()).isEqualTo(200);
            byte[] begin = connection.readBytes(1000);
            cairn.s3().putObject(request -> request.bucket(bucket).key("replaced"),
                    RequestBody.fromString("new"));
            byte[] rest = connection.readBytes(old.length - begin.length);
            assertThat(begin).isEqualTo(Arrays.copyOf(old, begin.length));
            assertThat(Arrays.equals(rest, 0, rest.length, old, begin.length, old.length))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource
    void refusals(WireCase row) {
        row.check(cairn.wire(), bucket);
    }

    static Stream<WireCase> refusals() {
        return Stream.of(
                WireCase.refused("part and range",
                        WireRequest.get("/BUCKET/parts?partNumber=1").header("Range", "bytes=0-1"),
                        400, "InvalidRequest"),
                WireCase.refused("part beyond the last",
                        WireRequest.get("/BUCKET/parts?partNumber=3"), 416, "InvalidPartNumber"),
                WireCase.refused("part 0",
                        WireRequest.get("/BUCKET/parts?partNumber=0"), 400, "InvalidArgument"),
                WireCase.refused("part 10001",
                        WireRequest.get("/BUCKET/parts?partNumber=10001"), 400, "InvalidArgument"),
                WireCase.refused("part x",
                        WireRequest.get("/BUCKET/parts?partNumber=x"), 400, "InvalidArgument"),
                WireCase.refused("version that is none",
                        WireRequest.get("/BUCKET/plain?versionId=nonsense"),
                        400, "InvalidArgument"),
                WireCase.done("null version",
                        WireRequest.get("/BUCKET/plain?versionId=null"), 200),
                WireCase.done("query key that S3 does not know",
                        WireRequest.get("/BUCKET/plain?x-id=GetObject&colour=red"), 200));
    }

    private static WireResponse send(WireRequest request) {
        return cairn.wire().send(request.target(request.target().replace("BUCKET", bucket)));
    }
}
