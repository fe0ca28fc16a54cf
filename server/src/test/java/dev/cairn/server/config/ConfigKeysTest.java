package dev.cairn.server.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigKeysTest {
    /** For each key a value that is not its default. */
    private static final Map<String, String> OTHER_VALUES =
            Map.ofEntries(
                    entry("data-dir", "/srv/cairn"),
                    entry("region", "eu-central-1"),
                    entry("region-strict", "true"),
                    entry("s3.listen", "0.0.0.0:80"),
                    entry("s3.domains", "s3.example.org"),
                    entry("admin.listen", "off"),
                    entry("admin.metrics-auth", "true"),
                    entry("admin.require-tls", "true"),
                    entry("tls.certificate", "/etc/cairn/tls.crt"),
                    entry("tls.key", "/etc/cairn/tls.key"),
                    entry("tls.self-signed", "true"),
                    entry("test-clock", "true"),
                    entry("fail-on-open-uploads", "true"),
                    entry("allow-faults", "true"),
                    entry("buckets", "vault,attic"),
                    entry("init-file", "/init/buckets.yaml"),
                    entry("init-dir", "/init/scripts"),
                    entry("root.access-key", "OPERATOR"),
                    entry("root.access-key-file", "/run/secrets/key"),
                    entry("root.secret-key", "correct-horse"),
                    entry("root.secret-key-file", "/run/secrets/root"),
                    entry("accounts", "[{id: anna, access-keys: [{id: ANNA, secret: annas}]}]"),
                    entry("auth.sigv2", "all"),
                    entry("durability", "os"),
                    entry("uploads.completed-memory", "PT2H"),
                    entry("billing.plan", "wasabi-payg"),
                    entry("billing.plan-dir", "/srv/plans"),
                    entry("billing.hours-kept", "P90D"),
                    entry("lifecycle.day", "PT2S"),
                    entry("lifecycle.interval", "PT5M"),
                    entry("lifecycle.default-abort-days", "7"),
                    entry("lifecycle.enforce-plan", "true"),
                    entry("log.level", "debug"),
                    entry("log.format", "json"),
                    entry("log.access", "stderr"),
                    entry("http.connections-max", "10"),
                    entry("http.request-line-bytes-max", "8192"),
                    entry("http.header-bytes-max", "16384"),
                    entry("http.requests-max", "20"),
                    entry("http.idle-timeout", "PT5S"),
                    entry("http.rate-min", "0"));

    private final ConfigLoader loader = new ConfigLoader(ConfigKeys.ALL);

    @TempDir
    Path folder;

    @Test
    void everyKey_hasAnOtherValueInThisTest() {
        assertThat(OTHER_VALUES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ConfigKeys.ALL.stream().map(key -> key.name()).toList());
    }

    @Test
    void everyKey_setInTheFile_differsFromItsDefault() throws Exception {
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            assertDiffersFromDefault(key, loader.load(Map.of(), Map.of(), file(key)));
        }
    }

    @Test
    void everyKey_setAsFlagOrVariable_differsFromItsDefault() throws Exception {
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (key.origin() == ConfigKey.Origin.FILE_ONLY) {
                continue;
            }
            String other = other(key);
            assertDiffersFromDefault(
                    key, loader.load(Map.of(key.name(), other), Map.of(), null));
            assertDiffersFromDefault(
                    key, loader.load(Map.of(), Map.of(key.environmentVariable(), other), null));
        }
    }

    @Test
    void everyDefault_isAcceptedByItsType() throws Exception {
        ConfigValues defaults = loader.load(Map.of(), Map.of(), null);

        for (ConfigKey<?> key : ConfigKeys.ALL) {
            assertThat(defaults.find(key).isPresent()).isEqualTo(key.defaultText() != null);
        }
    }

    @Test
    void spellings_areDistinct() {
        List<String> flags = new ArrayList<>(List.of("--config", "--help"));
        List<String> variables = new ArrayList<>(ConfigLoader.OTHER_VARIABLES);
        Set<String> names = new HashSet<>();
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            flags.add(key.flag());
            variables.add(key.environmentVariable());
            names.add(key.name());
        }

        assertThat(flags).doesNotHaveDuplicates();
        assertThat(variables).doesNotHaveDuplicates();
        // A key that is also a folder of keys could not stand in the file.
        assertThat(names)
                .noneMatch(name -> names.stream().anyMatch(key -> key.startsWith(name + ".")));
    }

    @Test
    void table_hasALineForEachKey() {
        List<String> lines = ConfigTable.markdown(ConfigKeys.ALL).lines().toList();

        assertThat(lines).hasSize(ConfigKeys.ALL.size() + 2);
        assertThat(lines.get(2))
                .isEqualTo(
                        "| `data-dir` | `./cairn-data` | a path | Directory of the store. Created"
                                + " if absent, locked while the server runs. |");
        assertThat(lines).allMatch(line -> line.split("\\|", -1).length == 6);
    }

    private Path file(ConfigKey<?> key) throws Exception {
        String value = other(key);
        return Files.writeString(
                folder.resolve(key.name() + ".yaml"), key.name() + ": " + value + "\n");
    }

    private static void assertDiffersFromDefault(ConfigKey<?> key, ConfigValues values)
            throws Exception {
        ConfigValues defaults =
                new ConfigLoader(ConfigKeys.ALL).load(Map.of(), Map.of(), null);
        assertThat(values.find(key)).as(key.name()).isPresent();
        assertThat(values.find(key)).as(key.name()).isNotEqualTo(defaults.find(key));
    }

    private static String other(ConfigKey<?> key) {
        String value = OTHER_VALUES.get(key.name());
        assertThat(value).as(key.name()).isNotNull();
        return String.valueOf(value);
    }
}
