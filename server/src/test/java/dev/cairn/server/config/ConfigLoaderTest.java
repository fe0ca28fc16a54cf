package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    private final ConfigLoader loader = new ConfigLoader(ConfigKeys.ALL);

    @TempDir
    Path folder;

    @Test
    void flag_winsOverEnvironment_winsOverFile_winsOverDefault() throws Exception {
        Path file = file("region: from-file\ns3:\n  listen: 127.0.0.1:1\ndurability: os\n");
        Map<String, String> environment =
                Map.of("CAIRN_REGION", "from-environment", "CAIRN_S3_LISTEN", "127.0.0.1:2");

        ConfigValues values = loader.load(Map.of("region", "from-flag"), environment, file);

        assertThat(values.get(ConfigKeys.REGION)).isEqualTo("from-flag");
        assertThat(values.source(ConfigKeys.REGION)).isEqualTo("flag --region");
        assertThat(values.get(ConfigKeys.S3_LISTEN).port()).isEqualTo(2);
        assertThat(values.source(ConfigKeys.S3_LISTEN)).isEqualTo("environment CAIRN_S3_LISTEN");
        assertThat(values.source(ConfigKeys.DURABILITY)).isEqualTo(file + " line 4");
        assertThat(values.get(ConfigKeys.HTTP_REQUESTS_MAX)).isEqualTo(512);
        assertThat(values.source(ConfigKeys.HTTP_REQUESTS_MAX)).isEqualTo("default");
    }

    @Test
    void nestedAndDottedNames_areTheSame() throws Exception {
        ConfigValues nested = load("s3:\n  domains: [a.example, b.example]\n");
        ConfigValues dotted = load("s3.domains: a.example, b.example\n");

        assertThat(nested.get(ConfigKeys.S3_DOMAINS)).containsExactly("a.example", "b.example");
        assertThat(dotted.get(ConfigKeys.S3_DOMAINS)).containsExactly("a.example", "b.example");
    }

    @Test
    void sameKeyNestedAndDotted_isRefused() throws Exception {
        assertThat(problems("s3.listen: 127.0.0.1:1\ns3:\n  listen: 127.0.0.1:2\n"))
                .singleElement()
                .asString()
                .contains("s3.listen stands twice");
    }

    @Test
    void sameKeyTwice_isRefused() throws Exception {
        assertThat(problems("region: a\nregion: b\n"))
                .singleElement()
                .asString()
                .contains("region");
    }

    @Test
    void unknownKeyInFile_isRefusedWithTheNearest() throws Exception {
        assertThat(problems("s3:\n  lissen: 127.0.0.1:1\n"))
                .singleElement()
                .asString()
                .startsWith("unknown key 's3.lissen'")
                .contains("line 2")
                .endsWith("the nearest is 's3.listen'");
    }

    @Test
    void keyOfALaterVersion_isUnknown() throws Exception {
        assertThat(problems("verify-reads: true\n"))
                .singleElement()
                .asString()
                .startsWith("unknown key 'verify-reads'");
    }

    @Test
    void folderWithoutKeys_isRefused() throws Exception {
        assertThat(problems("http: 5\n")).singleElement().asString().contains("unknown key 'http'");
    }

    @Test
    void unknownVariable_isAWarningOnly() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "CAIRN_REGON", "x",
                        "CAIRN_SERVICE_HOST", "10.0.0.1",
                        "CAIRN_ADMIN", "http://127.0.0.1:9001",
                        "PATH", "/bin");

        ConfigValues values = loader.load(Map.of(), environment, null);

        assertThat(values.warnings())
                .hasSize(2)
                .contains(
                        "unknown variable 'CAIRN_REGON' (ignored); the nearest is 'CAIRN_REGION'")
                .anyMatch(warning -> warning.contains("'CAIRN_SERVICE_HOST' (ignored)"));
    }

    @Test
    void emptyVariable_countsAsNotSet() throws Exception {
        ConfigValues values = loader.load(Map.of(), Map.of("CAIRN_REGION", ""), null);

        assertThat(values.get(ConfigKeys.REGION)).isEqualTo("us-east-1");
    }

    @Test
    void nullInFile_countsAsNotSet() throws Exception {
        assertThat(load("region:\nbuckets: null\n").find(ConfigKeys.BUCKETS)).isEmpty();
    }

    @Test
    void accountsInTheEnvironment_areRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(Map.of(), Map.of("CAIRN_ACCOUNTS", "x"), null))
                .withMessage("accounts can only stand in the file (environment CAIRN_ACCOUNTS)");
    }

    @Test
    void invalidValue_namesKeyValueSourceAndExpectation() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(Map.of("http.requests-max", "0"), Map.of(), null))
                .withMessage(
                        "http.requests-max: '0' is not accepted (flag --http-requests-max);"
                                + " expected: a whole number of requests from 1 to 4096");
    }

    @Test
    void invalidItemOfAList_isTheOneNamed() throws Exception {
        assertThat(problems("buckets: [vault, NO]\n"))
                .singleElement()
                .asString()
                .contains("buckets: 'NO' is not accepted");
    }

    @Test
    void invalidSecret_isNotShown() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(Map.of("root.secret-key", "a b c d"), Map.of(), null))
                .withMessageNotContaining("a b c d")
                .withMessageContaining("root.secret-key: its value is not accepted");
    }

    @Test
    void severalProblems_areAllNamed() throws Exception {
        assertThat(problems("regio: a\nlog.level: loud\nhttp.idle-timeout: 60\n"))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("'regio'"))
                .anyMatch(problem -> problem.contains("'loud'"))
                .anyMatch(problem -> problem.contains("'60'"));
    }

    @Test
    void scalars_areReadAsTheyStand() throws Exception {
        ConfigValues values =
                load("root.secret-key: 000123450\nroot.access-key: 0x10\nadmin.listen: off\n");

        assertThat(values.get(ConfigKeys.ROOT_SECRET_KEY)).isEqualTo("000123450");
        assertThat(values.get(ConfigKeys.ROOT_ACCESS_KEY)).isEqualTo("0x10");
        assertThat(values.find(ConfigKeys.ADMIN_LISTEN)).isEqualTo(Optional.of(Optional.empty()));
    }

    @Test
    void mappingForAWord_isRefused() throws Exception {
        assertThat(problems("region: {name: x}\n"))
                .singleElement()
                .asString()
                .contains("region: 'a mapping' is not accepted");
    }

    @Test
    void emptyFile_saysNothing() throws Exception {
        assertThat(load("").get(ConfigKeys.REGION)).isEqualTo("us-east-1");
        assertThat(load("# only this\n").get(ConfigKeys.REGION)).isEqualTo("us-east-1");
    }

    @Test
    void fileThatIsNoMapping_isRefused() throws Exception {
        assertThat(problems("- a\n- b\n")).singleElement().asString().contains("not a mapping");
        assertThat(problems("a: 1\n---\nb: 2\n")).singleElement().asString().contains("document");
        assertThat(problems("a: [\n")).singleElement().asString().contains("line");
    }

    @Test
    void absentFile_isRefused() {
        Path absent = folder.resolve("absent.yaml");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader.load(Map.of(), Map.of(), absent))
                .withMessage("--config " + absent + ": there is no such file");
    }

    private ConfigValues load(String text) throws Exception {
        return loader.load(Map.of(), Map.of(), file(text));
    }

    private List<String> problems(String text) throws Exception {
        Path file = file(text);
        try {
            loader.load(Map.of(), Map.of(), file);
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("cairn.yaml"), text);
    }
}
