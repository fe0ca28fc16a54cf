package dev.cairn.testkit.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a container is told before it is started; starting one needs Docker. */
class CairnContainerTest {
    @Test
    void container_getsItsConfigurationAsVariables() {
        try (CairnContainer cairn =
                new CairnContainer("cairn")
                        .withBuckets("vault", "attic")
                        .withCredentials("TESTER", "secret")
                        .withConfig("region", "eu-west-1")
                        .withConfig("lifecycle.default-abort-days", "7")) {
            assertThat(cairn.getEnvMap())
                    .containsEntry("CAIRN_BUCKETS", "vault,attic")
                    .containsEntry("CAIRN_ROOT_ACCESS_KEY", "TESTER")
                    .containsEntry("CAIRN_ROOT_SECRET_KEY", "secret")
                    .containsEntry("CAIRN_DURABILITY", "os")
                    .containsEntry("CAIRN_TEST_CLOCK", "true")
                    .containsEntry("CAIRN_ALLOW_FAULTS", "true")
                    .containsEntry("CAIRN_LIFECYCLE_INTERVAL", "off")
                    .containsEntry("CAIRN_LIFECYCLE_DEFAULT_ABORT_DAYS", "7");
            assertThat(cairn.accessKey()).isEqualTo("TESTER");
            assertThat(cairn.secretKey()).isEqualTo("secret");
            assertThat(cairn.region()).isEqualTo("eu-west-1");
        }
    }

    @Test
    void shortenedDay_letsRulesRunByThemselves() {
        try (CairnContainer cairn =
                new CairnContainer("cairn:1").withConfig("lifecycle.day", "PT2S")) {
            assertThat(cairn.getEnvMap())
                    .containsEntry("CAIRN_LIFECYCLE_DAY", "PT2S")
                    .doesNotContainKey("CAIRN_LIFECYCLE_INTERVAL");
        }
    }

    @Test
    void container_opensBothPorts() {
        try (CairnContainer cairn = new CairnContainer("cairn:1")) {
            assertThat(cairn.getExposedPorts()).containsExactly(9000, 9001);
        }
    }
}
