package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cairn.s3.RequestLog;
import dev.cairn.s3.S3Service;
import dev.cairn.s3.auth.TestSigner;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestBodyException;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.payload.TestBody;
import dev.cairn.s3.xml.CreateBucketConfiguration;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What holds for every request. */
@ExtendWith(OpenWire.class)
class ServiceWireTest {
    private final Wire wire;
    private final String bucket;
    private final String key;

    ServiceWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
    }

    @Test
    void refusal_isLoggedWithItsCodeAndReportedOnce() {
        int before = wire.logCount();

        wire.get("/" + bucket + "/absent?x=1").send().is(404, "NoSuchKey");

        assertThat(wire.logCount()).isEqualTo(before + 1);
        RequestLog log = wire.lastLog();
        assertThat(log.operation()).isEqualTo("GetObject");
        assertThat(log.errorCode()).isEqualTo("NoSuchKey");
        assertThat(log.target()).isEqualTo("/" + bucket + "/absent?x=1");
        assertThat(log.sentBytes()).isPositive();
        assertThat(log.remoteAddress()).isEqualTo("192.0.2.1");
    }

    @Test
    void sizeOfTheWholeObject_isLoggedWhateverIsSentOfIt() {
        assertThat(wire.put(key).body("0123456789").send().is(200).log().detail().objectSizeBytes())
                .isEqualTo(10);
        assertThat(wire.get(key).send().is(200).log().detail().objectSizeBytes()).isEqualTo(10);
        assertThat(wire.head(key).send().is(200).log().detail().objectSizeBytes()).isEqualTo(10);
        RequestLog.Detail range = wire.get(key + "?versionId=null").with("Range", "bytes=2-3")
                .send().is(206).log().detail();
        assertThat(range.objectSizeBytes()).isEqualTo(10);
        assertThat(range.versionId()).isEqualTo("null");
        assertThat(wire.get(key + "?tagging").send().is(200).log().detail().objectSizeBytes())
                .isNull();
        assertThat(wire.get(key).with("If-Match", "\"x\"").send().is(412, "PreconditionFailed")
                .log().detail().objectSizeBytes()).isNull();
    }

    @Test
    void hostIdOfAnError_isLogged() {
        Reply reply = wire.get("/no-such-bucket/key").send().is(404, "NoSuchBucket");
        assertThat(reply.log().detail().hostId()).isEqualTo(reply.header("x-amz-id-2"));
        assertThat(reply.log().detail().authorization()).isEqualTo("AWS4-HMAC-SHA256");
    }

    @Test
    void anonymousRequest_isLoggedWithoutAccount() {
        wire.get(key).anonymously().send().is(403, "AccessDenied");

        assertThat(wire.lastLog().account()).isNull();
        assertThat(wire.lastLog().accessKey()).isNull();
        assertThat(wire.lastLog().bucket()).isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource({"GET, /%zz", "GET, /bucket/%ff", "GET, /bucket?a=%zz", "GET, no-slash"})
    void brokenTarget_isInvalidUri(String method, String target) {
        RequestHead head =
                TestSigner.head(method, target, Headers.builder().add("host", "localhost").build());

        wire.get("/").sendHead(head, TestBody.absent()).is(400, "InvalidURI");

        assertThat(wire.lastLog().operation()).isEqualTo("Unknown");
    }

    @Test
    void fault_isInternalErrorAndLoggedOnceWithTheRequestId() {
        Logger logger = (Logger) LoggerFactory.getLogger(S3Service.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        logger.setAdditive(false);
        try {
            wire.put(key).body("hello").send(Unread.BODY).is(500, "InternalError");
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(events);
        }

        assertThat(events.list).hasSize(1).first().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).contains("0123456789ABCDEF", key);
            assertThat(event.getThrowableProxy()).isNotNull();
        });
        wire.get(key).send().is(404, "NoSuchKey");
    }

    @ParameterizedTest
    @EnumSource(RequestBodyException.Cause.class)
    void bodyThatDoesNotCome_isTheClientsFault(RequestBodyException.Cause cause) {
        wire.put(key).body("hello").send(new Broken(5, cause))
                .is(400, cause == RequestBodyException.Cause.TOO_SLOW ? "RequestTimeout"
                        : "IncompleteBody");
    }

    @Test
    void documentThatIsTooLong_isRefused() {
        byte[] document = new byte[CreateBucketConfiguration.BYTES_MAX + 1];
        wire.put("/too-long-a-document").body(document).send().is(400, "MaxMessageLengthExceeded");
    }

    @Test
    void presignedUrl_isServed() {
        wire.put(key).body("hello").send().is(200);
        Headers host = Headers.builder().add("host", "localhost:9000").build();
        RequestHead head =
                wire.get(key).signer().presign("GET", key, "60", TestSigner.UNSIGNED, host);

        wire.get(key).sendHead(head, TestBody.absent()).is(200).holds("hello");
    }

    @Test
    void presignedHeaders_areObeyed() {
        Headers host = Headers.builder().add("host", "localhost:9000").build();
        RequestHead head = wire.put(key).signer()
                .presign("PUT", key + "?x-amz-meta-colour=blue&x-amz-storage-class=STANDARD_IA",
                        "60",
                        TestSigner.UNSIGNED, host);

        wire.put(key).sendHead(head, TestBody.of("hello".getBytes(StandardCharsets.UTF_8))).is(200);

        wire.head(key).send().is(200).has("x-amz-meta-colour", "blue").has("x-amz-storage-class",
                "STANDARD_IA");
    }

    @Test
    void presignedPromiseThatCannotBeKept_isRefused() {
        Headers host = Headers.builder().add("host", "localhost:9000").build();
        RequestHead head = wire.put(key).signer()
                .presign("PUT", key + "?x-amz-server-side-encryption=aws%3Akms", "60",
                        TestSigner.UNSIGNED, host);

        wire.put(key).sendHead(head, Unread.BODY).is(501, "NotImplemented");
    }

    @ParameterizedTest
    @CsvSource({"owner-id, 200, ", "stranger-id, 403, AccessDenied", "'', 403, AccessDenied"})
    void expectedOwner_isCompared(String owner, int status, @Nullable String code) {
        Reply reply = wire.head("/" + bucket).with("x-amz-expected-bucket-owner", owner).send();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.log().errorCode()).isEqualTo(code);
    }

    @Test
    void requestPayer_isAccepted() {
        wire.get("/" + bucket).with("x-amz-request-payer", "requester").send().is(200);
    }

    @Test
    void streamedBodyWithTrailer_isStoredWithoutItsFraming() {
        WireRequest request = wire.put(key)
                .with("x-amz-decoded-content-length", "5")
                .with("x-amz-trailer", "x-amz-checksum-crc32")
                .with("Content-Encoding", "aws-chunked");
        Headers headers = Headers.builder()
                .add("host", "localhost:9000")
                .add("x-amz-decoded-content-length", "5")
                .add("x-amz-trailer", "x-amz-checksum-crc32")
                .add("content-encoding", "aws-chunked")
                .build();
        RequestHead head =
                request.signer().sign("PUT", key, "STREAMING-UNSIGNED-PAYLOAD-TRAILER", headers);
        byte[] framed = TestSigner.unsignedChunks(
                "hello".getBytes(StandardCharsets.UTF_8), 5, "x-amz-checksum-crc32:NhCmhg==");

        request.sendHead(head, TestBody.of(framed)).is(200).has("x-amz-checksum-crc32", "NhCmhg==");

        assertThat(wire.lastLog().receivedBytes()).isEqualTo(5);
        wire.get(key).send().is(200).holds("hello").has("content-encoding", null);
    }

    private record Broken(long length, RequestBodyException.Cause cause) implements RequestBody {
        @Override
        public boolean lengthIsAbsent() {
            return false;
        }

        @Override
        public int read(ByteBuffer target) throws RequestBodyException {
            throw new RequestBodyException(cause);
        }
    }
}
