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

/** PutBucketPolicy: other accounts and anonymous readers come in, also over a crash. */
class PutBucketPolicyIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @Test
    void publicRead_isForAnybody() {
        String bucket = cairn.bucket();
        WireRequest read = WireRequest.get("/" + bucket + "/key");
        cairn.wire().send(WireRequest.put("/" + bucket + "/key", "content"));
        Refused.with(403, "AccessDenied", cairn.wire().sendUnsigned(read));
        put(bucket, Policies.publicRead(bucket));
        cairn.killAndRestart();
        assertThat(cairn.wire().sendUnsigned(read).text()).isEqualTo("content");
        Refused.with(403, "AccessDenied", cairn.wire().sendUnsigned(
                WireRequest.get("/" + bucket + "/missing")));
        Refused.with(403, "AccessDenied", cairn.wire().sendUnsigned(
                WireRequest.get("/" + bucket)));
    }

    @Test
    void otherAccount_mayDoWhatThePolicyAllows() {
        String bucket = cairn.bucket();
        WireRequest write = WireRequest.put("/" + bucket + "/key", "from the other");
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(write));
        put(bucket, Policies.forOther("s3:PutObject", bucket + "/*"));
        assertThat(cairn.wireOfOther().send(write).status()).isEqualTo(200);
        Refused.with(403, "AccessDenied", cairn.wireOfOther().send(
                WireRequest.get("/" + bucket + "/key")));
        assertThat(cairn.wire().send(WireRequest.get("/" + bucket + "/key")).text())
                .isEqualTo("from the other");
    }

    private static void put(String bucket, String policy) {
        cairn.s3().putBucketPolicy(request -> request.bucket(bucket).policy(policy));
    }

    @ParameterizedTest
    @MethodSource
    void request(WireCase row) {
        row.check(cairn.wire(), cairn.bucket());
    }

    static List<WireCase> request() {
        return List.of(
                WireCase.refused("no JSON", WireRequest.put("/BUCKET?policy", "x"), 400,
                        "MalformedPolicy"),
                WireCase.refused("no statement", WireRequest.put("/BUCKET?policy", "{}"), 400,
                        "MalformedPolicy"),
                WireCase.refused("another bucket",
                        WireRequest.put("/BUCKET?policy", Policies.publicRead("other")), 400,
                        "MalformedPolicy"),
                WireCase.refused("no bucket",
                        WireRequest.put("/nowhere?policy", Policies.publicRead("nowhere")), 404,
                        "NoSuchBucket"));
    }
}
