package dev.cairn.s3.wire;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.payload.TestBody;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumCombiner;
import dev.cairn.storage.model.ChecksumDigest;
import dev.cairn.storage.model.ChecksumType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every checksum algorithm of S3's model, wherever a request may carry one. */
@ExtendWith(OpenWire.class)
class ChecksumsWireTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LARGE = new byte[5 << 20];

    private final Wire wire;
    private final String key;

    ChecksumsWireTest(Wire wire) {
        this.wire = wire;
        key = "/" + wire.newBucket() + "/key";
    }

    @ParameterizedTest
    @EnumSource
    void header_isVerifiedKeptAndReturned(ChecksumAlgorithm algorithm) {
        String header = algorithm.headerName();
        String value = checksum(algorithm, CONTENT).value();
        wire.put(key).with(header, value).with("x-amz-sdk-checksum-algorithm", algorithm.name())
                .body(CONTENT).send().is(200).has(header, value)
                .has("x-amz-checksum-type", "FULL_OBJECT");
        wire.put(key).with(header, value).body("other").send().is(400, "BadDigest").says("Message",
                "The " + algorithm + " you specified did not match the calculated checksum.");
        wire.head(key).with("x-amz-checksum-mode", "ENABLED").send().is(200).has(header, value);
        wire.get(key + "?attributes").with("x-amz-object-attributes", "Checksum").send().is(200)
                .says("Checksum" + algorithm, value).says("ChecksumType", "FULL_OBJECT");
        wire.get("/" + key.split("/", -1)[1]).send().is(200)
                .says("ChecksumAlgorithm", algorithm.name());
    }

    @ParameterizedTest
    @EnumSource
    void trailer_isVerifiedKeptAndReturned(ChecksumAlgorithm algorithm) {
        String value = checksum(algorithm, CONTENT).value();
        putWithTrailer(algorithm, value).is(200).has(algorithm.headerName(), value);
        wire.get(key).with("x-amz-checksum-mode", "ENABLED").send().is(200).holds("content")
                .has(algorithm.headerName(), value);
        putWithTrailer(algorithm, checksum(algorithm, new byte[1]).value())
                .is(400, "BadDigest");
    }

    @ParameterizedTest
    @EnumSource
    void copy_isMadeWithWhatIsAskedFor(ChecksumAlgorithm algorithm) {
        wire.put(key).body(CONTENT).send().is(200);
        wire.put(key + "-copy").with("x-amz-copy-source", key)
                .with("x-amz-checksum-algorithm", algorithm.name()).send().is(200)
                .says("Checksum" + algorithm, checksum(algorithm, CONTENT).value());
    }

    static Stream<Arguments> typesOfMultipartObjects() {
        return Stream.of(ChecksumAlgorithm.values())
                .flatMap(algorithm -> Stream.of(ChecksumType.values())
                        .map(type -> Arguments.of(algorithm, type)));
    }

    @ParameterizedTest
    @MethodSource("typesOfMultipartObjects")
    void multipartObject_hasTheTypesThatS3Knows(ChecksumAlgorithm algorithm, ChecksumType type) {
        Reply begun = wire.post(key + "?uploads")
                .with("x-amz-checksum-algorithm", algorithm.name())
                .with("x-amz-checksum-type", type.name()).send();
        if (!algorithm.allows(type)) {
            begun.is(400, "InvalidRequest");
            return;
        }
        String id = begun.is(200).text("UploadId");
        ChecksumCombiner whole = ChecksumCombiner.of(algorithm, type);
        StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
        int number = 1;
        for (byte[] content : new byte[][] {LARGE, CONTENT}) {
            Checksum part = checksum(algorithm, content);
            whole.add(part, content.length);
            Reply sent = wire.put(key + "?partNumber=" + number + "&uploadId=" + id)
                    .unsignedBody().with(algorithm.headerName(), part.value()).body(content).send()
                    .is(200).has(algorithm.headerName(), part.value());
            list.append(
                    "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag><Checksum%s>%s</Checksum%s>"
                            .formatted(number, sent.header("etag"), algorithm, part.value(),
                                    algorithm))
                    .append("</Part>");
            number++;
        }
        wire.get(key + "?uploadId=" + id).send().is(200)
                .says("Checksum" + algorithm, checksum(algorithm, LARGE).value());
        wire.post(key + "?uploadId=" + id).body(list + "</CompleteMultipartUpload>").send().is(200)
                .says("Checksum" + algorithm, whole.result().value())
                .says("ChecksumType", type.name());
    }

    private Reply putWithTrailer(ChecksumAlgorithm algorithm, String value) {
        Headers headers = Headers.builder().add("host", "localhost:9000")
                .add("content-encoding", "aws-chunked")
                .add("x-amz-decoded-content-length", Integer.toString(CONTENT.length))
                .add("x-amz-trailer", algorithm.headerName()).build();
        byte[] body = "7\r\ncontent\r\n0\r\n%s:%s\r\n\r\n"
                .formatted(algorithm.headerName(), value).getBytes(StandardCharsets.US_ASCII);
        WireRequest request = wire.put(key);
        return request.sendHead(
                request.signer().sign("PUT", key, "STREAMING-UNSIGNED-PAYLOAD-TRAILER", headers),
                TestBody.of(body));
    }

    private static Checksum checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        ChecksumDigest digest = ChecksumDigest.of(algorithm);
        digest.update(ByteBuffer.wrap(bytes));
        return Checksum.of(algorithm, digest.value());
    }
}
