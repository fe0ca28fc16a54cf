package dev.cairn.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.storage.model.ETag;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyObjectTest {
    @Test
    void sourceOfFiveGibibytes_isTheLargest() {
        assertThatCode(() -> CopyObject.checkSource(Headers.EMPTY, version(5L << 30)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CopyObject.checkSource(Headers.EMPTY, version((5L << 30) + 1)))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(S3ErrorCode.INVALID_REQUEST);
                    assertThat(refusal.message()).endsWith("copy source: 5368709120");
                });
    }

    private static ObjectVersion version(long sizeBytes) {
        NewObject object =
                new NewObject(ObjectMetadata.NONE, Map.of(), StorageClass.STANDARD, "owner");
        return new ObjectVersion(
                new ObjectKey("key"), "null", sizeBytes, new ETag("tag"), null, object,
                Instant.EPOCH, 2);
    }
}
