package dev.cairn.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.client.CommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that talk to a running server, as their users type them. */
class CommandLineIT {
    private static final String BUCKET = "commanded";

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @BeforeAll
    static void createBucket() {
        cairn.s3().createBucket(request -> request.bucket(BUCKET));
    }

    @Test
    void version_isPrinted() {
        assertThat(run("version").succeeded()).startsWith("cairn ");
    }

    @Test
    void uploads_areListedShownAndAborted() {
        String key = "a key with ☃";
        String id = upload(key);
        assertThat(run("uploads", "list", "--bucket", BUCKET).succeeded())
                .contains(key, id, "1 open upload");
        JsonNode listed = json("uploads", "list", "--bucket", BUCKET);
        assertThat(listed.get("items").get(0).get("uploadId").asString()).isEqualTo(id);
        assertThat(run("uploads", "show", "s3://" + BUCKET + "/" + key, id).succeeded())
                .contains(id, key);

        assertThat(run("uploads", "abort", "s3://" + BUCKET + "/" + key, id).succeeded())
                .startsWith("would abort");
        assertThat(json("uploads", "list", "--bucket", BUCKET).get("items")).hasSize(1);
        assertThat(run("uploads", "abort", "s3://" + BUCKET + "/" + key, id, "--yes").succeeded())
                .startsWith("aborted");
        assertThat(json("uploads", "list", "--bucket", BUCKET).get("items")).isEmpty();
        assertThat(run("uploads", "abort", "s3://" + BUCKET + "/" + key, id, "--yes").exitCode())
                .isEqualTo(1);
    }

    @Test
    void uploads_areCompletedAndAbortedByFilter() {
        String key = "salvaged";
        String id = upload(key);
        assertThat(run("uploads", "complete", "s3://" + BUCKET + "/" + key, id, "--yes")
                .succeeded()).startsWith("completed");
        assertThat(cairn.s3().getObjectAsBytes(
                request -> request.bucket(BUCKET).key(key)).asUtf8String()).isEqualTo("part");

        upload("tmp/1");
        upload("tmp/2");
        assertThat(run("uploads", "list", "--prefix", "tmp/", "--sort=-bytes").succeeded())
                .contains("2 open uploads");
        assertThat(run("uploads", "abort", "--prefix", "tmp/").succeeded())
                .endsWith("would abort 2 uploads, 8 B\n");
        JsonNode done = json("uploads", "abort", "--prefix", "tmp/", "--yes");
        assertThat(done.get("aborted").asInt()).isEqualTo(2);
        assertThat(run("uploads", "list", "--prefix", "tmp/").succeeded())
                .isEqualTo("no open uploads\n");
    }

    @Test
    void scan_findsUnfinishedUploadsWithNothingButS3() {
        String clean = cairn.bucket();
        assertThat(scan("--bucket", clean).succeeded()).isEqualTo("no unfinished uploads\n");
        String key = "a+b / ü&☃";
        String id = upload(key);

        CommandLine.Result found = scan("--json");
        assertThat(found.exitCode()).describedAs(found.stderr()).isEqualTo(1);
        JsonNode report = JsonMapper.shared().readTree(found.stdout());
        assertThat(report.get("items")).hasSize(1);
        JsonNode item = report.get("items").get(0);
        assertThat(item.get("bucket").asString()).isEqualTo(BUCKET);
        assertThat(item.get("key").asString()).isEqualTo(key);
        assertThat(item.get("uploadId").asString()).isEqualTo(id);
        assertThat(item.get("bytes").asLong()).isEqualTo(4);
        assertThat(scan().stdout()).contains(key, "1 unfinished upload, 4 B",
                "DaysAfterInitiation");
        assertThat(scan("--min-age", "PT1H").succeeded()).isEqualTo("no unfinished uploads\n");

        assertThat(run("uploads", "abort", "s3://" + BUCKET + "/" + key, id, "--yes").exitCode())
                .isZero();
        assertThat(scan().exitCode()).isZero();
    }

    @Test
    void scanThatCannotAsk_saysWhy() {
        CommandLine.Result refused = s3Shell().with("AWS_SECRET_ACCESS_KEY", "wrong")
                .run(command("uploads", "scan", "--endpoint", endpoint()));
        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.stderr()).contains("SignatureDoesNotMatch");
        CommandLine.Result none = scan("--bucket", "no-such-bucket");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.stderr()).contains("NoSuchBucket");
        CommandLine.Result keyless = new CommandLine(cairn.dataDir(), Map.of())
                .run(command("uploads", "scan", "--endpoint", endpoint()));
        assertThat(keyless.exitCode()).isEqualTo(2);
        assertThat(scan("--min-age", "week").exitCode()).isEqualTo(2);
        assertThat(s3Shell().run(command("uploads", "scan", "--endpoint", "ftp://x")).exitCode())
                .isEqualTo(2);
    }

    @Test
    void usageAndBuckets_areTablesAndDocuments() {
        assertThat(run("usage").succeeded()).contains("current", "uploadOpen");
        assertThat(json("usage", "--bucket", BUCKET).get("bytes").get("current").isNumber())
                .isTrue();
        assertThat(run("buckets").succeeded()).contains(BUCKET);
        assertThat(json("buckets").get("items").toString()).contains(BUCKET);
    }

    @Test
    void wrongSecret_is5() {
        CommandLine shell = shell().with("CAIRN_ADMIN_SECRET", "another-secret-1234");
        assertThat(shell.run(command("usage")).exitCode()).isEqualTo(5);
    }

    @Test
    void unknownCommand_is2() {
        CommandLine.Result result = run("bake");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr()).contains("bake");
        assertThat(result.stdout()).isEmpty();
    }

    private static String upload(String key) {
        String id = cairn.s3().createMultipartUpload(
                request -> request.bucket(BUCKET).key(key)).uploadId();
        cairn.s3().uploadPart(
                request -> request.bucket(BUCKET).key(key).uploadId(id).partNumber(1),
                RequestBody.fromString("part"));
        return id;
    }

    private static JsonNode json(String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.add("--json");
        return JsonMapper.shared().readTree(
                run(command.toArray(String[]::new)).succeeded());
    }

    private static CommandLine.Result scan(String... words) {
        List<String> line = new ArrayList<>(List.of("uploads", "scan", "--endpoint", endpoint()));
        line.addAll(List.of(words));
        return s3Shell().run(command(line.toArray(String[]::new)));
    }

    private static String endpoint() {
        return cairn.process().ready().s3().toString();
    }

    private static CommandLine s3Shell() {
        return new CommandLine(cairn.dataDir(), Map.of(
                "AWS_ACCESS_KEY_ID", ServerOptions.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", ServerOptions.SECRET_KEY));
    }

    private static CommandLine.Result run(String... words) {
        return shell().run(command(words));
    }

    private static CommandLine shell() {
        return new CommandLine(cairn.dataDir(), Map.of(
                "CAIRN_ADMIN", cairn.process().ready().admin().toString(),
                "CAIRN_ADMIN_KEY", ServerOptions.ACCESS_KEY,
                "CAIRN_ADMIN_SECRET", ServerOptions.SECRET_KEY));
    }

    private static List<String> command(String... words) {
        return ServerProcess.javaCommand(List.of("-Xmx64m"), List.of(words));
    }
}
