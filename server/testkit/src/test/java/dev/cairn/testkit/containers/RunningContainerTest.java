package dev.cairn.testkit.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.testkit.OpenUpload;
import dev.cairn.testkit.aws.SdkClients;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A container that runs: with {@code -Dcairn.image=…}, and Docker. */
@EnabledIfSystemProperty(named = "cairn.image", matches = ".+")
class RunningContainerTest {
    @Test
    void container_isServerLikeTheEmbeddedOne() throws Exception {
        try (CairnContainer cairn =
                new CairnContainer(System.getProperty("cairn.image"))
                        .withBuckets("vault")
                        .withConfig("lifecycle.default-abort-days", "7")) {
            cairn.start();
            try (SdkClients clients = new SdkClients(cairn)) {
                use(cairn, clients.s3());
            }
        }
    }

    private static void use(CairnContainer cairn, S3Client s3) {
        s3.putObject(put -> put.bucket("vault").key("a"), RequestBody.fromString("hello"));
        assertThat(s3.getObjectAsBytes(get -> get.bucket("vault").key("a")).asUtf8String())
                .isEqualTo("hello");
        s3.createMultipartUpload(create -> create.bucket("vault").key("left"));
        assertThat(cairn.uploads().open())
                .extracting(OpenUpload::key)
                .containsExactly("left");

        Instant before = cairn.clock().now();
        assertThat(cairn.clock().advance(Duration.ofDays(8)))
                .isAfterOrEqualTo(before.plus(Duration.ofDays(8)));
        assertThat(cairn.lifecycle().runNow().actions()).hasSize(1);
        cairn.uploads().assertNoneOpen();
    }
}
