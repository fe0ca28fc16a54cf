package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.server.CairnServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetBucketAccelerateConfiguration: nothing, or suspended. */
class GetBucketAccelerateConfigurationIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void status_isNoneUntilItIsPut() {
        String bucket = cairn.bucket();
        assertThat(status(bucket)).isNull();
        put(bucket, "Suspended");
        assertThat(status(bucket)).isEqualTo("Suspended");
    }

    private static @Nullable String status(String bucket) {
        return cairn.s3().getBucketAccelerateConfiguration(request -> request.bucket(bucket))
                .statusAsString();
    }

    private static void put(String bucket, String status) {
        cairn.s3().putBucketAccelerateConfiguration(request -> request.bucket(bucket)
                .accelerateConfiguration(acceleration -> acceleration.status(status)));
    }
}
