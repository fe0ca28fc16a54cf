package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.cli.CommandRuns.Result;
import dev.cairn.storage.model.BucketName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code cairn bill}, and what other commands say of money. */
class BillCommandsTest {
    @TempDir
    Path folder;

    private CommandRuns commands;

    @BeforeEach
    void leaveAnUploadOpen() throws Exception {
        commands = new CommandRuns(folder);
        BucketName vault = commands.admin().bucket("vault");
        String id = commands.admin().begin(vault, "backup.tar");
        commands.admin().putPart(vault, "backup.tar", id, 1, 100_000_000);
        commands.admin().advance(Duration.ofDays(2));
    }

    @AfterEach
    void close() throws Exception {
        commands.close();
    }

    @Test
    void statement_isATableWhoseFiguresAlign() {
        Result result = commands.run("bill", "statement", "--plan", "backblaze-b2");
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        List<String> lines = result.out().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo(
                        "backblaze-b2  2026-03-01T00:00:00Z to 2026-03-03T10:00:00Z"
                                + "  not final: booked until 1970-01-01T00:00:00Z");
        assertThat(lines.subList(1, 11)).extracting(String::length).containsOnly(
                lines.get(1).length());
        assertThat(result.out()).contains(
                "\nIncomplete multipart uploads ", "\nTotal ", "\nOPEN NOW", "\ns3://vault/ ");
    }

    @Test
    void statement_isTheDocumentOfTheApi_andAFile() {
        JsonNode document =
                JsonMapper.shared()
                        .readTree(commands.run("bill", "statement", "--json").out());
        assertThat(document.path("plan").asString()).isEqualTo("aws-standard");
        assertThat(commands.run("bill", "statement", "--csv", "--bucket", "vault").out())
                .startsWith("id,description,")
                .contains("\r\ntotal,Total,");
        Result wrong = commands.run("bill", "statement", "--from", "2026-03-01T00:10:00Z");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("from must be a whole hour");
    }

    @Test
    void forecast_showsEachUploadAndTheSums() {
        Result result = commands.run("bill", "forecast", "--plan", "aws-standard");
        assertThat(result.out()).isEqualTo("""
                BUCKET  KEY            BYTES    SO FAR  UNTIL ABORT  ABORT DATE  PER MONTH
                vault   backup.tar  95.4 MiB  0.000138            -  no rule      0.002142

                MOST BYTES UNDER  UPLOADS     BYTES  PER MONTH
                s3://vault/             1  95.4 MiB   0.002142

                FROM NOW TO 2026-04-02T10:00:00Z       USD
                without a rule                    0.002076
                with a rule of 7 days             0.000386
                with the rules that there are     0.002076
                """);
        assertThat(commands.run("bill", "forecast", "--bucket", "attic").exitCode())
                .isEqualTo(ExitCode.PROBLEM);
    }

    @Test
    void utilization_hasALineForEachDay() {
        assertThat(commands.run("bill", "utilization").out()).isEqualTo("""
                DAY         BUCKET  OBJECTS    ACTIVE  DELETED  CALLS  RECEIVED  SENT
                2026-03-01  vault         1  95.4 MiB      0 B      0       0 B   0 B
                2026-03-02  vault         1  95.4 MiB      0 B      0       0 B   0 B
                """);
        assertThat(commands.run("bill", "utilization", "--csv", "--bucket", "vault").out().lines())
                .hasSize(3);
    }

    @Test
    void plans_areListed_andShownWithTheirSources() {
        Result list = commands.run("bill", "plans");
        assertThat(list.out().lines().toList())
                .contains(
                        "wasabi-payg         7.99  USD for a TiB-month       90 d            30 d"
                                + "     7.99");
        assertThat(commands.run("bill", "plans", "wasabi-payg").out())
                .contains("Multi-Part Uploads (docs.wasabi.com)", "Not confirmed:");
        assertThat(commands.run("bill", "plans", "none").exitCode())
                .isEqualTo(ExitCode.PROBLEM);
    }

    @Test
    void usageByDays_leavesOutWhatIsNothing() {
        assertThat(commands.run("usage", "--daily").out()).isEqualTo("""
                DATE        CLASS        BYTE-SECONDS  BYTES AT END  READABLE
                2026-03-01  uploadOpen  5040000000000     100000000  95.4 MiB
                2026-03-02  uploadOpen  8640000000000     100000000  95.4 MiB
                2026-03-03  uploadOpen  3600000000000     100000000  95.4 MiB
                """);
        assertThat(commands.run("usage", "--from", "2026-03-01").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void uploads_haveTheirCosts() {
        assertThat(commands.run("uploads", "list").out().lines().toList().get(1))
                .contains("no rule", " 0.000138 ", " 0.002142 ");
    }

    @Test
    void bill_withoutACommand_saysWhichThereAre() {
        Result result = commands.run("bill");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("statement, forecast, utilization, plans");
    }
}
