package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetObjectAcl: the owner alone has rights in an object. */
class GetObjectAclIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void list_isTheOwnersAlone() {
        String bucket = cairn.bucket();
        cairn.wire().send(WireRequest.put("/" + bucket + "/key", "content"));
        var list = cairn.s3().getObjectAcl(request -> request.bucket(bucket).key("key"));
        assertThat(list.grants()).hasSize(1);
        assertThat(list.grants().get(0).permissionAsString()).isEqualTo("FULL_CONTROL");
        assertThat(list.grants().get(0).grantee().typeAsString()).isEqualTo("CanonicalUser");
        assertThat(list.grants().get(0).grantee().id()).isEqualTo(list.owner().id());
    }
}
