package dev.cairn.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.DiskUsage;
import dev.cairn.it.Eventually;
import dev.cairn.it.TestBytes;
import dev.cairn.it.Together;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireConnection;
import dev.cairn.it.wire.WireRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;
import tools.jackson.databind.JsonNode;

/** Parts while they arrive: clients that die, many at once, two of one number. */
class ArrivingPartsIT {
    private static final int MIB = 1024 * 1024;

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void clientClosesInMidPart_leavesNothing() throws Throwable {
        assertNothingIsLeftWhen(WireConnection::close);
    }

    @Test
    void clientResetsInMidPart_leavesNothing() throws Throwable {
        assertNothingIsLeftWhen(WireConnection::reset);
    }

    @Test
    void manyPartsAtOnceInShuffledOrder_becomeOneObject() throws Exception {
        int count = 64;
        int partBytes = 5 * MIB;
        String bucket = cairn.bucket();
        String uploadId = createUpload(bucket);
        // Part n is the window of the same bytes that begins at n.
        byte[] bytes = TestBytes.of(partBytes + count + 1, 64);
        List<Callable<CompletedPart>> calls = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            InputStream window = new ByteArrayInputStream(bytes, number, partBytes);
            int partNumber = number;
            calls.add(() -> CompletedPart.builder()
                    .partNumber(partNumber)
                    .eTag(cairn.s3()
                            .uploadPart(
                                    request -> request.bucket(bucket).key("many")
                                            .uploadId(uploadId).partNumber(partNumber),
                                    RequestBody.fromInputStream(window, partBytes))
                            .eTag())
                    .build());
        }
        Collections.shuffle(calls, new Random(64));

        List<CompletedPart> parts = new ArrayList<>(Together.run(calls));
        parts.sort((one, other) -> Integer.compare(one.partNumber(), other.partNumber()));
        cairn.s3().completeMultipartUpload(request -> request.bucket(bucket).key("many")
                .uploadId(uploadId).multipartUpload(upload -> upload.parts(parts)));

        try (InputStream object =
                cairn.s3().getObject(request -> request.bucket(bucket).key("many"))) {
            InputStream expected = new SequenceInputStream(Collections.enumeration(
                    IntStream.rangeClosed(1, count)
                            .mapToObj(n -> new ByteArrayInputStream(bytes, n, partBytes))
                            .toList()));
            assertThat(TestBytes.mismatch(object, expected)).isEqualTo(-1);
        }
    }

    @RepeatedTest(5)
    void twoPartsOfOneNumberAtOnce_oneWinsWhole() throws Exception {
        String bucket = cairn.bucket();
        String uploadId = createUpload(bucket);
        List<byte[]> contents = List.of(TestBytes.of(2 * MIB, 1), TestBytes.of(2 * MIB, 2));
        List<Callable<String>> calls = new ArrayList<>();
        for (byte[] content : contents) {
            calls.add(() -> {
                return cairn.s3()
                        .uploadPart(
                                request -> request.bucket(bucket).key("many")
                                        .uploadId(uploadId).partNumber(1),
                                RequestBody.fromBytes(content))
                        .eTag();
            });
        }
        assertThat(Together.run(calls)).containsExactlyInAnyOrderElementsOf(
                contents.stream().map(TestBytes::etag).toList());

        List<Part> parts = cairn.s3()
                .listParts(request -> request.bucket(bucket).key("many").uploadId(uploadId))
                .parts();
        assertThat(parts).hasSize(1);
        String winner = parts.getFirst().eTag();
        cairn.s3().completeMultipartUpload(request -> request.bucket(bucket).key("many")
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(
                        CompletedPart.builder().partNumber(1).eTag(winner).build())));
        byte[] object = cairn.s3()
                .getObjectAsBytes(request -> request.bucket(bucket).key("many"))
                .asByteArray();
        assertThat(TestBytes.etag(object)).isEqualTo(winner);
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    private static void assertNothingIsLeftWhen(Consumer<WireConnection> death)
            throws Throwable {
        int sentBytes = 40 * MIB;
        String bucket = cairn.bucket();
        String uploadId = createUpload(bucket);
        long before = DiskUsage.fileBytes(cairn.dataDir().resolve("blobs"));
        try (WireConnection connection = cairn.wire().open()) {
            connection.sendHead(cairn.wire().sign(
                    WireRequest.of("PUT", "/" + bucket + "/many?partNumber=1&uploadId=" + uploadId)
                            .header("Content-Length", String.valueOf(100 * MIB))
                            .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD")));
            connection.send(TestBytes.of(sentBytes, 3));
            // The last bytes may wait in a buffer of the server, never more than one.
            Eventually.within(Duration.ofSeconds(20), () -> {
                assertThat(cairn.admin().integrity().inFlightBytes())
                        .isBetween((long) sentBytes - MIB, (long) sentBytes);
                JsonNode upload = cairn.admin().uploads(bucket).getFirst();
                assertThat(upload.get("inFlightBytes").asLong()).isGreaterThan(0);
                assertThat(upload.get("bytes").asLong()).isZero();
                assertThat(upload.get("partCount").asInt()).isZero();
            });
            assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
            death.accept(connection);
        }
        Eventually.within(Duration.ofSeconds(5), () -> {
            assertThat(cairn.admin().integrity().inFlightBytes()).isZero();
            assertThat(DiskUsage.fileBytes(cairn.dataDir().resolve("blobs")))
                    .isLessThanOrEqualTo(before);
        });
        assertThat(cairn.s3()
                .listParts(request -> request.bucket(bucket).key("many").uploadId(uploadId))
                .parts())
                .isEmpty();
        JsonNode bytes = cairn.admin().usage(bucket).get("bytes");
        for (String byteClass : List.of("current", "noncurrent", "uploadOpen")) {
            assertThat(bytes.get(byteClass).asLong()).describedAs(byteClass).isZero();
        }
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
    }

    private static String createUpload(String bucket) {
        return cairn.s3()
                .createMultipartUpload(request -> request.bucket(bucket).key("many"))
                .uploadId();
    }
}
