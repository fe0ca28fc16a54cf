package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.client.UploadScan.AbortRule;
import dev.cairn.s3.client.UploadScan.Found;
import dev.cairn.billing.plan.PlanCatalog;
import dev.cairn.billing.plan.PricePlan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanReportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final ScanReport report =
            new ScanReport(URI.create("https://s3.example.org"), NOW, null);

    @Test
    void nothing_isClean() {
        assertThat(report.isClean()).isTrue();
        assertThat(report.text()).isEqualTo("no unfinished uploads\n");
        assertThat(report.json()).contains("\"uploadCount\":0", "\"items\":[]");
    }

    @Test
    void largestComesFirst_andTheRuleWithIt() {
        report.add("logs", List.of(found("logs", "b", "id1", 1)), AbortRule.PRESENT);
        report.add("vault", List.of(
                found("vault", "a", "id2", 10), found("vault", "c", "id3", 1 << 20)),
                AbortRule.NO_RULES);

        assertThat(report.isClean()).isFalse();
        assertThat(report.text())
                .isEqualTo(
                        """
                        BUCKET  KEY    AGE  PARTS    BYTES  UPLOAD ID
                        vault   c    8d 0h      2  1.0 MiB  id3
                        vault   a    8d 0h      2     10 B  id2
                        logs    b    8d 0h      2      1 B  id1
                        3 unfinished uploads, 1.0 MiB

                        logs: 1 upload, 1 B; a rule ends them

                        vault: 2 uploads, 1.0 MiB; no rule ends them. This makes one:
                        aws --endpoint-url https://s3.example.org s3api\
                         put-bucket-lifecycle-configuration --bucket vault \\
                            --lifecycle-configuration '{"Rules":[{"ID":"abort-unfinished-uploads",\
                        "Status":"Enabled","Filter":{"Prefix":""},\
                        "AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]}'
                        """);
    }

    @Test
    void bucketWithOtherRules_getsARuleToAddAndNoCommandThatReplacesThem() {
        report.add("vault", List.of(found("vault", "a", "id", 1)), AbortRule.ABSENT);

        assertThat(report.text())
                .contains("Add this one to the rules that the bucket has:\n{\"ID\"")
                .doesNotContain("put-bucket");
    }

    @Test
    void serverWithoutSuchRules_getsNoneToAdd() {
        report.add("vault", List.of(found("vault", "a", "id", 1)), AbortRule.UNSUPPORTED);

        assertThat(report.text())
                .endsWith("\nvault: 1 upload, 1 B; the server knows no rule that ends them\n");
    }

    @Test
    void json_hasAllThatWasFound() {
        report.add("vault", List.of(found("vault", "a", "id", 10)), AbortRule.UNKNOWN);

        assertThat(report.json())
                .isEqualTo(
                        """
                        {"endpoint":"https://s3.example.org","at":"2026-03-01T10:00:00Z",\
                        "uploadCount":1,"bytes":10,\
                        "buckets":[{"bucket":"vault","uploadCount":1,"bytes":10,\
                        "abortRule":"UNKNOWN"}],\
                        "items":[{"bucket":"vault","key":"a","uploadId":"id",\
                        "initiated":"2026-02-21T10:00:00Z","partCount":2,"bytes":10}],\
                        "refused":[],\
                        "rule":{"Rules":[{"ID":"abort-unfinished-uploads","Status":"Enabled",\
                        "Filter":{"Prefix":""},\
                        "AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]},"costPerMonth":null}
                        """);
    }

    @Test
    void bucketThatRefuses_isNotClean() {
        report.addRefused("locked");

        assertThat(report.isClean()).isFalse();
    }

    @Test
    void plan_pricesWhatWasFound() {
        PricePlan plan = PlanCatalog.shipped().find("wasabi-payg").orElseThrow();
        ScanReport priced = new ScanReport(URI.create("https://s3.example.org"), NOW, plan);
        priced.add(
                "vault",
                List.of(
                        new Found("vault", "old", "1", NOW.minus(Duration.ofDays(91)), 1, 1L << 40),
                        new Found("vault", "new", "2", NOW, 1, 1L << 39)),
                AbortRule.PRESENT);

        assertThat(priced.text())
                .startsWith("BUCKET  KEY     AGE  PARTS      BYTES  PER MONTH  UPLOAD ID\n")
                .contains(
                        "  1.0 TiB   0.000000  1\n",
                        "512.0 GiB   3.995000  2\n",
                        "2 unfinished uploads, 1.5 TiB, 3.995000 USD a month by wasabi-payg\n");
        assertThat(priced.json())
                .endsWith(
                        "\"costPerMonth\":{\"plan\":\"wasabi-payg\",\"amount\":\"3.995000\","
                                + "\"currency\":\"USD\"}}\n");
    }

    private static Found found(String bucket, String key, String id, long bytes) {
        return new Found(bucket, key, id, NOW.minus(Duration.ofDays(8)), 2, bytes);
    }
}
