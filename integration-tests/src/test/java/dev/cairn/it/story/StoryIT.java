package dev.cairn.it.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.it.DiskUsage;
import dev.cairn.it.Eventually;
import dev.cairn.it.TestBytes;
import dev.cairn.it.client.CommandLine;
import dev.cairn.it.client.PythonClients;
import dev.cairn.it.server.CairnServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Part;
import tools.jackson.databind.JsonNode;

/** The backup script of the README against a server that is killed under it. */
class StoryIT {
    private static final String BUCKET = "vault";
    private static final String KEY = "backup.tar";
    private static final long FILE_BYTES = 524_288_000;
    private static final long PART_BYTES = 104_857_600;
    private static final long THREE_PARTS_BYTES = 3 * PART_BYTES;

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options.withEnvironment("CAIRN_BUCKETS", BUCKET));

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeBackup() throws IOException {
        PythonClients.requireBoto3();
        PythonClients.requireAwsCli();
        TestBytes.writeFile(folder.resolve(KEY), FILE_BYTES, 1);
    }

    @AfterEach
    void removeBackup() {
        cairn.s3().deleteObject(request -> request.bucket(BUCKET).key(KEY));
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void wholeFile_isThereByteForByte() throws IOException {
        backup().run(script()).succeeded();
        assertBackupIsWhole();
    }

    @Test
    void crashedBackup_isInvisibleButAccountedFor_andResumesAfterKill() throws IOException {
        Instant before = InstantSource.system().instant().minusSeconds(1);
        assertAllBytesAccounted();
        CommandLine.Result crashed = backup().with("CRASH_AFTER", "3").run(script());
        assertThat(crashed.exitCode()).isEqualTo(1);
        Instant after = InstantSource.system().instant().plusSeconds(1);

        MultipartUpload upload = assertThreePartsAreOpen();
        assertThat(upload.initiated()).isBetween(before, after);
        assertObjectIsInvisible();
        assertAllBytesAccounted();

        cairn.killAndRestart();
        MultipartUpload afterKill = assertThreePartsAreOpen();
        assertThat(afterKill.uploadId()).isEqualTo(upload.uploadId());
        assertThat(afterKill.initiated()).isEqualTo(upload.initiated());
        assertObjectIsInvisible();
        assertAllBytesAccounted();

        String resumed = backup().run(script("--resume")).succeeded();
        assertThat(resumed.lines()).containsExactly("sent part 4", "sent part 5");
        assertBackupIsWhole();
        assertAllBytesAccounted();
    }

    @Test
    void abortedBackup_givesItsBytesBack() throws Throwable {
        assertThat(backup().with("CRASH_AFTER", "3").run(script()).exitCode()).isEqualTo(1);
        assertThreePartsAreOpen();
        long before = blobBytes();

        assertThat(backup().run(script("--abort")).succeeded()).startsWith("aborted ");

        Eventually.within(Duration.ofSeconds(5),
                () -> assertThat(blobBytes()).isLessThanOrEqualTo(before - THREE_PARTS_BYTES));
        assertThat(openUploads()).isEmpty();
        assertThat(usage("uploadOpen")).isZero();
        assertAllBytesAccounted();
    }

    private static List<String> script(String... arguments) {
        return PythonClients.example("backup.py", arguments);
    }

    private static CommandLine backup() {
        return PythonClients.shell(cairn, folder);
    }

    private static List<MultipartUpload> openUploads() {
        return cairn.s3().listMultipartUploads(request -> request.bucket(BUCKET)).uploads();
    }

    private static MultipartUpload assertThreePartsAreOpen() {
        assertThat(openUploads()).hasSize(1);
        MultipartUpload upload = openUploads().getFirst();
        assertThat(upload.key()).isEqualTo(KEY);

        List<Part> parts = cairn.s3()
                .listParts(request -> request.bucket(BUCKET).key(KEY).uploadId(upload.uploadId()))
                .parts();
        assertThat(parts).extracting(Part::partNumber).containsExactly(1, 2, 3);
        assertThat(parts).extracting(Part::size).containsOnly(PART_BYTES);

        assertThat(cairn.admin().uploads(BUCKET)).hasSize(1);
        JsonNode seenByAdmin = cairn.admin().uploads(BUCKET).getFirst();
        assertThat(seenByAdmin.get("uploadId").asString()).isEqualTo(upload.uploadId());
        assertThat(seenByAdmin.get("bytes").asLong()).isEqualTo(THREE_PARTS_BYTES);
        assertThat(seenByAdmin.get("partCount").asInt()).isEqualTo(3);
        assertThat(Instant.parse(seenByAdmin.get("initiated").asString()))
                .isEqualTo(upload.initiated());
        assertThat(usage("uploadOpen")).isEqualTo(THREE_PARTS_BYTES);
        assertThat(usage("current")).isZero();
        return upload;
    }

    private static void assertObjectIsInvisible() {
        assertThat(backup().run(List.of("aws", "s3", "ls", "s3://" + BUCKET)).succeeded())
                .isEmpty();
        assertThatThrownBy(() -> cairn.s3().getObject(
                request -> request.bucket(BUCKET).key(KEY)))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> cairn.s3().headObject(
                request -> request.bucket(BUCKET).key(KEY)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    private static void assertBackupIsWhole() throws IOException {
        try (var object = cairn.s3().getObject(request -> request.bucket(BUCKET).key(KEY));
                InputStream file = Files.newInputStream(folder.resolve(KEY))) {
            assertThat(object.response().contentLength()).isEqualTo(FILE_BYTES);
            assertThat(object.response().eTag()).matches("\"[0-9a-f]{32}-5\"");
            assertThat(TestBytes.mismatch(object, file)).isEqualTo(-1);
        }
        assertThat(openUploads()).isEmpty();
        assertThat(usage("current")).isEqualTo(FILE_BYTES);
        assertThat(usage("uploadOpen")).isZero();
    }

    private static void assertAllBytesAccounted() {
        assertThat(cairn.admin().integrity().unaccountedBytes()).isZero();
        assertThat(cairn.admin().integrity().remainder()).isZero();
    }

    private static long usage(String byteClass) {
        return cairn.admin().usage(BUCKET).get("bytes").get(byteClass).asLong();
    }

    private static long blobBytes() {
        return DiskUsage.fileBytes(cairn.dataDir().resolve("blobs"));
    }
}
