package dev.cairn.s3.operation;

import dev.cairn.s3.xml.PublicAccessBlockConfiguration;
import dev.cairn.storage.DocumentStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketDocument;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.DocumentKind;
import java.util.Optional;

/**
 * What buckets say of public access. Kept as a format version and a byte of four bits, in the order
 * of the configuration's members from the lowest.
 */
final class PublicAccessBlocks {
    private static final int VERSION = 1;

    private final DocumentStore documents;

    PublicAccessBlocks(DocumentStore documents) {
        this.documents = documents;
    }

    /** What holds for a bucket: nothing is blocked where it has no configuration. */
    PublicAccessBlockConfiguration of(Bucket bucket) {
        return find(bucket).orElse(PublicAccessBlockConfiguration.NOTHING);
    }

    Optional<PublicAccessBlockConfiguration> find(Bucket bucket) {
        return documents.get(bucket, DocumentKind.PUBLIC_ACCESS)
                .map(BucketDocument::bytes)
                .map(PublicAccessBlocks::decode);
    }

    void put(BucketName bucket, PublicAccessBlockConfiguration configuration) {
        documents.put(bucket, DocumentKind.PUBLIC_ACCESS, encode(configuration));
    }

    void delete(BucketName bucket) {
        documents.delete(bucket, DocumentKind.PUBLIC_ACCESS);
    }

    private static byte[] encode(PublicAccessBlockConfiguration it) {
        int bits =
                (it.blockPublicAcls() ? 1 : 0)
                        | (it.ignorePublicAcls() ? 2 : 0)
                        | (it.blockPublicPolicy() ? 4 : 0)
                        | (it.restrictPublicBuckets() ? 8 : 0);
        return new byte[] {VERSION, (byte) bits};
    }

    private static PublicAccessBlockConfiguration decode(byte[] bytes) {
        if (bytes.length != 2 || bytes[0] != VERSION) {
            throw new IllegalArgumentException("a public access block of another format");
        }
        int bits = bytes[1];
        return new PublicAccessBlockConfiguration(
                (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
    }
}
