package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.payload.TestBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OpenWire.class)
class PutObjectWireTest {
    private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

    private final Wire wire;
    private final String bucket;
    private final String key;

    PutObjectWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
        key = "/" + bucket + "/key";
    }

    @Test
    void put_answersWithTagAndChecksum() {
        wire.put(key).body("hello").send().is(200)
                .has("etag", "\"" + MD5_OF_HELLO + "\"")
                .has("x-amz-checksum-crc64nvme", "M3eFcAZSQlc=")
                .has("x-amz-checksum-type", "FULL_OBJECT")
                .has("x-amz-version-id", null)
                .holds("");

        wire.get(key).send().is(200).holds("hello");
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-checksum-crc32, NhCmhg==",
        "x-amz-checksum-crc32c, mnG7TA==",
        "x-amz-checksum-crc64nvme, M3eFcAZSQlc=",
        "x-amz-checksum-sha1, qvTGHdzF6KLavt4PO0gs2a6pQ00=",
        "x-amz-checksum-sha256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
    })
    void sentChecksum_isVerifiedKeptAndReturned(String header, String value) {
        wire.put(key).with(header, value).body("hello").send().is(200).has(header, value);
        wire.get(key).with("x-amz-checksum-mode", "ENABLED").send().is(200)
                .has(header, value).has("x-amz-checksum-type", "FULL_OBJECT");
        wire.get(key).send().is(200).has(header, null).has("x-amz-checksum-type", null);

        wire.put(key).with(header, value).body("other").send().is(400, "BadDigest");
        wire.get(key).send().is(200).holds("hello");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-MD5, XUFAKrxLKna5cZ2REBfFkg==, 200, ",
        "Content-MD5, AUFAKrxLKna5cZ2REBfFkg==, 400, BadDigest",
        "Content-MD5, XUFA, 400, InvalidDigest",
        "Content-MD5, no base64, 400, InvalidDigest",
        "x-amz-checksum-crc32, AAAA, 400, InvalidRequest",
        "x-amz-checksum-xxhash3, AAAAAAAAAAA=, 400, BadDigest",
        "x-amz-checksum-blake3, AAAAAAAAAAA=, 501, NotImplemented",
        "x-amz-sdk-checksum-algorithm, CRC32, 400, InvalidRequest",
    })
    void digests_areChecked(String header, String value, int status, String code) {
        Reply reply = wire.put(key).with(header, value).body("hello").send();

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.log().errorCode()).isEqualTo(code);
        wire.head(key).send().is(code == null ? 200 : 404);
    }

    @Test
    void metadata_comesBack() {
        wire.put(key)
                .with("Content-Type", "text/plain")
                .with("Content-Encoding", "aws-chunked,gzip")
                .with("Content-Language", "de")
                .with("Content-Disposition", "inline")
                .with("Cache-Control", "max-age=1")
                .with("Expires", "no date at all")
                .with("x-amz-website-redirect-location", "/elsewhere")
                .with("x-amz-meta-Colour", "blue")
                .with("x-amz-meta-colour", "green")
                .with("x-amz-meta-utf8", "Ã¤")
                .with("x-amz-storage-class", "STANDARD_IA")
                .with("x-amz-tagging", "a=1&b=2")
                .send().is(200);

        for (Reply reply : new Reply[] {wire.get(key).send().is(200),
            wire.head(key).send().is(200)}) {
            reply.has("content-type", "text/plain")
                    .has("content-encoding", "gzip")
                    .has("content-language", "de")
                    .has("content-disposition", "inline")
                    .has("cache-control", "max-age=1")
                    .has("expires", "no date at all")
                    .has("x-amz-website-redirect-location", "/elsewhere")
                    .has("x-amz-meta-colour", "blue,green")
                    .has("x-amz-meta-utf8", "=?UTF-8?B?w6Q=?=")
                    .has("x-amz-storage-class", "STANDARD_IA")
                    .has("x-amz-tagging-count", "2");
        }
    }

    @Test
    void withoutMetadata_contentTypeIsBinaryAndClassIsNotSaid() {
        wire.put(key).with("x-amz-storage-class", "STANDARD").send().is(200);

        wire.head(key).send().is(200)
                .has("content-type", "binary/octet-stream")
                .has("x-amz-storage-class", null)
                .has("x-amz-tagging-count", null);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-storage-class, SNOWY, 400, InvalidStorageClass",
        "x-amz-storage-class, standard, 400, InvalidStorageClass",
        "x-amz-storage-class, OUTPOSTS, 400, InvalidStorageClass",
        "x-amz-tagging, a=1&a=2, 400, InvalidArgument",
        "x-amz-tagging, a=1&b&c&d&e&f&g&h&i&j&k, 400, BadRequest",
        "x-amz-tagging, aws:a=1, 400, InvalidTag",
        "x-amz-website-redirect-location, elsewhere, 400, InvalidRedirectLocation",
        "x-amz-server-side-encryption, AES256, 501, NotImplemented",
        "x-amz-server-side-encryption-customer-algorithm, AES256, 501, NotImplemented",
        "x-amz-object-lock-mode, GOVERNANCE, 501, NotImplemented",
        "x-amz-write-offset-bytes, 5, 501, NotImplemented",
        "x-amz-grant-read, id=x, 501, NotImplemented",
        "x-amz-acl, public-read, 400, AccessControlListNotSupported",
        "If-None-Match, \"tag\", 501, NotImplemented",
        "If-Modified-Since, 'Sun, 01 Mar 2026 12:00:00 GMT', 501, NotImplemented",
        "If-Match, \"tag\", 404, NoSuchKey",
        "If-Match, *, 404, NoSuchKey",
    })
    void headerThatCannotBeKept_isRefusedBeforeTheBodyIsRead(String header, String value,
            int status, String code) {
        Reply reply =
                wire.put(key).with(header, value).body("hello").send(Unread.BODY).is(status, code);

        if (status == 501) {
            assertThat(reply.xml("Header")).isEqualToIgnoringCase(header);
        }
        wire.head(key).send().is(404, "NoSuchKey");
    }

    @Test
    void metadataOverTwoKibibytes_isMetadataTooLarge() {
        wire.put(key).with("x-amz-meta-a", "v".repeat(2048)).send(Unread.BODY)
                .is(400, "MetadataTooLarge").says("MaxSizeAllowed", "2048").says("Size", "2049");
    }

    @Test
    void bodyOverFiveGibibytes_isEntityTooLargeBeforeItIsRead() {
        long length = (5L << 30) + 1;
        wire.put(key).send(Unread.ofLength(length)).is(400, "EntityTooLarge")
                .says("ProposedSize", Long.toString(length))
                .says("MaxSizeAllowed", Long.toString(5L << 30));
    }

    /** S3 wants to know the length before the body; HTTP's chunks do not tell it. */
    @Test
    void bodyInChunksOfHttpAlone_isNotImplemented() {
        wire.put(key).with("Transfer-Encoding", "chunked").send(Unread.BODY)
                .is(501, "NotImplemented").says("Header", "Transfer-Encoding");
        wire.head(key).send().is(404, "NoSuchKey");
    }

    @Test
    void bodyWithoutLength_isMissingContentLength() {
        wire.put(key).send(TestBody.absent()).is(411, "MissingContentLength");
    }

    @Test
    void ifNoneMatch_letsOnlyTheFirstThrough() {
        wire.put(key).with("If-None-Match", "*").body("first").send().is(200);
        wire.put(key).with("If-None-Match", "*").body("second").send(Unread.BODY)
                .is(412, "PreconditionFailed").says("Condition", "If-None-Match");

        wire.get(key).send().is(200).holds("first");
    }

    @Test
    void racingIfNoneMatch_hasOneWinner() throws Exception {
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        List<Thread> racers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Thread racer = new Thread(() -> statuses.add(
                    wire.put(key).with("If-None-Match", "*").body("hello").sendUnlogged()));
            racers.add(racer);
            racer.start();
        }
        for (Thread racer : racers) {
            racer.join();
        }

        assertThat(statuses).hasSize(16).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"" + MD5_OF_HELLO + "\"", MD5_OF_HELLO, "*"})
    void ifMatchOfTheCurrentObject_overwrites(String tag) {
        wire.put(key).body("hello").send().is(200);

        wire.put(key).with("If-Match", tag).body("second").send().is(200);
    }

    @Test
    void ifMatchOfAnotherObject_isPreconditionFailed() {
        wire.put(key).body("hello").send().is(200);

        wire.put(key).with("If-Match", "\"other\"").body("second").send(Unread.BODY)
                .is(412, "PreconditionFailed").says("Condition", "If-Match");
        wire.put(key).with("If-Match", "\"a\"").with("If-None-Match", "*").body("second")
                .send(Unread.BODY)
                .is(501, "NotImplemented");
    }

    @Test
    void bodyThatBreaksOff_leavesTheOldObject() {
        wire.put(key).body("hello").send().is(200);
        byte[] body = "a longer body".getBytes(StandardCharsets.UTF_8);

        wire.put(key).body(body).send(TestBody.of(body).disconnectingAt(5)).is(400,
                "IncompleteBody");
        wire.put(key).body(body)
                .send(TestBody.ofLength("short".getBytes(StandardCharsets.UTF_8), 13))
                .is(400, "IncompleteBody");

        wire.get(key).send().is(200).holds("hello");
        assertThat(wire.storage().inFlightBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "folder/", "a%20b", "a+b", "%2Fa", "a//b", "../x", "a/./b", "%C3%BC", "%F0%9F%98%80",
        "%01%02", "a%0Ab",
        "~*'()!", "a%26b%3Cc%3E",
    })
    void key_isKeptByteForByte(String encoded) {
        String target = "/" + bucket + "/" + encoded;
        wire.put(target).body(encoded).send().is(200);

        wire.get(target).send().is(200).holds(encoded);
        wire.get("/" + bucket + "?encoding-type=url").send().is(200).says("Key",
                encoded.replace("+", "%2B").replace("%2F", "/").replaceAll("[(]", "%28")
                        .replaceAll("[)]", "%29").replace("'", "%27").replace("!", "%21"));
    }

    @Test
    void keyOverThousandAndTwentyFourBytes_isKeyTooLong() {
        String longest = "k".repeat(1024);
        wire.put("/" + bucket + "/" + longest).send().is(200);
        wire.get("/" + bucket + "/" + longest).send().is(200);

        wire.put("/" + bucket + "/" + longest + "k").send().is(400, "KeyTooLongError");
    }

    @Test
    void zeroBytes_areAnObject() {
        wire.put(key).send().is(200).has("etag", "\"d41d8cd98f00b204e9800998ecf8427e\"");

        wire.get(key).send().is(200).holds("");
        assertThat(wire.head(key).send().is(200).contentLength()).isZero();
    }

    @Test
    void log_tellsWhatHappened() {
        wire.put(key).body("hello").send().is(200);

        assertThat(wire.lastLog()).satisfies(log -> {
            assertThat(log.operation()).isEqualTo("PutObject");
            assertThat(log.method()).isEqualTo("PUT");
            assertThat(log.bucket()).isEqualTo(bucket);
            assertThat(log.key()).isEqualTo("key");
            assertThat(log.account()).isEqualTo(Wire.OWNER.id());
            assertThat(log.accessKey()).isEqualTo("AKOWNER");
            assertThat(log.status()).isEqualTo(200);
            assertThat(log.errorCode()).isNull();
            assertThat(log.receivedBytes()).isEqualTo(5);
            assertThat(log.sentBytes()).isZero();
            assertThat(log.nanos()).isPositive();
            assertThat(log.requestId().toLowerCase(Locale.ROOT)).hasSize(16);
        });
    }
}
