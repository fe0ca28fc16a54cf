package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetBucketLocation: the constraint that the bucket was created with. */
class GetBucketLocationIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @Test
    void usEast1_isAnEmptyConstraint() {
        WireResponse response =
                cairn.wire().send(WireRequest.get("/" + cairn.bucket() + "?location"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.document().getDocumentElement().getLocalName())
                .isEqualTo("LocationConstraint");
        assertThat(response.element("LocationConstraint")).contains("");
    }

    @Test
    void otherRegion_isKeptAndReturned() {
        cairn.s3().createBucket(request -> request.bucket("in-frankfurt")
                .createBucketConfiguration(
                        configuration -> configuration.locationConstraint("eu-central-1")));
        assertThat(cairn.s3().getBucketLocation(request -> request.bucket("in-frankfurt"))
                .locationConstraintAsString()).isEqualTo("eu-central-1");
        assertThat(cairn.s3().headBucket(request -> request.bucket("in-frankfurt"))
                .bucketRegion()).isEqualTo("eu-central-1");
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        Refused.with(404, "NoSuchBucket",
                () -> cairn.s3().getBucketLocation(request -> request.bucket("nowhere")));
    }

    @Test
    void anothersBucket_isAccessDenied() {
        Refused.with(403, "AccessDenied", cairn.wireOfOther()
                .send(WireRequest.get("/" + cairn.bucket() + "?location")));
    }
}
