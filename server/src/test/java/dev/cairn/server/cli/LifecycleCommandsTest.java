package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.cli.CommandRuns.Result;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn lifecycle}, and what other commands say of rules. */
class LifecycleCommandsTest {
    @TempDir
    Path folder;

    private CommandRuns commands;
    private BucketName vault = new BucketName("vault");

    @BeforeEach
    void open() throws Exception {
        commands = new CommandRuns(folder.resolve("data"));
        vault = commands.admin().bucket("vault");
    }

    @AfterEach
    void close() throws Exception {
        commands.close();
    }

    @Test
    void run_saysFirstAndThenDoesIt() throws Exception {
        commands.admin().abortRule(vault, "a week", "", 7);
        String id = upload("backup.tar", 3 << 20);
        commands.admin().advance(Duration.ofDays(8));

        Result dry = commands.run("lifecycle", "run");
        assertThat(dry.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(dry.out()).isEqualTo("""
                BUCKET  KEY         ACTION                          RULE    DUE                   \
                  BYTES  RESULT   UPLOAD OR VERSION ID
                vault   backup.tar  AbortIncompleteMultipartUpload  a week  2026-03-09T00:00:00Z  \
                3.0 MiB  dry-run  %s
                1 action on 3.0 MiB would be done; looked at 1 upload and 0 objects
                """.formatted(id));
        assertThat(dry.err()).contains("nothing has been done", "--yes");
        assertThat(commands.admin().storage().usage().uploadCount()).isEqualTo(1);

        Result done = commands.run("lifecycle", "run", "--bucket", "vault", "--yes");
        assertThat(done.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(done.out()).endsWith("1 action on 3.0 MiB done, 3.0 MiB reclaimed;"
                + " looked at 1 upload and 0 objects\n");
        assertThat(done.err()).isEmpty();
        assertThat(commands.admin().storage().usage().uploadCount()).isZero();
        assertThat(commands.run("lifecycle", "run", "--yes", "--no-reclaim").out())
                .isEqualTo("nothing is due at 2026-03-09T10:00:00Z;"
                        + " looked at 0 uploads and 0 objects\n");
        assertThat(commands.run("lifecycle", "run").out())
                .isEqualTo("nothing is due at 2026-03-09T10:00:00Z;"
                        + " looked at 0 uploads and 0 objects\n"
                        + "at another instant: --as-of INSTANT, for example"
                        + " 2026-03-17T00:00:00Z\n");
    }

    @Test
    void runForTheFuture_canOnlyBeAskedAbout() throws Exception {
        commands.admin().abortRule(vault, "a week", "", 7);
        upload("a", 10);
        String[] ask = {"lifecycle", "run", "--as-of", "2026-03-09T00:00:00Z"};

        assertThat(commands.run(ask).out()).contains("1 action on 10 B would be done");

        Result refused = commands.run(ask[0], ask[1], ask[2], ask[3], "--yes");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("asOf lies in the future");
        assertThat(commands.admin().storage().usage().uploadCount()).isEqualTo(1);
    }

    @Test
    void dryRun_triesARuleByItsFigures() throws Exception {
        upload("tmp/a", 100);
        upload("b", 200);
        commands.admin().advance(Duration.ofDays(4));

        Result all = commands.run("lifecycle", "dry-run", "--bucket", "vault", "--abort-days", "3");
        assertThat(all.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(all.out()).contains("abort-unfinished-uploads")
                .contains("2 actions on 300 B would be done");
        Result some = commands.run("lifecycle", "dry-run", "--bucket", "vault",
                "--abort-days", "3", "--prefix", "tmp/");
        assertThat(some.out()).contains("tmp/a", "1 action on 100 B");
        assertThat(commands.run("lifecycle", "dry-run", "--bucket", "vault", "--abort-days=30")
                .out()).startsWith("nothing is due at ");
        assertThat(commands.run("lifecycle", "dry-run", "--bucket", "vault", "--abort-days=30",
                "--as-of", "2026-04-01T00:00:00Z").out()).contains("2 actions on 300 B");
        assertThat(commands.admin().storage().usage().uploadCount()).isEqualTo(2);
    }

    @Test
    void dryRun_triesAConfiguration() throws Exception {
        upload("a", 100);
        commands.admin().advance(Duration.ofDays(4));
        Path file = Files.writeString(folder.resolve("rules.xml"), """
                <LifecycleConfiguration>
                  <Rule><ID>three</ID><Status>Enabled</Status><Filter/>
                    <AbortIncompleteMultipartUpload><DaysAfterInitiation>3</DaysAfterInitiation>
                    </AbortIncompleteMultipartUpload></Rule>
                </LifecycleConfiguration>""");
        String[] command = {
            "lifecycle", "dry-run", "--bucket", "vault", "--configuration", file.toString()
        };

        assertThat(commands.run(command).out()).contains("three", "1 action on 100 B");

        Files.writeString(file, "Rules: none");
        assertThat(commands.run(command).exitCode()).isEqualTo(ExitCode.USAGE);
        Files.delete(file);
        assertThat(commands.run(command).exitCode()).isEqualTo(ExitCode.RESOURCE);
    }

    @Test
    void dryRunOfNothing_isUsage() {
        assertThat(commands.run("lifecycle", "dry-run", "--bucket", "vault").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(commands.run("lifecycle", "dry-run", "--abort-days", "3").exitCode())
                .isEqualTo(ExitCode.USAGE);
        Result zero = commands.run("lifecycle", "dry-run", "--bucket=vault", "--abort-days=0");
        assertThat(zero.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(zero.err()).contains("positive integer");
    }

    @Test
    void explain_saysRuleByRule() throws Exception {
        commands.admin().abortRule(vault, "backups", "backup", 7);
        String id = upload("backup.tar", 1);
        String other = upload("other", 1);
        commands.admin().putObject(vault, "object", 1);

        assertThat(commands.run("lifecycle", "explain", "s3://vault/backup.tar", id).out())
                .isEqualTo("""
                        RULE     MATCHES  DUE                   WHY
                        backups  yes      2026-03-09T00:00:00Z  AbortIncompleteMultipartUpload
                        AbortIncompleteMultipartUpload at 2026-03-09T00:00:00Z by rule backups
                        """);
        assertThat(commands.run("lifecycle", "explain", "s3://vault/other", other).out())
                .contains("no", "the key does not begin with 'backup'")
                .endsWith("nothing will happen to it by a rule\n");
        assertThat(commands.run("lifecycle", "explain", "s3://vault/object").out())
                .endsWith("nothing will happen to it by a rule\n");
        Result none = commands.run("lifecycle", "explain", "s3://vault/absent");
        assertThat(none.exitCode()).isEqualTo(ExitCode.PROBLEM);
        assertThat(none.err()).contains("NoSuchKey");
    }

    @Test
    void missing_isAProblemWhereBytesLeak_andSaysHowToEndIt() throws Exception {
        assertThat(commands.run("lifecycle", "missing"))
                .isEqualTo(new Result(ExitCode.OK, """
                        BUCKET  OPEN UPLOADS  OPEN BYTES  ABORT RULE
                        vault              0         0 B  none
                        """, ""));

        upload("backup.tar", 3 << 20);
        Result leak = commands.run("lifecycle", "missing");
        assertThat(leak.exitCode()).isEqualTo(ExitCode.PROBLEM);
        assertThat(leak.out()).isEqualTo("""
                BUCKET  OPEN UPLOADS  OPEN BYTES  ABORT RULE
                vault              1     3.0 MiB  none

                What lies there:        cairn uploads list --bucket vault --sort -bytes
                What a rule would end:  cairn lifecycle dry-run --bucket vault --abort-days 7
                This makes a rule:
                aws --endpoint-url S3_ENDPOINT s3api put-bucket-lifecycle-configuration --bucket vault \\
                    --lifecycle-configuration '{"Rules":[{"ID":"abort-unfinished-uploads",\
                "Status":"Enabled","Filter":{"Prefix":""},\
                "AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]}'
                """);

        commands.admin().abortRule(vault, "logs", "logs/", 1);
        Result partly = commands.run("lifecycle", "missing");
        assertThat(partly.exitCode()).isEqualTo(ExitCode.PROBLEM);
        assertThat(partly.out()).contains("logs: 1 day, only logs/*", "add this one to them")
                .doesNotContain("put-bucket-lifecycle-configuration");

        commands.admin().abortRule(vault, "all", "", 1);
        assertThat(commands.run("lifecycle", "missing"))
                .isEqualTo(new Result(
                        ExitCode.OK, "a rule ends the unfinished uploads of every bucket\n", ""));
    }

    @Test
    void uploadsAndBuckets_showTheRule() throws Exception {
        String id = upload("a", 5);
        assertThat(commands.run("uploads", "list").out()).isEqualTo("""
                BUCKET  KEY  AGE  PARTS  BYTES  ABORT DATE  COST SO FAR  PER MONTH\
                  UPLOAD ID
                vault   a     0s      1    5 B  no rule        0.000000   0.000000  %s
                1 open upload, 5 B
                no rule ends 1 of them: cairn lifecycle missing
                """.formatted(id));
        assertThat(commands.run("uploads", "show", "s3://vault/a", id).out())
                .contains("abort date     no rule\n");
        assertThat(commands.run("buckets").out()).contains("ABORT RULE\n", " none\n");

        commands.admin().abortRule(vault, "a week", "", 7);
        assertThat(commands.run("uploads", "list").out()).contains(" 2026-03-09T00:00:00Z ");
        assertThat(commands.run("uploads", "show", "s3://vault/a", id).out())
                .contains("abort date     2026-03-09T00:00:00Z by rule a week\n");
        assertThat(commands.run("buckets").out()).contains(" a week: 7 days\n");

        commands.admin().storage().buckets()
                .putSettings(vault, new BucketSettings(null, null, Duration.ofHours(3), null));
        assertThat(commands.run("uploads", "show", "s3://vault/a", id).out())
                .contains("abort date     2026-03-01T13:00:00Z by rule cairn:idle\n");
    }

    @Test
    void dueUploads_canBeListed() throws Exception {
        commands.admin().abortRule(vault, "a day", "", 1);
        String old = upload("old", 1);
        commands.admin().advance(Duration.ofDays(2));
        upload("new", 1);

        assertThat(commands.run("uploads", "list", "--due").out())
                .contains(old).endsWith("1 open upload, 1 B\n");
    }

    @Test
    void json_isTheDocumentOfTheApi() {
        assertThat(commands.run("lifecycle", "missing", "--json").out()).isEqualTo("""
                {"items":[{"bucket":"vault","owner":"owner-id","uploadCount":0,"openBytes":0,\
                "abortRule":null,"ruleCount":0}],"nextToken":null}
                """);
        assertThat(commands.run("lifecycle", "run", "--json").out())
                .startsWith("{\"startedAt\":").contains("\"actions\":[]").endsWith("}\n");
    }

    private String upload(String key, int bytes) throws Exception {
        String id = commands.admin().begin(vault, key);
        commands.admin().putPart(vault, key, id, 1, bytes);
        return id;
    }
}
