package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.admin.AdminFixture;
import dev.cairn.server.config.Credentials;
import dev.cairn.server.config.ServerState;
import dev.cairn.server.config.StateFiles;
import dev.cairn.server.http.Endpoint;
import dev.cairn.server.http.EndpointSettings;
import dev.cairn.server.http.FrontEnd;
import dev.cairn.server.http.HttpSettings;
import dev.cairn.storage.model.BucketName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a running server, against an admin port over a real store. */
class ClientCommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path folder;

    private AdminFixture admin;
    private FrontEnd frontEnd;
    private String url;

    @BeforeEach
    void open() throws Exception {
        admin = AdminFixture.open(folder.resolve("data"));
        frontEnd = FrontEnd.start(HttpSettings.DEFAULTS, InstantSource.system());
        Endpoint port =
                frontEnd.listen(
                        EndpointSettings.admin(new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), 0)),
                        admin.service(),
                        refusal -> {});
        url = "http://127.0.0.1:" + port.port();
        environment.put("CAIRN_ADMIN", url);
        environment.put("CAIRN_ADMIN_KEY", AdminFixture.ADMIN_KEY);
        environment.put("CAIRN_ADMIN_SECRET", AdminFixture.ADMIN_SECRET);
    }

    @AfterEach
    void close() throws Exception {
        frontEnd.close();
        admin.close();
    }

    @Test
    void uploadsList_isATable() throws Exception {
        BucketName vault = admin.bucket("vault");
        String small = admin.begin(vault, "a");
        String large = admin.begin(vault, "b \u001b[2J\u00fc");
        admin.putPart(vault, "b \u001b[2J\u00fc", large, 1, 3 << 20);
        admin.advance(Duration.ofDays(8));

        assertThat(run("uploads", "list")).isEqualTo(ExitCode.OK);

        String[] lines = out().split("\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0])
                .matches(
                        "BUCKET  KEY +AGE  PARTS +BYTES  ABORT DATE  COST SO FAR  PER MONTH"
                                + "  UPLOAD ID");
        assertThat(lines[1])
                .matches("vault   a +8d 0h +0 +0 B  no rule +0\\.000000   0\\.000000  " + small);
        assertThat(lines[2])
                .matches(
                        "vault   b \\\\x1b\\[2J\u00fc +8d 0h +1  3\\.0 MiB  no rule +0\\.\\d{6}   0\\.\\d{6}  "
                                + large);
        assertThat(lines[3]).isEqualTo("2 open uploads, 3.0 MiB");
    }

    @Test
    void uploadsList_byBucketPrefixAndPage() {
        BucketName vault = admin.bucket("vault");
        BucketName attic = admin.bucket("attic");
        admin.begin(attic, "a");
        String first = admin.begin(vault, "a+ b/1");
        String second = admin.begin(vault, "a+ b/2");
        admin.begin(vault, "c");
        String[] list = {"uploads", "list", "--bucket", "vault", "--prefix", "a+ b/", "--limit=1"};

        assertThat(run(list)).isEqualTo(ExitCode.OK);
        assertThat(out()).contains(first).doesNotContain(second);
        assertThat(err()).startsWith("more follow: --token ");

        String token = err().strip().substring("more follow: --token ".length());
        out.reset();
        err.reset();
        String[] next = {
            "uploads", "list", "--bucket", "vault", "--prefix", "a+ b/", "--token", token
        };
        assertThat(run(next)).isEqualTo(ExitCode.OK);
        assertThat(out()).contains(second).doesNotContain(first);
        assertThat(err()).isEmpty();
    }

    @Test
    void json_isTheDocumentOfTheApi() {
        admin.bucket("vault");

        assertThat(run("buckets", "--json")).isEqualTo(ExitCode.OK);

        assertThat(out())
                .isEqualTo(
                        "{\"items\":[{\"name\":\"vault\",\"owner\":\"owner-id\","
                                + "\"created\":\"2026-03-01T10:00:00Z\",\"objectCount\":0,"
                                + "\"uploadCount\":0,"
                                + "\"bytes\":{\"current\":0,\"noncurrent\":0,\"uploadOpen\":0},"
                                + "\"plan\":\"aws-standard\",\"quota\":null,\"abortRule\":null}],"
                                + "\"nextToken\":null}\n");
    }

    @Test
    void uploadsShow_namesPartsAndGaps() throws Exception {
        BucketName vault = admin.bucket("vault");
        String uploadId = admin.begin(vault, "dir/backup.tar");
        admin.putPart(vault, "dir/backup.tar", uploadId, 1, 2048);
        admin.putPart(vault, "dir/backup.tar", uploadId, 4, 10);

        assertThat(run("uploads", "show", "s3://vault/dir/backup.tar", uploadId))
                .isEqualTo(ExitCode.OK);

        assertThat(out())
                .contains(
                        "location       s3://vault/dir/backup.tar\n",
                        "parts          2, missing 2-3\n",
                        "bytes          2.0 KiB\n",
                        "by             USER from 192.0.2.7 (boto3)\n");
        assertThat(out().lines().filter(line -> line.matches(" *[14]  +[\\d.]+ .*"))).hasSize(2);
    }

    @Test
    void uploadsAbort_withoutYes_changesNothing() throws Exception {
        BucketName vault = admin.bucket("vault");
        String uploadId = admin.begin(vault, "k");
        admin.putPart(vault, "k", uploadId, 1, 100);

        assertThat(run("uploads", "abort", "s3://vault/k", uploadId)).isEqualTo(ExitCode.OK);

        assertThat(out())
                .startsWith("would abort s3://vault/k " + uploadId + ": 1 part, 100 B, begun ");
        assertThat(err()).contains("nothing has been done", "--yes");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(1);
    }

    @Test
    void uploadsAbort_withYes_doesIt_andOnlyOnce() throws Exception {
        BucketName vault = admin.bucket("vault");
        String uploadId = admin.begin(vault, "k");
        admin.putPart(vault, "k", uploadId, 1, 100);

        assertThat(run("uploads", "abort", "s3://vault/k", uploadId, "--yes"))
                .isEqualTo(ExitCode.OK);
        assertThat(out())
                .isEqualTo("aborted s3://vault/k " + uploadId + ": 1 part, 100 B freed\n");
        assertThat(admin.storage().usage().uploadCount()).isZero();

        assertThat(run("uploads", "abort", "s3://vault/k", uploadId, "--yes"))
                .isEqualTo(ExitCode.PROBLEM);
        assertThat(err()).contains("NoSuchUpload");
    }

    @Test
    void uploadsList_filteredAndSorted() throws Exception {
        BucketName vault = admin.bucket("vault");
        String old = admin.begin(vault, "b");
        admin.putPart(vault, "b", old, 1, 100);
        admin.advance(Duration.ofDays(1));
        String large = admin.begin(vault, "a");
        admin.putPart(vault, "a", large, 1, 200);

        assertThat(run("uploads", "list", "--sort=-bytes")).isEqualTo(ExitCode.OK);
        assertThat(out().indexOf(large)).isPositive().isLessThan(out().indexOf(old));
        out.reset();
        assertThat(run("uploads", "list", "--sort", "-age")).isEqualTo(ExitCode.OK);
        assertThat(out().indexOf(old)).isPositive().isLessThan(out().indexOf(large));
        out.reset();
        assertThat(run("uploads", "list", "--min-age", "PT24H", "--min-bytes", "50", "--owner",
                AdminFixture.OWNER, "--access-key", AdminFixture.USER_KEY)).isEqualTo(ExitCode.OK);
        assertThat(out()).contains(old).doesNotContain(large);
        assertThat(run("uploads", "list", "--sort", "size")).isEqualTo(ExitCode.USAGE);
        assertThat(run("uploads", "list", "--min-age", "week")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void uploadsAbort_byFilter_saysFirstAndThenDoesIt() throws Exception {
        BucketName vault = admin.bucket("vault");
        for (String key : new String[] {"tmp/1", "tmp/2", "keep"}) {
            admin.putPart(vault, key, admin.begin(vault, key), 1, 1024);
        }
        String[] command = {"uploads", "abort", "--bucket", "vault", "--prefix", "tmp/"};

        assertThat(run(command)).isEqualTo(ExitCode.OK);
        assertThat(out()).startsWith("BUCKET  KEY").contains("tmp/1", "tmp/2", "matched")
                .endsWith("would abort 2 uploads, 2.0 KiB\n");
        assertThat(err()).contains("nothing has been done", "--yes");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(3);

        out.reset();
        String[] really = {"uploads", "abort", "--bucket", "vault", "--prefix", "tmp/", "--yes"};
        assertThat(run(really)).isEqualTo(ExitCode.OK);
        assertThat(out()).endsWith("aborted 2 uploads, 2.0 KiB freed\n");
        assertThat(admin.storage().usage().uploadCount()).isEqualTo(1);
        out.reset();
        assertThat(run(really)).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo("aborted 0 uploads, 0 B freed\n");
    }

    @Test
    void uploadsAbort_ofNothingOrOfBoth_isUsage() {
        assertThat(run("uploads", "abort")).isEqualTo(ExitCode.USAGE);
        assertThat(run("uploads", "abort", "--yes")).isEqualTo(ExitCode.USAGE);
        assertThat(run("uploads", "abort", "s3://vault/k", "--yes")).isEqualTo(ExitCode.USAGE);
        assertThat(run("uploads", "abort", "s3://vault/k", "id", "--bucket", "vault"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("--min-age PT0S");
    }

    @Test
    void uploadsComplete_saysFirstAndThenDoesIt() throws Exception {
        BucketName vault = admin.bucket("vault");
        String id = admin.begin(vault, "k");
        admin.putPart(vault, "k", id, 1, 5 << 20);
        admin.putPart(vault, "k", id, 3, 5 << 20);

        assertThat(run("uploads", "complete", "s3://vault/k", id)).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo(
                "would complete s3://vault/k " + id + ": 2 parts, 10.0 MiB, missing 2\n");
        assertThat(run("uploads", "complete", "s3://vault/k", id, "--yes"))
                .isEqualTo(ExitCode.PROBLEM);
        assertThat(err()).contains("UploadHasGaps");
        out.reset();
        assertThat(run("uploads", "complete", "s3://vault/k", id, "--yes", "--allow-gaps"))
                .isEqualTo(ExitCode.OK);
        assertThat(out()).startsWith("completed s3://vault/k " + id + ": 2 parts, 10.0 MiB, ETag ");

        String again = admin.begin(vault, "k");
        admin.putPart(vault, "k", again, 1, 1);
        assertThat(run("uploads", "complete", "s3://vault/k", again, "--yes"))
                .isEqualTo(ExitCode.PROBLEM);
        assertThat(err()).contains("PreconditionFailed");
        assertThat(run("uploads", "complete", "s3://vault/k", again, "--yes", "--overwrite"))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void usage_isATable() throws Exception {
        BucketName vault = admin.bucket("vault");
        admin.putObject(vault, "a", 3 << 20);

        assertThat(run("usage")).isEqualTo(ExitCode.OK);

        assertThat(out())
                .isEqualTo(
                        """
                        CLASS         BYTES  READABLE
                        current     3145728   3.0 MiB
                        noncurrent        0       0 B
                        uploadOpen        0       0 B
                        deleted           0       0 B
                        discarded         0       0 B
                        1 object, 0 open uploads, 0 parts
                        """);
    }

    @Test
    void usage_ofNoBucket_isAProblem() {
        assertThat(run("usage", "--bucket", "absent")).isEqualTo(ExitCode.PROBLEM);

        assertThat(err())
                .startsWith("cairn: NoSuchBucket: there is no bucket absent (request ");
    }

    @Test
    void clock_isMovedAndShown() {
        assertThat(run("clock")).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo("2026-03-01T10:00:00Z\n");
        out.reset();
        assertThat(run("clock", "--advance", "P8D")).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo("2026-03-09T10:00:00Z, 8d 0h ahead of real time\n");
        out.reset();
        assertThat(run("clock", "--freeze")).isEqualTo(ExitCode.OK);
        assertThat(out()).endsWith("ahead of real time, frozen\n");
        out.reset();
        assertThat(run("clock", "--unfreeze")).isEqualTo(ExitCode.OK);
        assertThat(run("clock", "--signatures=true")).isEqualTo(ExitCode.OK);
        out.reset();
        assertThat(run("clock", "--speed", "60")).isEqualTo(ExitCode.OK);
        assertThat(out()).endsWith("real time, 60 times as fast, also for signatures\n");
        out.reset();
        assertThat(run("clock", "--set", "2026-03-10T00:00:00Z", "--json")).isEqualTo(ExitCode.OK);
        assertThat(out()).startsWith("{\"now\":\"2026-03-10T00:00:00Z\",\"frozen\":false,");
    }

    @Test
    void clockThatWouldGoBack_isAProblem() {
        assertThat(run("clock", "--set", "2026-03-01T09:00:00Z")).isEqualTo(ExitCode.PROBLEM);
        assertThat(err()).contains("ClockBackward");
        assertThat(run("clock", "--advance", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(run("clock", "--advance", "P1D", "--freeze")).isEqualTo(ExitCode.USAGE);
        assertThat(run("clock", "--speed", "fast")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void limitBeyondTheApi_isUsage() {
        assertThat(run("buckets", "--limit", "5000")).isEqualTo(ExitCode.USAGE);

        assertThat(err()).contains("limit must be a number from 1 to 1000");
    }

    @Test
    void wrongKey_isRefusedWithoutShowingTheSecret() {
        environment.put("CAIRN_ADMIN_SECRET", "wrong-secret");

        assertThat(run("usage")).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(err()).contains("refused the key ADMIN").doesNotContain("wrong-secret");
    }

    @Test
    void addressAndKey_areFoundInTheDataDirectory() throws Exception {
        environment.clear();
        Path directory = Files.createDirectory(folder.resolve("state"));
        StateFiles files = new StateFiles(directory);
        files.writeServer(
                new ServerState("http://127.0.0.1:1", url, "r", "ADMIN", "d", "v", 1, 1, null));
        files.writeCredentials(
                new Credentials(AdminFixture.ADMIN_KEY, AdminFixture.ADMIN_SECRET));

        assertThat(run("buckets", "--data-dir", directory.toString())).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo("no buckets\n");

        environment.put("CAIRN_DATA_DIR", directory.toString());
        assertThat(run("uploads", "list")).isEqualTo(ExitCode.OK);
    }

    @Test
    void flag_winsOverTheVariable_andNeedsNoScheme() {
        environment.put("CAIRN_ADMIN", "http://127.0.0.1:1");

        assertThat(run("buckets", "--admin", url.substring("http://".length())))
                .isEqualTo(ExitCode.OK);
    }

    private int run(String... args) {
        return CairnMain.run(
                args,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
