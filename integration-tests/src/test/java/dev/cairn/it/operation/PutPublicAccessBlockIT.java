package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PutPublicAccessBlock: public policies are refused, or let nobody in. */
class PutPublicAccessBlockIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void blockPublicPolicy_refusesIt() {
        String bucket = cairn.bucket();
        cairn.s3().putPublicAccessBlock(request -> request.bucket(bucket)
                .publicAccessBlockConfiguration(block -> block.blockPublicPolicy(true)));
        Refused.with(403, "AccessDenied", () -> cairn.s3().putBucketPolicy(
                request -> request.bucket(bucket).policy(Policies.publicRead(bucket))));
    }

    @Test
    void restrictPublicBuckets_letsNobodyIn() {
        String bucket = cairn.bucket();
        WireRequest read = WireRequest.get("/" + bucket + "/key");
        cairn.wire().send(WireRequest.put("/" + bucket + "/key", "content"));
        cairn.s3().putBucketPolicy(
                request -> request.bucket(bucket).policy(Policies.publicRead(bucket)));
        assertThat(cairn.wire().sendUnsigned(read).status()).isEqualTo(200);
        cairn.s3().putPublicAccessBlock(request -> request.bucket(bucket)
                .publicAccessBlockConfiguration(block -> block.restrictPublicBuckets(true)));
        cairn.killAndRestart();
        Refused.with(403, "AccessDenied", cairn.wire().sendUnsigned(read));
        assertThat(cairn.wire().send(read).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource
    void request(WireCase row) {
        row.check(cairn.wire(), cairn.bucket());
    }

    static List<WireCase> request() {
        return List.of(
                WireCase.refused("no XML", WireRequest.put("/BUCKET?publicAccessBlock", "x"), 400,
                        "MalformedXML"),
                WireCase.refused("no bucket", WireRequest.put("/nowhere?publicAccessBlock", "x"),
                        404,
                        "NoSuchBucket"));
    }
}
