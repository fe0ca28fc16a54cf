package dev.cairn.storage;

import dev.cairn.storage.catalog.BucketSettingsDocument;
import dev.cairn.storage.catalog.SystemRows;
import dev.cairn.storage.catalog.Total;
import dev.cairn.storage.catalog.Totals;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketDocument;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.DocumentKind;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.util.Optional;

/**
 * How much may be open in a bucket. Compared with the totals as they are committed: requests that
 * commit at the same moment can go beyond by what they bring, since totals are effects of a commit
 * and never its guards.
 */
final class Quotas {
    private final Engine engine;
    private final DocumentStore documents;

    Quotas(Engine engine) {
        this.engine = engine;
        this.documents = new DocumentStore(engine);
    }

    /** What is set for a bucket. */
    BucketSettings settings(Bucket bucket) {
        return document(bucket)
                .map(BucketSettingsDocument::settings)
                .orElse(BucketSettings.NONE);
    }

    /** The same as it is kept; empty where nothing was ever set. */
    Optional<BucketSettingsDocument> document(Bucket bucket) {
        return documents
                .get(bucket, DocumentKind.SETTINGS)
                .map(BucketDocument::bytes)
                .map(BucketSettingsDocument::decode);
    }

    /** Refused with QuotaExceeded where one upload more is one too many. */
    void checkUpload(Space space) {
        Long most = settings(space.bucket()).openUploadsMax();
        if (most != null) {
            refuseBeyond("openUploadsMax", most, open(space).count() + 1);
        }
    }

    /**
     * Refused with QuotaExceeded where a part is too much.
     *
     * @param more bytes of the part, less those of the part that it replaces; less than one is never
     *     too much
     */
    void checkPart(Space space, long more) {
        Long most = more <= 0 ? null : settings(space.bucket()).incompleteBytesMax();
        if (most != null) {
            refuseBeyond("incompleteBytesMax", most, open(space).bytes() + more);
        }
    }

    private Totals.Amount open(Space space) {
        return Totals.amount(engine.catalog().get(SystemRows.total(space.id(), Total.UPLOAD_OPEN)));
    }

    private static void refuseBeyond(String quota, long most, long wanted) {
        if (wanted > most) {
            throw new StorageException(new Refusal.QuotaExceeded(quota, most, wanted));
        }
    }
}
