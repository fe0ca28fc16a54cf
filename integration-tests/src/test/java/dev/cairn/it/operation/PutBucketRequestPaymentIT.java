package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PutBucketRequestPayment: nobody but the owner can be made to pay. */
class PutBucketRequestPaymentIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void owner_canBePutAndTheRequesterCannot() {
        String bucket = cairn.bucket();
        put(bucket, "BucketOwner");
        Refused.with(501, "NotImplemented", () -> put(bucket, "Requester"));
    }

    private static void put(String bucket, String payer) {
        cairn.s3().putBucketRequestPayment(request -> request.bucket(bucket)
                .requestPaymentConfiguration(payment -> payment.payer(payer)));
    }
}
