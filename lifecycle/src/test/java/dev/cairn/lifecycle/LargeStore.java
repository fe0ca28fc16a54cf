package dev.cairn.lifecycle;

import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageSettings;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.WriteCondition;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Makes a store for measuring passes of rules, by the calls of the engine, since over the network it
 * would take much longer: {@code LargeStore DIRECTORY OBJECTS UPLOADS DUE}. One bucket with so many
 * empty objects and so many open uploads; of these one group of {@code DUE}, with a part each, is
 * due after a day, another after ten, the rest after a year.
 */
final class LargeStore {
    private static final BucketName BUCKET = new BucketName("large");
    private static final int CLIENTS = 8;
    private static final int PART_BYTES = 4096;

    private static final NewObject NEW_OBJECT =
            new NewObject(ObjectMetadata.NONE, Map.of(), StorageClass.STANDARD, "owner");

    private final Storage storage;

    private LargeStore(Storage storage) {
        this.storage = storage;
    }

    /** Makes the store. */
    public static void main(String[] args) throws Exception {
        StorageSettings settings =
                StorageSettings.of(Path.of(args[0])).with(Durability.OS);
        int objects = Integer.parseInt(args[1]);
        int uploads = Integer.parseInt(args[2]);
        int due = Integer.parseInt(args[3]);
        try (Storage storage = Storage.open(settings, Clock.system())) {
            LargeStore store = new LargeStore(storage);
            Bucket bucket = storage.buckets().create(BUCKET, "owner", "us-east-1");
            store.inParallel(objects, store::put);
            store.inParallel(uploads - 2 * due, i -> store.begin("open/" + i, 0));
            store.inParallel(due, i -> store.begin("due-1/" + i, PART_BYTES));
            store.inParallel(due, i -> store.begin("due-10/" + i, PART_BYTES));
            new LifecycleStore(storage, 0).put(bucket, rules());
        }
    }

    private static LifecycleConfiguration rules() {
        Expiration expiration = new Expiration.Timed(new RuleTime.Days(365));
        return new LifecycleConfiguration(
                TransitionMinimum.ALL_STORAGE_CLASSES_128K,
                List.of(
                        rule("a day", "due-1/", RuleActions.abortAfter(1)),
                        rule("ten days", "due-10/", RuleActions.abortAfter(10)),
                        rule(
                                "a year",
                                "",
                                new RuleActions(expiration, List.of(), null, List.of(), 365))));
    }

    private static LifecycleRule rule(String id, String prefix, RuleActions actions) {
        return new LifecycleRule(id, true, RuleFilter.ofPrefix(prefix), actions);
    }

    private interface Work {
        void on(int index) throws IOException;
    }

    private void inParallel(int count, Work work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> done =
                    IntStream.range(0, CLIENTS)
                            .mapToObj(
                                    client -> threads.submit(
                                            () -> {
                                                for (int i = client; i < count; i += CLIENTS) {
                                                    work.on(i);
                                                }
                                                return client;
                                            }))
                            .toList();
            for (Future<Integer> client : done) {
                int unused = client.get();
            }
        }
    }

    private void put(int index) throws IOException {
        storage.objects()
                .put(
                        BUCKET,
                        new ObjectKey("object/" + index),
                        NEW_OBJECT,
                        WriteCondition.NONE,
                        new ZeroContent(0));
    }

    private void begin(String key, int partBytes) throws IOException {
        NewUpload upload =
                new NewUpload(
                        NEW_OBJECT,
                        new Initiator("owner", "AKID", "127.0.0.1", "test"),
                        ChecksumAlgorithm.CRC64NVME,
                        ChecksumType.FULL_OBJECT,
                        false);
        Upload begun = storage.uploads().create(BUCKET, new ObjectKey(key), upload);
        if (partBytes > 0) {
            storage.uploads()
                    .putPart(
                            BUCKET,
                            begun.key(),
                            begun.uploadId(),
                            1,
                            new ZeroContent(partBytes));
        }
    }
}
