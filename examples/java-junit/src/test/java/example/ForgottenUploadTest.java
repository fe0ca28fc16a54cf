package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.testkit.junit.CairnExtension;
import dev.cairn.testkit.junit.NoOrphanedUploads;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A week passes in a test, and no test leaves an upload behind. */
@NoOrphanedUploads
class ForgottenUploadTest {
    @RegisterExtension
    static final CairnExtension cairn =
            CairnExtension.create().buckets("vault").config("lifecycle.default-abort-days", "7");

    @Test
    void isEndedByTheRuleOfItsBucket(S3Client s3) {
        String id =
                s3.createMultipartUpload(create -> create.bucket("vault").key("big")).uploadId();
        s3.uploadPart(
                part -> part.bucket("vault").key("big").uploadId(id).partNumber(1),
                RequestBody.fromBytes(new byte[5 << 20]));
        assertEquals(5 << 20, cairn.uploads().open().get(0).bytes());

        cairn.clock().advance(Duration.ofDays(8));
        cairn.lifecycle().runNow();

        assertEquals(0, cairn.uploads().open().size());
    }
}
