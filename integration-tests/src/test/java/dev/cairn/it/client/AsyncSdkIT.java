package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.it.TestBytes;
import dev.cairn.it.server.CairnServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.transfer.s3.model.CompletedDirectoryUpload;

/** The asynchronous clients of the AWS SDK for Java v2, and the transfer manager on both of them. */
class AsyncSdkIT {
    private static final String BUCKET = "async-clients";
    private static final int LARGE = 12 << 20;

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    /** Makes a client of an endpoint. */
    interface Maker extends Function<URI, S3AsyncClient> {}

    static Stream<Named<Maker>> clients() {
        return Stream.of(
                Named.of("Netty", SdkClients::onNetty),
                Named.of("common runtime", SdkClients::onCommonRuntime));
    }

    @BeforeAll
    static void createBucket() {
        var unused = cairn.s3().createBucket(request -> request.bucket(BUCKET));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void smallObject_roundTripsWithItsMetadata(Maker maker) {
        try (S3AsyncClient s3 = maker.apply(endpoint())) {
            var unused =
                    s3.putObject(
                            request -> request.bucket(BUCKET)
                                    .key("small")
                                    .metadata(Map.of("colour", "blue")),
                            AsyncRequestBody.fromString("hello"))
                            .join();

            var read =
                    s3.getObject(
                            request -> request.bucket(BUCKET)
                                    .key("small")
                                    .checksumMode(ChecksumMode.ENABLED),
                            AsyncResponseTransformer.toBytes())
                            .join();

            assertThat(read.asUtf8String()).isEqualTo("hello");
            assertThat(read.response().metadata()).containsEntry("colour", "blue");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void largeObject_isSentByPartsAndComesBackTheSame(Maker maker) {
        byte[] bytes = TestBytes.of(LARGE, 7);
        try (S3AsyncClient s3 = maker.apply(endpoint())) {
            var unused =
                    s3.putObject(
                            request -> request.bucket(BUCKET).key("large"),
                            AsyncRequestBody.fromBytes(bytes))
                            .join();
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(BUCKET).key("large")).join();

            var read =
                    s3.getObject(
                            request -> request.bucket(BUCKET).key("large"),
                            AsyncResponseTransformer.toBytes())
                            .join();

            assertThat(head.eTag()).matches("\"[0-9a-f]{32}-[23]\"");
            assertThat(read.asByteArray()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void absentKey_isNotFound(Maker maker) {
        try (S3AsyncClient s3 = maker.apply(endpoint())) {
            assertThatThrownBy(
                    () -> s3.getObject(
                            request -> request.bucket(BUCKET).key("absent"),
                            AsyncResponseTransformer.toBytes())
                            .join())
                    // The common runtime asks by HEAD first, whose answer has no code.
                    .cause()
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(404));
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void transferManager_sendsAndFetchesFilesAndFolders(Maker maker, @TempDir Path folder)
            throws IOException {
        Path up = Files.createDirectories(folder.resolve("up/sub"));
        Files.write(up.resolveSibling("large"), TestBytes.of(LARGE, 8));
        for (int i = 0; i < 5; i++) {
            Files.writeString(up.resolve("file " + i), "content " + i);
        }
        try (S3AsyncClient s3 = maker.apply(endpoint());
                S3TransferManager transfers = S3TransferManager.builder().s3Client(s3).build()) {
            CompletedDirectoryUpload sent =
                    transfers.uploadDirectory(
                            request -> request.bucket(BUCKET)
                                    .s3Prefix("tree")
                                    .source(folder.resolve("up")))
                            .completionFuture()
                            .join();
            var unused =
                    transfers.downloadDirectory(
                            request -> request.bucket(BUCKET)
                                    .listObjectsV2RequestTransformer(
                                            list -> list.prefix("tree/"))
                                    .destination(folder.resolve("down")))
                            .completionFuture()
                            .join();

            assertThat(sent.failedTransfers()).isEmpty();
            assertThat(folder.resolve("down/sub/file 4")).hasContent("content 4");
            assertThat(folder.resolve("down/large"))
                    .hasSameBinaryContentAs(folder.resolve("up/large"));
        }
    }

    private static URI endpoint() {
        return cairn.process().ready().s3();
    }
}
