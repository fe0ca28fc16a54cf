package dev.cairn.s3.cors;

import dev.cairn.storage.DocumentStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.DocumentKind;
import java.util.Optional;

/** The CORS configurations of buckets. Called by many threads. */
public final class CorsStore {
    private final DocumentStore documents;

    public CorsStore(DocumentStore documents) {
        this.documents = documents;
    }

    public Optional<CorsConfiguration> get(Bucket bucket) {
        return documents.get(bucket, DocumentKind.CORS)
                .map(document -> CorsDocument.decode(document.bytes()));
    }

    /** Refused with NoSuchBucket. */
    public void put(BucketName bucket, CorsConfiguration configuration) {
        documents.put(bucket, DocumentKind.CORS, CorsDocument.encode(configuration));
    }

    /** Refused with NoSuchBucket. */
    public void delete(BucketName bucket) {
        documents.delete(bucket, DocumentKind.CORS);
    }
}
