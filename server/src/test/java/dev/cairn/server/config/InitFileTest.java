package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.lifecycle.LifecycleRule;
import dev.cairn.s3.auth.AccessKey;
import dev.cairn.s3.auth.Account;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.Versioning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitFileTest {
    private static final String ALL =
            """
            buckets:
              - name: vault
                owner: anna
                versioning: enabled
                tags: {team: storage, cost-centre: 0042}
                settings:
                  open-uploads-max: 10
                  incomplete-bytes-max: 1073741824
                  abort-after-idle: P7D
                  plan: aws-standard
                lifecycle:
                  Rules:
                    - ID: end & out
                      Status: Enabled
                      Filter: {And: {Prefix: logs/, Tags: [{Key: a, Value: b}]}}
                      Expiration: {Days: 30}
                      NoncurrentVersionExpiration: {NoncurrentDays: 3}
                    - Status: Disabled
                      Filter: {Prefix: ""}
                      AbortIncompleteMultipartUpload: {DaysAfterInitiation: 7}
              - name: attic
            """;

    @TempDir
    Path folder;

    @Test
    void everyField_isRead() throws Exception {
        List<DeclaredBucket> buckets = read(ALL);

        DeclaredBucket vault = buckets.get(0);
        assertThat(vault.name()).hasToString("vault");
        assertThat(vault.owner()).hasValue("anna");
        assertThat(vault.versioning()).hasValue(Versioning.ENABLED);
        assertThat(vault.tags()).hasValue(Map.of("team", "storage", "cost-centre", "0042"));
        assertThat(vault.settings())
                .hasValue(new BucketSettings(10L, 1L << 30, Duration.ofDays(7), "aws-standard"));
        List<LifecycleRule> rules = vault.lifecycle().orElseThrow().rules();
        assertThat(rules).extracting(LifecycleRule::id).containsExactly("end & out", "rule-2");
        assertThat(rules.get(0).filter().tags()).isEqualTo(Map.of("a", "b"));
        assertThat(rules.get(1).actions().abortDays()).isEqualTo(7);
        assertThat(rules.get(1).enabled()).isFalse();
    }

    @Test
    void fieldThatIsAbsent_isLeftAlone() throws Exception {
        DeclaredBucket attic = read(ALL).get(1);

        assertThat(attic.owner()).isEmpty();
        assertThat(attic.versioning()).isEmpty();
        assertThat(attic.tags()).isEmpty();
        assertThat(attic.settings()).isEmpty();
        assertThat(attic.lifecycle()).isEmpty();
    }

    @Test
    void emptyFile_declaresNothing() throws Exception {
        assertThat(read("")).isEmpty();
    }

    @Test
    void whatIsWrong_isRefusedWithItsLine() {
        assertRefused("bukets: []", "unknown field 'bukets'; the nearest is 'buckets' (line 1)");
        assertRefused("buckets: [{name: A}]", "'A' is not the name of a bucket (line 1)");
        assertRefused("buckets: [{versioning: enabled}]", "name is missing (line 1)");
        assertRefused("buckets:\n- name: aaa\n- name: aaa\n",
                "bucket aaa stands there twice (line 3)");
        assertRefused("buckets: [{name: aaa, owner: bert}]", "owner 'bert' is not the id");
        assertRefused("buckets: [{name: aaa, versioning: on}]", "'on' is neither enabled nor");
        assertRefused("buckets: [{name: aaa, tags: {'aws:x': y}}]", "System tags cannot be added");
        assertRefused(
                "buckets: [{name: aaa, settings: {open-uploads-max: -1}}]",
                "open-uploads-max '-1' is not a whole number from 0 on (line 1)");
        assertRefused(
                "buckets: [{name: aaa, settings: {abort-after-idle: PT0S}}]",
                "abort-after-idle 'PT0S' is not an ISO-8601 duration");
    }

    @Test
    void rulesThatS3Refuses_areRefusedAsS3Does() {
        assertRuleRefused("{Status: Enabled, Filter: {}, Expiration: {Days: 0}}",
                "positive integer");
        assertRuleRefused("{Filter: {}, Expiration: {Days: 1}}", "a field is missing");
        assertRuleRefused("{Statuss: Enabled}", "unknown field 'Statuss'; the nearest is 'Status'");
        assertRuleRefused("{Status: [Enabled]}", "Status is not one value");
        assertRefused(
                "buckets: [{name: aaa, lifecycle: {Rules: []}}]",
                "At least one lifecycle rule must be specified");
    }

    @Test
    void exampleOfTheImage_isAccepted() throws Exception {
        Path example = Path.of("..", "docker", "compose", "init", "buckets.yaml");

        assertThat(InitFile.read(example, List.of())).isNotEmpty();
    }

    @Test
    void exampleOfTheDocument_isAccepted() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "CONTAINER.md"));
        String begin = "```yaml\n";
        int start = page.indexOf(begin, page.indexOf("### init-file")) + begin.length();

        assertThat(read(page.substring(start, page.indexOf("```", start)))).hasSize(1);
    }

    @Test
    void fileThatIsNotThere_isNamed() {
        Path absent = folder.resolve("absent.yaml");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> InitFile.read(absent, List.of()))
                .withMessage("init-file " + absent + ": there is no such file");
    }

    private void assertRuleRefused(String rule, String reason) {
        assertRefused("buckets: [{name: aaa, lifecycle: {Rules: [" + rule + "]}}]", reason);
    }

    private void assertRefused(String text, String reason) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(reason);
    }

    private List<DeclaredBucket> read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("init.yaml"), text);
        Account anna =
                new Account("anna", "anna", "", false, List.of(new AccessKey("ANNA", "abcd")));
        return InitFile.read(file, List.of(anna));
    }
}
