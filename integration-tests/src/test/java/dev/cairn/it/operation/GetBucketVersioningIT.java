package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** GetBucketVersioning: nothing, or the state that was put. */
class GetBucketVersioningIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void neverVersioned_isAnEmptyConfiguration() {
        String bucket = cairn.bucket();
        WireResponse response = cairn.wire().send(WireRequest.get("/" + bucket + "?versioning"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.document().getDocumentElement().getLocalName())
                .isEqualTo("VersioningConfiguration");
        assertThat(response.elements("Status")).isEmpty();
        assertThat(cairn.s3().getBucketVersioning(request -> request.bucket(bucket)).status())
                .isNull();
    }

    @Test
    void versioned_isTheStateThatWasPut() {
        VersionedBucket bucket = VersionedBucket.in(cairn);
        assertThat(status(bucket)).isEqualTo(BucketVersioningStatus.ENABLED);
        bucket.set(BucketVersioningStatus.SUSPENDED);
        assertThat(status(bucket)).isEqualTo(BucketVersioningStatus.SUSPENDED);
    }

    private static BucketVersioningStatus status(VersionedBucket bucket) {
        return cairn.s3().getBucketVersioning(request -> request.bucket(bucket.name())).status();
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        Refused.with(404, "NoSuchBucket",
                () -> cairn.s3().getBucketVersioning(request -> request.bucket("nowhere")));
    }
}
