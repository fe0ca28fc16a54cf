package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PutBucketAcl: what is so anyway can be put to a bucket, and nothing else. */
class PutBucketAclIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void whatIsSoAnyway_isDone() {
        String bucket = cairn.bucket();
        put(bucket, "private");
        put(bucket, "bucket-owner-full-control");
        Refused.with(400, "AccessControlListNotSupported", () -> put(bucket, "public-read"));
        var list = cairn.s3().getBucketAcl(request -> request.bucket(bucket));
        cairn.s3().putBucketAcl(request -> request.bucket(bucket)
                .accessControlPolicy(policy -> policy.owner(list.owner()).grants(list.grants())));
    }

    private static void put(String bucket, String acl) {
        cairn.s3().putBucketAcl(request -> request.bucket(bucket).acl(acl));
    }
}
