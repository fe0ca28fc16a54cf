package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GetBucketAcl: the owner alone has rights in a bucket. */
class GetBucketAclIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void list_isTheOwnersAlone() {
        String bucket = cairn.bucket();
        var list = cairn.s3().getBucketAcl(request -> request.bucket(bucket));
        assertThat(list.grants()).hasSize(1);
        assertThat(list.grants().get(0).permissionAsString()).isEqualTo("FULL_CONTROL");
        assertThat(list.grants().get(0).grantee().typeAsString()).isEqualTo("CanonicalUser");
        assertThat(list.grants().get(0).grantee().id()).isEqualTo(list.owner().id());
    }
}
