package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PutBucketAccelerateConfiguration: it can be suspended, not begun. */
class PutBucketAccelerateConfigurationIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void acceleration_cannotBegin() {
        String bucket = cairn.bucket();
        put(bucket, "Suspended");
        Refused.with(501, "NotImplemented", () -> put(bucket, "Enabled"));
    }

    private static void put(String bucket, String status) {
        cairn.s3().putBucketAccelerateConfiguration(request -> request.bucket(bucket)
                .accelerateConfiguration(acceleration -> acceleration.status(status)));
    }
}
