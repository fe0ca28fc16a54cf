package dev.cairn.server;

import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.VersionPage;
import dev.cairn.storage.model.VersionQuery;
import dev.cairn.storage.model.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A store that loses all of its buckets, with everything in them. */
final class EmptiedStore {
    private static final int PAGE = 1000;

    /** A client that goes on writing meanwhile shall not keep this going for ever. */
    private static final int ROUNDS_MAX = 10;

    private final Storage storage;

    EmptiedStore(Storage storage) {
        this.storage = storage;
    }

    /** Deletes every bucket, its versions before it; its open uploads go with it. */
    void empty() {
        BucketPage page;
        do {
            page = storage.buckets().list(null, "", null, PAGE);
            for (Bucket bucket : page.buckets()) {
                delete(bucket.name());
            }
        } while (page.next() != null);
    }

    private void delete(BucketName bucket) {
        for (int round = 1;; round++) {
            try {
                deleteVersions(bucket);
                storage.buckets().delete(bucket);
                return;
            } catch (StorageException refused) {
                if (refused.refusal() instanceof Refusal.NoSuchBucket) {
                    return;
                }
                if (round == ROUNDS_MAX
                        || !(refused.refusal() instanceof Refusal.BucketNotEmpty)) {
                    throw refused;
                }
            }
        }
    }

    private void deleteVersions(BucketName bucket) {
        VersionPage page;
        do {
            page =
                    storage.objects()
                            .versions(bucket, new VersionQuery("", null, null, null, PAGE));
            List<Supplier<DeletedVersion>> begun = new ArrayList<>();
            for (ListedVersion version : page.versions()) {
                begun.add(
                        storage.objects()
                                .beginDelete(
                                        bucket,
                                        version.key(),
                                        version.versionId(),
                                        WriteCondition.NONE));
            }
            for (Supplier<DeletedVersion> end : begun) {
                DeletedVersion unused = end.get();
            }
        } while (page.truncated());
    }
}
