package dev.cairn.server.admin;

import dev.cairn.storage.BucketStore;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.util.ArrayList;
import java.util.List;

/** Buckets of all accounts. */
final class BucketsResource {
    private final BucketStore buckets;

    BucketsResource(Storage storage) {
        this.buckets = storage.buckets();
    }

    /** GET /buckets: by name. */
    Answer list(AdminRequest request) {
        String token = request.find("token");
        String after = token == null ? null : PageToken.parse(token, 1).get(0);
        BucketPage page = buckets.list(null, "", after, request.limit());
        List<BucketDocument> items = new ArrayList<>();
        for (Bucket bucket : page.buckets()) {
            try {
                items.add(BucketDocument.of(bucket, buckets.usage(bucket.name())));
            } catch (StorageException refused) {
                // A bucket that went since it was listed is left out.
                if (!(refused.refusal() instanceof Refusal.NoSuchBucket)) {
                    throw refused;
                }
            }
        }
        String next = page.next() == null ? null : PageToken.of(page.next());
        return new Answer.Document(new PageDocument<>(items, next));
    }

    /** GET /buckets/{bucket}. */
    Answer show(AdminRequest request) {
        Bucket bucket = buckets.get(AdminRequest.bucketName(request.segment("bucket")));
        return new Answer.Document(BucketDocument.of(bucket, buckets.usage(bucket.name())));
    }
}
