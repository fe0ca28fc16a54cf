package dev.cairn.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.lifecycle.ActionResult;
import dev.cairn.lifecycle.DayScale;
import dev.cairn.lifecycle.LifecycleConfiguration;
import dev.cairn.lifecycle.LifecycleReport;
import dev.cairn.lifecycle.LifecycleRule;
import dev.cairn.lifecycle.LifecycleRun;
import dev.cairn.lifecycle.LifecycleRunner;
import dev.cairn.lifecycle.LifecycleSettings;
import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.lifecycle.RuleActions;
import dev.cairn.lifecycle.RuleFilter;
import dev.cairn.lifecycle.TransitionMinimum;
import dev.cairn.s3.RequestLog;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageSettings;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Alerts and dashboard speak of metrics, labels and values that the server exports. */
final class AlertRulesTest {
    private static final Pattern METRIC = Pattern.compile("(cairn_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(=~|=|!=|!~)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
    private static final Pattern SHOWN_LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    @TempDir
    Path directory;

    private final Metrics metrics = new Metrics();

    /** What a page shows: by metric, each label with its values. */
    private record Page(Map<String, Map<String, Set<String>>> labels) {
        /** What a metric's labels may be; none where there is no such metric. */
        Map<String, Set<String>> labelsOf(String metric) {
            return labels.getOrDefault(metric, Map.of());
        }

        static Page of(String scraped) {
            Page page = new Page(new HashMap<>());
            for (String line : scraped.lines().filter(l -> !l.startsWith("#")).toList()) {
                MatchResult sample = matches(METRIC, line).getFirst();
                page.labels().putIfAbsent(sample.group(1), new HashMap<>());
                for (MatchResult label : matches(LABEL, orEmpty(sample.group(2)))) {
                    page.add(sample.group(1), label.group(1), label.group(3));
                }
            }
            return page;
        }

        void add(String metric, String label, String value) {
            labels.computeIfAbsent(metric, name -> new HashMap<>())
                    .computeIfAbsent(label, name -> new HashSet<>())
                    .add(value);
        }
    }

    @Test
    void alerts_speakOfWhatTheServerExports() throws Exception {
        Page page = Page.of(scrape());
        // Nothing has failed, but it could have.
        page.add("cairn_lifecycle_actions_total", "result", ActionResult.FAILED.word());
        List<JsonNode> alerts = alerts();
        assertThat(alerts).hasSizeGreaterThan(4);
        for (JsonNode alert : alerts) {
            String name = alert.get("alert").asString();
            String expression = alert.get("expr").asString();
            Set<String> known = new HashSet<>();
            List<MatchResult> used = matches(METRIC, expression);
            assertThat(used).describedAs(name).isNotEmpty();
            for (MatchResult metric : used) {
                assertThat(page.labels()).describedAs(name).containsKey(metric.group(1));
                Map<String, Set<String>> exported =
                        page.labelsOf(metric.group(1));
                known.addAll(exported.keySet());
                for (MatchResult label : matches(LABEL, orEmpty(metric.group(2)))) {
                    assertThat(exported.get(label.group(1)))
                            .describedAs("%s: %s of %s", name, label.group(1), metric.group(1))
                            .contains(label.group(3));
                }
            }
            assertThat(known).describedAs(name).containsAll(grouped(expression));
            String texts = alert.get("annotations").toString();
            for (MatchResult shown : matches(SHOWN_LABEL, texts)) {
                assertThat(known).describedAs(name).contains(shown.group(1));
            }
        }
    }

    /** What Grafana puts in place of a variable is no label of ours. */
    @Test
    void dashboard_speaksOfWhatTheServerExports() throws Exception {
        Page page = Page.of(scrape());
        JsonNode dashboard =
                JsonMapper.shared()
                        .readTree(
                                Files.readString(
                                        Path.of("..", "docker", "grafana", "cairn.json")));
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                expressions.add(target.get("expr").asString());
            }
        }
        assertThat(expressions).hasSizeGreaterThan(14);
        for (String expression : expressions) {
            Set<String> known = new HashSet<>();
            List<MatchResult> used = matches(METRIC, expression);
            assertThat(used).describedAs(expression).isNotEmpty();
            for (MatchResult metric : used) {
                assertThat(page.labels()).containsKey(metric.group(1));
                known.addAll(page.labelsOf(metric.group(1)).keySet());
                for (MatchResult label : matches(LABEL, orEmpty(metric.group(2)))) {
                    assertThat(known).describedAs(expression).contains(label.group(1));
                }
            }
            assertThat(known).describedAs(expression).containsAll(grouped(expression));
        }
        assertThat(page.labelsOf("cairn_bucket_bytes").get("class"))
                .contains("current", "noncurrent", "upload_open", "deleted");
    }

    @Test
    void alerts_sayWhatIsWrongAndHowBadItIs() throws Exception {
        Set<String> names = new HashSet<>();
        for (JsonNode alert : alerts()) {
            assertThat(names.add(alert.get("alert").asString())).isTrue();
            assertThat(alert.get("labels").get("severity").asString())
                    .isIn("warning", "critical");
            assertThat(alert.get("annotations").get("summary").asString()).isNotBlank();
            assertThat(alert.get("annotations").get("description").asString()).isNotBlank();
        }
    }

    /** Prometheus' own word on it, where promtool is installed. */
    @Test
    void alerts_fireWhenPrometheusIsAsked() throws Exception {
        Path docker = Path.of("..", "docker");
        Path rules = docker.resolve("prometheus");
        promtool("check", "rules", rules.resolve("cairn.rules.yml").toString());
        promtool("check", "config", docker.resolve("compose/prometheus.yaml").toString());
        promtool("test", "rules", rules.resolve("test/cairn.test.yml").toString());
    }

    private void promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("promtool.log");
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "promtool is not installed");
            throw e;
        }
        int exitCode = process.waitFor();
        assertThat(exitCode)
                .describedAs("%s: %s", command, Files.readString(output))
                .isZero();
    }

    private static List<JsonNode> alerts() throws Exception {
        Path file = Path.of("..", "docker", "prometheus", "cairn.rules.yml");
        YAMLFactory factory =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        JsonNode document = new ObjectMapper(factory).readTree(Files.readString(file));
        List<JsonNode> alerts = new ArrayList<>();
        for (JsonNode group : document.get("groups")) {
            group.get("rules").forEach(alerts::add);
        }
        return alerts;
    }

    private static List<String> grouped(String expression) {
        List<String> labels = new ArrayList<>();
        for (MatchResult grouping : matches(GROUPING, expression)) {
            for (String label : grouping.group(1).split(",", -1)) {
                if (!label.isBlank()) {
                    labels.add(label.strip());
                }
            }
        }
        return labels;
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** A server's page when there has been everything that alerts look for. */
    private String scrape() throws Exception {
        metrics.requests().accept(request("ServiceUnavailable", 503));
        metrics.requests().accept(request("InternalError", 500));
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
        try (Storage storage =
                Storage.open(
                        StorageSettings.of(directory), new Clock(now::get), metrics.registry())) {
            metrics.observe(storage);
            LifecycleStore configurations = new LifecycleStore(storage, 0);
            LifecycleSettings settings =
                    new LifecycleSettings(DayScale.REAL, Duration.ofHours(1));
            try (LifecycleRunner runner =
                    new LifecycleRunner(storage, configurations, settings, metrics.registry())) {
                fill(storage, configurations);
                now.set(now.get().plus(Duration.ofDays(3)));
                LifecycleReport report =
                        runner.run(new LifecycleRun(null, null, false, false, null));
                assertThat(report.actions()).hasSize(1);
                String page = metrics.scrape();
                metrics.stopObserving();
                return page;
            }
        }
    }

    private static void fill(Storage storage, LifecycleStore configurations) {
        Bucket bucket =
                storage.buckets().create(new BucketName("vault"), "owner", "us-east-1");
        LifecycleRule rule =
                new LifecycleRule("stale", true, RuleFilter.all(), RuleActions.abortAfter(1));
        configurations.put(
                bucket,
                new LifecycleConfiguration(
                        TransitionMinimum.ALL_STORAGE_CLASSES_128K, List.of(rule)));
        NewUpload upload =
                new NewUpload(
                        new NewObject(
                                ObjectMetadata.NONE, Map.of(), StorageClass.STANDARD, "owner"),
                        new Initiator("owner", "key", "127.0.0.1", "test"),
                        ChecksumAlgorithm.CRC64NVME,
                        ChecksumType.FULL_OBJECT,
                        false);
        assertThat(storage.uploads().create(bucket.name(), new ObjectKey("a"), upload).key())
                .isEqualTo(new ObjectKey("a"));
    }

    private static RequestLog request(String errorCode, int status) {
        return new RequestLog(
                "0123456789ABCDEF",
                "PutObject",
                "PUT",
                "/b/k",
                "b",
                "k",
                null,
                null,
                "127.0.0.1",
                status,
                errorCode,
                0,
                0,
                1);
    }
}
