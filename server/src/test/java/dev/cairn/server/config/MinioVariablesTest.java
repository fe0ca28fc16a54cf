package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MinioVariablesTest {
    private static final Map<String, String> MINIO =
            Map.of("MINIO_ROOT_USER", "minioadmin", "MINIO_ROOT_PASSWORD", "minio-secret");

    @Test
    void rootUserAndPassword_areTheRootKey() throws Exception {
        ConfigValues values = load(Map.of(), MINIO);

        assertThat(CairnConfig.of(values).root())
                .isEqualTo(Optional.of(new Credentials("minioadmin", "minio-secret")));
        assertThat(values.warnings())
                .containsExactly(
                        "MINIO_ROOT_PASSWORD is taken for root.secret-key; Cairn's own name is"
                                + " CAIRN_ROOT_SECRET_KEY",
                        "MINIO_ROOT_USER is taken for root.access-key; Cairn's own name is"
                                + " CAIRN_ROOT_ACCESS_KEY");
    }

    @Test
    void olderNames_areTakenWhereTheNewerOnesAreAbsent() throws Exception {
        Map<String, String> older =
                Map.of("MINIO_ACCESS_KEY", "older-user", "MINIO_SECRET_KEY", "older-secret");
        Map<String, String> both = new HashMap<>(older);
        both.putAll(MINIO);

        assertThat(CairnConfig.of(load(Map.of(), older)).root())
                .isEqualTo(Optional.of(new Credentials("older-user", "older-secret")));
        assertThat(CairnConfig.of(load(Map.of(), both)).root())
                .isEqualTo(Optional.of(new Credentials("minioadmin", "minio-secret")));
    }

    @Test
    void ownKeys_winAndSaySo() throws Exception {
        ConfigValues values =
                load(Map.of("root.access-key", "OWN", "root.secret-key", "own-secret"), MINIO);

        assertThat(CairnConfig.of(values).root())
                .isEqualTo(Optional.of(new Credentials("OWN", "own-secret")));
        assertThat(values.warnings())
                .contains(
                        "MINIO_ROOT_USER is ignored, since root.access-key is set (flag"
                                + " --root-access-key)");
    }

    @Test
    void otherVariablesOfMinio_areNotOurs() throws Exception {
        ConfigValues values = load(Map.of(), Map.of("MINIO_VOLUMES", "/data"));

        assertThat(values.warnings()).isEmpty();
        assertThat(CairnConfig.of(values).root()).isEmpty();
    }

    private static ConfigValues load(Map<String, String> flags, Map<String, String> environment)
            throws ConfigException {
        return new ConfigLoader(ConfigKeys.ALL).load(flags, environment, null);
    }
}
