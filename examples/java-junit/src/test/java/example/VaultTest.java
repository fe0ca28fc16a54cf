package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.testkit.junit.CairnTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@CairnTest(buckets = "vault")
class VaultTest {
    @Test
    void keepsWhatItIsGiven(S3Client s3) {
        s3.putObject(put -> put.bucket("vault").key("a"), RequestBody.fromString("hello"));
        assertEquals(
                "hello",
                s3.getObjectAsBytes(get -> get.bucket("vault").key("a")).asUtf8String());
    }
}
