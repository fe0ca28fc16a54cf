package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetBucketRequestPayment: the owner pays. */
class GetBucketRequestPaymentIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void payer_isTheOwner() {
        String bucket = cairn.bucket();
        assertThat(cairn.s3().getBucketRequestPayment(request -> request.bucket(bucket))
                .payerAsString()).isEqualTo("BucketOwner");
    }
}
