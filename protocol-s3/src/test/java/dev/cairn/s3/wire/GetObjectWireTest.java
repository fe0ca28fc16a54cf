package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.payload.TestBody;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GetObject and HeadObject, which answer alike but for the body. */
@ExtendWith(OpenWire.class)
class GetObjectWireTest {
    private static final String BODY = "0123456789";
    private static final String TAG = "\"781e5e245d69b566979b86e28d23f2c7\"";

    private final Wire wire;
    private final String bucket;
    private final String key;

    GetObjectWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
        wire.put(key).body(BODY).send().is(200);
    }

    @Test
    void whole_hasTagDateAndLength() {
        for (Reply reply : both(key)) {
            reply.is(200).has("etag", TAG)
                    .has("accept-ranges", "bytes")
                    .has("content-range", null)
                    .has("x-amz-mp-parts-count", null)
                    .has("x-amz-version-id", null);
            assertThat(reply.header("last-modified"))
                    .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} 2026 .* GMT");
        }
        wire.get(key).send().holds(BODY);
        assertThat(wire.head(key).send().contentLength()).isEqualTo(10);
    }

    @Test
    void missingKey_isNoSuchKeyAlsoUnderConditions() {
        String absent = "/" + bucket + "/absent";
        wire.get(absent).send().is(404, "NoSuchKey").says("Key", "absent").says("Resource", absent);
        wire.get(absent).with("If-Match", "\"x\"").send().is(404, "NoSuchKey");
        wire.get(absent).with("If-None-Match", "*").send().is(404, "NoSuchKey");
        wire.head(absent).send().is(404, "NoSuchKey");
        wire.get("/nowhere-at-all/key").send().is(404, "NoSuchBucket");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0-0",
        "bytes=2-4, 234, 2-4",
        "bytes=5-, 56789, 5-9",
        "bytes=-3, 789, 7-9",
        "bytes=-100, 0123456789, 0-9",
        "bytes=8-100, 89, 8-9",
    })
    void range_isPartialContent(String range, String body, String contentRange) {
        wire.get(key).with("Range", range).send().is(206)
                .holds(body)
                .has("content-range", "bytes " + contentRange + "/10")
                .has("etag", TAG);
        Reply head = wire.head(key).with("Range", range).send().is(206);
        assertThat(head.contentLength()).isEqualTo(body.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=4-2", "bytes=x-y", "lines=0-1", "bytes=-"})
    void severalRangesOrNone_areTheWhole(String range) {
        wire.get(key).with("Range", range).send().is(200).holds(BODY).has("content-range", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0", "bytes=99-"})
    void rangeBehindTheEnd_isInvalidRange(String range) {
        wire.get(key).with("Range", range).send().is(416, "InvalidRange")
                .says("RangeRequested", range)
                .says("ActualObjectSize", "10")
                .has("content-range", "bytes */10");
        wire.head(key).with("Range", range).send().is(416, "InvalidRange").has("content-range",
                "bytes */10");
    }

    @Test
    void anyRangeOfAnEmptyObject_isInvalidRange() {
        wire.put(key).send().is(200);

        wire.get(key).with("Range", "bytes=0-").send().is(416, "InvalidRange")
                .says("ActualObjectSize", "0");
        wire.get(key).with("Range", "bytes=-1").send().is(416, "InvalidRange");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "If-Match | TAG | | | 200",
        "If-Match | BARE | | | 200",
        "If-Match | \"x\" | | | 412",
        "If-None-Match | TAG | | | 304",
        "If-None-Match | \"x\" | | | 200",
        "If-Modified-Since | DATE | | | 304",
        "If-Modified-Since | EARLIER | | | 200",
        "If-Unmodified-Since | DATE | | | 200",
        "If-Unmodified-Since | EARLIER | | | 412",
        "If-Match | TAG | If-Unmodified-Since | EARLIER | 200",
        "If-None-Match | TAG | If-Modified-Since | EARLIER | 304",
        "If-None-Match | \"x\" | If-Modified-Since | DATE | 200",
        "If-Modified-Since | no date | | | 200",
    })
    void conditions_decide(
            String name, String value, @Nullable String second, @Nullable String secondValue,
            int status) {
        for (WireRequest request : List.of(wire.get(key), wire.head(key))) {
            request.with(name, meant(value));
            if (second != null && secondValue != null) {
                request.with(second, meant(secondValue));
            }
            Reply reply = request.send();
            if (status == 412) {
                reply.is(412, "PreconditionFailed");
            } else {
                reply.is(status).has("etag", TAG);
                assertThat(reply.header("last-modified")).isNotNull();
            }
            if (status == 304) {
                assertThat(reply.body()).isEmpty();
            }
        }
    }

    @Test
    void failedCondition_isNamed() {
        wire.get(key).with("If-Match", "\"x\"").send().is(412, "PreconditionFailed")
                .says("Condition", "If-Match");
        wire.get(key).with("If-Unmodified-Since", meant("EARLIER")).send()
                .is(412, "PreconditionFailed").says("Condition", "If-Unmodified-Since");
    }

    @Test
    void condition_comesBeforeTheRange() {
        wire.get(key).with("If-None-Match", TAG).with("Range", "bytes=99-").send().is(304);
        wire.get(key).with("If-Match", "\"x\"").with("Range", "bytes=99-").send().is(412,
                "PreconditionFailed");
    }

    @ParameterizedTest
    @CsvSource({"TAG, 206", "BARE, 206", "\"x\", 200", "DATE, 206", "EARLIER, 200",
        "nonsense, 200"})
    void ifRange_holdsOrTheWholeIsSent(String value, int status) {
        wire.get(key).with("Range", "bytes=1-2").with("If-Range", meant(value)).send()
                .is(status).holds(status == 206 ? "12" : BODY);
    }

    @Test
    void partOneOfAPlainObject_isTheWhole() {
        wire.get(key + "?partNumber=1").send().is(206).holds(BODY)
                .has("content-range", "bytes 0-9/10").has("x-amz-mp-parts-count", null);
        assertThat(wire.head(key + "?partNumber=1").send().is(206).contentLength()).isEqualTo(10);
        wire.get(key + "?partNumber=2").send().is(416, "InvalidPartNumber")
                .says("PartNumberRequested", "2").says("ActualPartCount", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "-1", "x", ""})
    void otherPartNumber_isInvalidArgument(String number) {
        wire.get(key + "?partNumber=" + number).send().is(400, "InvalidArgument")
                .says("ArgumentName", "partNumber");
    }

    @Test
    void partNumberAndRange_areInvalidRequest() {
        wire.get(key + "?partNumber=1").with("Range", "bytes=0-1").send().is(400, "InvalidRequest");
    }

    @Test
    void responseParameters_overwriteHeaders() {
        wire.put(key).with("Content-Type", "text/plain").with("Cache-Control", "no-cache")
                .body(BODY).send().is(200);
        String target = key + "?response-content-type=text%2Fhtml&response-content-language=de"
                + "&response-expires=never&response-cache-control=public"
                + "&response-content-disposition=attachment%3B%20filename%3D%22%C3%A4%22"
                + "&response-content-encoding=br";
        for (Reply reply : both(target)) {
            reply.is(200).has("content-type", "text/html")
                    .has("content-language", "de")
                    .has("expires", "never")
                    .has("cache-control", "public")
                    .has("content-disposition", "attachment; filename=\"Ã¤\"")
                    .has("content-encoding", "br");
            assertThat(reply.headers().all("content-type")).hasSize(1);
        }
    }

    @Test
    void responseParameterWithLineBreak_isInvalidArgument() {
        wire.get(key + "?response-content-type=a%0D%0Ax-evil:1").send().is(400, "InvalidArgument");
    }

    @Test
    void responseParameterAnonymously_isInvalidRequest() {
        wire.get(key + "?response-content-type=text%2Fhtml").anonymously().send().is(400,
                "InvalidRequest");
    }

    @Test
    void checksumHeaders_areLeftOutOfRanges() {
        wire.get(key).with("x-amz-checksum-mode", "ENABLED").with("Range", "bytes=0-1").send()
                .is(206)
                .has("x-amz-checksum-crc64nvme", null).has("x-amz-checksum-type", null);
        wire.head(key).with("x-amz-checksum-mode", "ENABLED").send().is(200)
                .has("x-amz-checksum-type", "FULL_OBJECT");
    }

    @ParameterizedTest
    @CsvSource({
        "null, 200, ",
        "'', 400, InvalidArgument",
        "x, 400, InvalidArgument",
        "0000000000o3i001081g81860s, 404, NoSuchVersion",
        "3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY, 400, InvalidArgument",
    })
    void versionId_isTheNullVersionOrNone(String versionId, int status, @Nullable String code) {
        for (Reply reply : both(key + "?versionId=" + versionId)) {
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.log().errorCode()).isEqualTo(code);
        }
    }

    @Test
    void readerOfAnOverwrittenObject_finishes() throws Exception {
        var head = wire.get(key).head();
        var response = wire.service().serve(head, TestBody.absent());
        wire.put(key).body("another body").send().is(200);
        wire.delete(key).send().is(204);

        assertThat(Reply.of(head, response, wire.lastLog()).text()).isEqualTo(BODY);
        wire.get(key).send().is(404, "NoSuchKey");
    }

    @Test
    void errorToHead_hasNoBody() {
        Reply reply = wire.head("/" + bucket + "/absent").send().is(404, "NoSuchKey");

        assertThat(reply.body()).isEmpty();
        assertThat(reply.log().sentBytes()).isZero();
    }

    private Reply[] both(String target) {
        return new Reply[] {wire.get(target).send(), wire.head(target).send()};
    }

    private String meant(String word) {
        String date = wire.head(key).send().headers().first("last-modified");
        return switch (word) {
            case "TAG" -> TAG;
            case "BARE" -> TAG.replace("\"", "");
            case "DATE" -> String.valueOf(date);
            case "EARLIER" -> DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    ZonedDateTime.parse(
                            String.valueOf(date), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .minus(Duration.ofSeconds(1)));
            default -> word;
        };
    }
}
