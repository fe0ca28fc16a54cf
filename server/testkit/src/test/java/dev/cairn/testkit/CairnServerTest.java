package dev.cairn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.testkit.aws.SdkClients;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

class CairnServerTest {
    private static final int PART_BYTES = 5 << 20;
    private static final LifecycleRule ABORT_AFTER_7_DAYS =
            LifecycleRule.builder()
                    .id("abort")
                    .status(ExpirationStatus.ENABLED)
                    .filter(filter -> filter.prefix(""))
                    .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(7))
                    .build();

    @TempDir
    Path folder;

    @Test
    void server_servesS3AtItsEndpoint() throws Exception {
        try (CairnServer cairn = CairnServer.builder().buckets("vault", "attic").start();
                SdkClients clients = new SdkClients(cairn)) {
            S3Client s3 = clients.s3();
            s3.putObject(
                    put -> put.bucket("vault").key("a"), RequestBody.fromString("hello"));

            assertThat(s3.getObjectAsBytes(get -> get.bucket("vault").key("a")).asUtf8String())
                    .isEqualTo("hello");
            assertThat(s3.listBuckets().buckets())
                    .extracting(Bucket::name)
                    .containsExactly("attic", "vault");
            assertThat(cairn.region()).isEqualTo("us-east-1");
            assertThat(clients.s3()).isSameAs(s3);
        }
    }

    @Test
    void server_hasOneKeyEach() {
        try (CairnServer one = CairnServer.start(); CairnServer other = CairnServer.start()) {
            assertThat(one.accessKey()).isNotEqualTo(other.accessKey());
            assertThat(one.endpoint()).isNotEqualTo(other.endpoint());
        }
    }

    @Test
    void credentials_areThoseOfTheTest() {
        try (CairnServer cairn = CairnServer.builder().credentials("TESTER", "secret").start()) {
            assertThat(cairn.accessKey()).isEqualTo("TESTER");
            assertThat(cairn.secretKey()).isEqualTo("secret");
            assertThat(cairn.uploads().open()).isEmpty();
        }
    }

    @Test
    void clock_movesForwardOnly() {
        try (CairnServer cairn = CairnServer.start()) {
            TestClock clock = cairn.clock();
            Instant before = clock.freeze();

            assertThat(clock.advance(Duration.ofDays(8)))
                    .isEqualTo(before.plus(Duration.ofDays(8)))
                    .isEqualTo(clock.now());
            assertThat(clock.set(before.plus(Duration.ofDays(9)))).isEqualTo(clock.now());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clock.set(before))
                    .withMessageContaining("ClockBackward");
            assertThatIllegalArgumentException().isThrownBy(() -> clock.speed(0));
        }
    }

    @Test
    void clockOfAServerWithoutTestClock_isAnError() {
        try (CairnServer cairn = CairnServer.builder().config("test-clock", "false").start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> cairn.clock().advance(Duration.ofDays(1)))
                    .withMessageContaining("TestClockDisabled");
            cairn.reset();
        }
    }

    @Test
    void rules_actWhenTheyAreRun() throws Exception {
        try (CairnServer cairn = CairnServer.builder().buckets("vault").start();
                SdkClients clients = new SdkClients(cairn)) {
            String uploadId = leaveUpload(clients.s3(), "vault", "backup.tar");
            abortAfterSevenDays(clients.s3());

            assertThat(cairn.lifecycle().runNow().actions()).isEmpty();
            Instant inEightDays = cairn.clock().now().plus(Duration.ofDays(8));
            assertThat(cairn.lifecycle().dryRun(inEightDays).actions())
                    .extracting(LifecycleAction::result)
                    .containsExactly("dry-run");
            cairn.clock().advance(Duration.ofDays(8));
            LifecycleRun run = cairn.lifecycle().runNow("vault");

            LifecycleAction action = run.actions().getFirst();
            assertThat(action.action()).isEqualTo("AbortIncompleteMultipartUpload");
            assertThat(action.uploadId()).isEqualTo(uploadId);
            assertThat(action.versionId()).isNull();
            assertThat(action.bytes()).isEqualTo(PART_BYTES);
            assertThat(run.bytesReclaimed()).isGreaterThanOrEqualTo(PART_BYTES);
            assertThat(run.failures()).isZero();
            assertThat(cairn.uploads().open()).isEmpty();
        }
    }

    @Test
    @Timeout(120)
    void rulesOfAShortenedDay_actByThemselves() {
        try (CairnServer cairn = CairnServer.builder()
                .buckets("vault")
                .config("lifecycle.day", "PT1S")
                .start();
                SdkClients clients = new SdkClients(cairn)) {
            leaveUpload(clients.s3(), "vault", "backup.tar");
            abortAfterSevenDays(clients.s3());

            while (!cairn.uploads().open().isEmpty()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    @Test
    void intervalOfTheTest_staysBesideAShortenedDay() {
        Path folder = Path.of("unused");
        CairnServerBuilder before =
                CairnServer.builder()
                        .config("lifecycle.interval", "off")
                        .config("lifecycle.day", "PT2S");
        CairnServerBuilder behind =
                CairnServer.builder()
                        .config("lifecycle.day", "PT2S")
                        .config("lifecycle.interval", "off");

        assertThat(CairnServer.builder().config(folder).lifecycle().interval()).isEmpty();
        assertThat(before.config(folder).lifecycle().interval()).isEmpty();
        assertThat(behind.config(folder).lifecycle().interval()).isEmpty();
        assertThat(
                CairnServer.builder()
                        .config("lifecycle.day", "PT2S")
                        .config(folder)
                        .lifecycle()
                        .interval())
                .contains(Duration.ofSeconds(2));
    }

    @Test
    void uploads_areShownAndEnded() throws Exception {
        try (CairnServer cairn = CairnServer.builder().buckets("vault", "attic").start();
                SdkClients clients = new SdkClients(cairn)) {
            String uploadId = leaveUpload(clients.s3(), "vault", "a b/c?");

            OpenUpload open = cairn.uploads().open().getFirst();
            assertThat(open.bucket()).isEqualTo("vault");
            assertThat(open.key()).isEqualTo("a b/c?");
            assertThat(open.uploadId()).isEqualTo(uploadId);
            assertThat(open.bytes()).isEqualTo(PART_BYTES);
            assertThat(open.partCount()).isEqualTo(1);
            assertThat(open.userAgent()).startsWith("aws-sdk-java/2");
            assertThat(open.accessKey()).isEqualTo(cairn.accessKey());
            assertThat(open.abortDate()).isNull();
            assertThat(cairn.uploads().open("attic")).isEmpty();
            assertThatIllegalStateException()
                    .isThrownBy(() -> cairn.uploads().open("cellar"))
                    .withMessageContaining("NoSuchBucket");
            assertThatExceptionOfType(OpenUploadsError.class)
                    .isThrownBy(() -> cairn.uploads().assertNoneOpen())
                    .withMessageStartingWith(
                            "1 multipart upload was left open:\n  s3://vault/a b/c?: 5242880 bytes"
                                    + " in 1 part, begun ");

            cairn.uploads().abort(open);
            cairn.uploads().assertNoneOpen();
            assertThatIllegalStateException()
                    .isThrownBy(() -> cairn.uploads().abort(open))
                    .withMessageContaining("NoSuchUpload");
        }
    }

    @Test
    void moreUploadsThanAPage_areAllShown() throws Exception {
        try (CairnServer cairn = CairnServer.builder().buckets("vault").start();
                SdkClients clients = new SdkClients(cairn)) {
            for (int i = 0; i < 1001; i++) {
                String key = "key-" + i;
                clients.s3().createMultipartUpload(create -> create.bucket("vault").key(key));
            }

            assertThat(cairn.uploads().open())
                    .hasSize(1001)
                    .extracting(OpenUpload::key)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void closeWithOpenUploads_failsWhereThatIsWanted() throws Exception {
        CairnServer cairn = CairnServer.builder().buckets("vault").failOnOpenUploads().start();
        try (SdkClients clients = new SdkClients(cairn)) {
            leaveUpload(clients.s3(), "vault", "backup.tar");
        }

        assertThatExceptionOfType(OpenUploadsError.class)
                .isThrownBy(cairn::close)
                .withMessageContaining("s3://vault/backup.tar: 5242880 bytes")
                .withMessageContaining("by \"aws-sdk-java/2")
                .matches(error -> error.uploads().size() == 1);
        assertThat(cairn.dataDirectory()).doesNotExist();
        cairn.close();
    }

    @Test
    void closeWithoutOpenUploads_isQuiet() {
        CairnServer cairn = CairnServer.builder().failOnOpenUploads().start();

        cairn.close();

        assertThat(cairn.dataDirectory()).doesNotExist();
    }

    @Test
    void reset_takesEverythingBackToTheStart() throws Exception {
        try (CairnServer cairn = CairnServer.builder().buckets("vault").start();
                SdkClients clients = new SdkClients(cairn)) {
            S3Client s3 = clients.s3();
            s3.createBucket(create -> create.bucket("made-later"));
            s3.putBucketVersioning(
                    put -> put.bucket("vault")
                            .versioningConfiguration(
                                    to -> to.status(BucketVersioningStatus.ENABLED)));
            for (int i = 0; i < 1500; i++) {
                s3.putObject(put -> put.bucket("vault").key("k"), RequestBody.empty());
            }
            s3.deleteObject(delete -> delete.bucket("vault").key("k"));
            abortAfterSevenDays(s3);
            leaveUpload(s3, "vault", "backup.tar");
            Instant ahead = cairn.clock().advance(Duration.ofDays(1));
            cairn.clock().freeze();

            cairn.reset();

            assertThat(s3.listBuckets().buckets())
                    .extracting(Bucket::name)
                    .containsExactly("vault");
            assertThat(s3.listObjectVersions(list -> list.bucket("vault")).versions()).isEmpty();
            assertThat(s3.getBucketVersioning(get -> get.bucket("vault")).status()).isNull();
            assertThat(cairn.uploads().open()).isEmpty();
            assertThat(cairn.lifecycle().dryRun(ahead.plus(Duration.ofDays(99))).actions())
                    .isEmpty();
            Instant shown = cairn.clock().now();
            Stream.generate(cairn.clock()::now).takeWhile(shown::equals).forEach(now -> {});
            assertThat(cairn.clock().now()).isAfter(ahead);
        }
    }

    @Test
    void resetOfAClosedServer_isAnError() {
        CairnServer cairn = CairnServer.start();
        cairn.close();

        assertThatIllegalStateException().isThrownBy(cairn::reset);
        assertThatIllegalStateException().isThrownBy(() -> cairn.clock().now());
    }

    @Test
    void dataDirectoryOfTheTest_isKept() throws Exception {
        Path directory = folder.resolve("store");
        CairnServerBuilder builder =
                CairnServer.builder().dataDirectory(directory).buckets("vault");
        try (CairnServer cairn = builder.start(); SdkClients clients = new SdkClients(cairn)) {
            clients.s3().putObject(
                    put -> put.bucket("vault").key("a"), RequestBody.fromString("kept"));
            assertThat(cairn.dataDirectory()).isEqualTo(directory);
            assertThatIllegalStateException()
                    .isThrownBy(builder::start)
                    .withMessageContaining("another process uses the data directory");
        }
        try (CairnServer again = CairnServer.builder().config("data-dir", directory + "").start();
                SdkClients clients = new SdkClients(again)) {
            assertThat(
                    clients.s3()
                            .getObjectAsBytes(get -> get.bucket("vault").key("a"))
                            .asUtf8String())
                    .isEqualTo("kept");
        }
    }

    @Test
    void accounts_comeFromAFile() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("cairn.yaml"),
                        """
                        region: eu-west-1
                        accounts: [{id: anna, access-keys: []}]
                        """);
        try (CairnServer cairn = CairnServer.builder().configFile(file).start()) {
            assertThat(cairn.region()).isEqualTo("eu-west-1");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CairnServer.builder().config("accounts", "[]"))
                .withMessage("accounts can only stand in a file: configFile");
    }

    @Test
    void unknownKeyOrValue_isRefusedByName() throws Exception {
        List<Path> before = folders();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CairnServer.builder().config("lifecycle.dya", "PT2S"))
                .withMessage("unknown key 'lifecycle.dya'; the nearest is 'lifecycle.day'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CairnServer.builder().config("lifecycle.day", "2s").start())
                .withMessageContaining("lifecycle.day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CairnServer.builder().buckets("No Bucket"))
                .withMessage("'No Bucket' is not the name of a bucket");
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void portInUse_leavesNoFolder() throws Exception {
        List<Path> before = folders();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> CairnServer.builder().config("s3.listen", address).start())
                    .withMessageContaining(address);
        }
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void folderThatCannotBe_isSaidInWords() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(
                        () -> CairnServer.builder().dataDirectory(file.resolve("store")).start())
                .withMessageStartingWith("cannot start: java.nio.file.")
                .withMessageContaining(file.toString());
    }

    @Test
    void interruptedThread_startsAndClosesAllTheSame() throws Exception {
        List<Path> before = folders();
        Thread.currentThread().interrupt();

        CairnServer cairn = CairnServer.builder().buckets("vault").start();
        cairn.reset();
        cairn.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void serverThatNobodyCloses_endsWithItsJvm() throws Exception {
        Process tests =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path",
                                System.getProperty("java.class.path")),
                        LeftOpen.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(tests.waitFor(2, TimeUnit.MINUTES)).describedAs("ends").isTrue();
        } finally {
            tests.destroyForcibly();
        }

        assertThat(tests.exitValue()).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    /** A program that forgets its server. */
    static final class LeftOpen {
        private LeftOpen() {}

        public static void main(String[] arguments) {
            CairnServer forgotten = CairnServer.builder().buckets("vault").start();
            forgotten.uploads().assertNoneOpen();
        }
    }

    @Test
    void serverWithoutAdminPort_servesS3Only() throws Exception {
        try (CairnServer cairn =
                CairnServer.builder().config("admin.listen", "off").buckets("vault").start();
                SdkClients clients = new SdkClients(cairn)) {
            assertThat(clients.s3().listBuckets().buckets()).hasSize(1);
            assertThatIllegalStateException().isThrownBy(cairn::clock);
            assertThatIllegalStateException().isThrownBy(cairn::adminEndpoint);
            cairn.reset();
        }
    }

    @Test
    void serverWithTls_isReachedByTheKit() {
        try (CairnServer cairn = CairnServer.builder().config("tls.self-signed", "true").start()) {
            assertThat(cairn.endpoint()).hasScheme("https");
            assertThat(cairn.certificate()).hasValueSatisfying(file -> assertThat(file).exists());
            assertThat(cairn.uploads().open()).isEmpty();
        }
    }

    private static String leaveUpload(S3Client s3, String bucket, String key) {
        String id =
                s3.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
        s3.uploadPart(
                part -> part.bucket(bucket).key(key).uploadId(id).partNumber(1),
                RequestBody.fromBytes(new byte[PART_BYTES]));
        return id;
    }

    private static void abortAfterSevenDays(S3Client s3) {
        s3.putBucketLifecycleConfiguration(
                put -> put.bucket("vault")
                        .lifecycleConfiguration(rules -> rules.rules(ABORT_AFTER_7_DAYS)));
    }

    /** Other processes of this machine may have theirs: only those of this one would be new. */
    private static List<Path> folders() throws Exception {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("cairn-test-"))
                    .sorted()
                    .toList();
        }
    }
}
