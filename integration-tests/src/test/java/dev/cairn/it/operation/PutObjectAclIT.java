package dev.cairn.it.operation;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PutObjectAcl: what is so anyway can be put to an object, and nothing else. */
class PutObjectAclIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void whatIsSoAnyway_isDone() {
        String bucket = cairn.bucket();
        cairn.wire().send(WireRequest.put("/" + bucket + "/key", "content"));
        put(bucket, "private");
        put(bucket, "bucket-owner-full-control");
        Refused.with(400, "AccessControlListNotSupported", () -> put(bucket, "public-read"));
        var list = cairn.s3().getObjectAcl(request -> request.bucket(bucket).key("key"));
        cairn.s3().putObjectAcl(request -> request.bucket(bucket).key("key")
                .accessControlPolicy(policy -> policy.owner(list.owner()).grants(list.grants())));
    }

    private static void put(String bucket, String acl) {
        cairn.s3().putObjectAcl(request -> request.bucket(bucket).key("key").acl(acl));
    }
}
