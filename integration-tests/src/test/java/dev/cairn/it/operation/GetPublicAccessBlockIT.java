package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** GetPublicAccessBlock: the four flags. */
class GetPublicAccessBlockIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void flags_areThoseThatWerePut() {
        String bucket = cairn.bucket();
        Refused.with(404, "NoSuchPublicAccessBlockConfiguration",
                () -> cairn.s3().getPublicAccessBlock(request -> request.bucket(bucket)));
        PublicAccessBlockConfiguration flags = PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true).ignorePublicAcls(false).blockPublicPolicy(false)
                .restrictPublicBuckets(true).build();
        cairn.s3().putPublicAccessBlock(request -> request.bucket(bucket)
                .publicAccessBlockConfiguration(flags));
        assertThat(cairn.s3().getPublicAccessBlock(request -> request.bucket(bucket))
                .publicAccessBlockConfiguration()).isEqualTo(flags);
    }
}
