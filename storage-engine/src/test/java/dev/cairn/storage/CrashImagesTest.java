package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.ListedObject;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.Usage;
import dev.cairn.storage.model.VersionQuery;
import dev.cairn.storage.model.Versioning;
import dev.cairn.storage.model.WriteCondition;
import dev.cairn.storage.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power is cut before every single operation of the disk in a run of all operations of the
 * store: what is left opens, is sound, and shows either the state before the operation that was
 * under way or the state behind it, never anything else.
 */
final class CrashImagesTest {
    /** When images are opened: receipts are due, hours of the ledger are not old. */
    private static final Instant LATER = Instant.parse("2026-03-05T10:00:00Z");

    @TempDir
    Path directory;

    private final Map<String, Upload> uploads = new HashMap<>();
    private final Map<String, Part> parts = new HashMap<>();
    private int images;

    /** One operation, called by a name that a failure shows. */
    private record Action(String name, Body body) {}

    @FunctionalInterface
    private interface Body {
        void run() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void powerCutBeforeAnyOperationOfTheDisk_leavesTheStateBeforeOrBehind(long seed)
            throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory, seed)) {
            Map<String, String> state = stateOf(store.storage());
            List<Path> taken = new ArrayList<>();
            store.powerCutDisk().beforeOperations(() -> taken.add(image(store)));
            for (Action action : actions(store)) {
                action.body().run();
                Map<String, String> after = stateOf(store.storage());
                for (Path image : taken) {
                    check(image, action.name(), state, after);
                }
                taken.clear();
                state = after;
            }
            store.powerCutDisk().beforeOperations(() -> {});
        }
        assertThat(images).isGreaterThan(50);
    }

    @Test
    void diskThatDoesNotSync_isCaught() throws Exception {
        int caught = 0;
        try (StoreFixture store = StoreFixture.openWithBucket(directory, 1)) {
            for (int i = 0; i < 8; i++) {
                store.powerCutDisk().lie();
                store.put("k" + i, TestContent.random(i, 1000));
                Path image = image(store);
                try (Storage left =
                        Storage.open(
                                StorageSettings.of(image), new Clock(InstantSource.system()))) {
                    caught += left.check().isEmpty() ? 0 : 1;
                }
            }
            delete(store, "k0");
        } catch (AssertionError lost) {
            // The closing of the store finds it, too.
            caught++;
        }
        assertThat(caught).isGreaterThan(4);
    }

    private List<Action> actions(StoreFixture store) {
        List<Action> actions = new ArrayList<>();
        actions.add(new Action("put", () -> store.put("a", TestContent.random(1, 5000))));
        actions.add(new Action("overwrite", () -> store.put("a", TestContent.random(2, 9000))));
        actions.add(new Action("reclaim", store::awaitQuiet));
        actions.add(new Action("begin", () -> uploads.put("m", store.begin("m"))));
        for (int number = 1; number <= 3; number++) {
            int size = number * 1000;
            int partNumber = number;
            actions.add(
                    new Action(
                            "part " + number,
                            () -> putPart(store, "m", partNumber, TestContent.random(3, size))));
        }
        actions.add(
                new Action(
                        "part again", () -> putPart(store, "m", 2, TestContent.random(4, 777))));
        actions.add(
                new Action(
                        "complete",
                        () -> store.complete(upload("m"),
                                Objects.requireNonNull(parts.get("m2")))));
        actions.add(new Action("reclaim the rest", store::awaitQuiet));
        actions.add(new Action("begin b", () -> uploads.put("b", store.begin("b"))));
        actions.add(
                new Action("part b", () -> putPart(store, "b", 1, TestContent.random(5, 4000))));
        actions.add(
                new Action(
                        "abort",
                        () -> store.storage()
                                .uploads()
                                .abort(BUCKET, upload("b").key(), upload("b").uploadId())));
        actions.add(new Action("reclaim the upload", store::awaitQuiet));
        actions.add(new Action("delete m", () -> delete(store, "m")));
        actions.add(new Action("begin c", () -> uploads.put("c", store.begin("c"))));
        actions.add(
                new Action("part c", () -> putPart(store, "c", 7, TestContent.random(6, 3000))));
        actions.add(new Action("delete a", () -> delete(store, "a")));
        addVersions(actions, store);
        actions.add(
                new Action("delete bucket", () -> store.storage().buckets().delete(BUCKET)));
        actions.add(new Action("reclaim the bucket", store::awaitQuiet));
        return actions;
    }

    private void addVersions(List<Action> actions, StoreFixture store) {
        actions.add(new Action("put null", () -> store.put("v", TestContent.random(1, 1000))));
        actions.add(new Action("enable", () -> store.setVersioning(Versioning.ENABLED)));
        actions.add(new Action("put v2", () -> store.put("v", TestContent.random(2, 2000))));
        actions.add(new Action("begin v", () -> uploads.put("v", store.begin("v"))));
        actions.add(
                new Action("part v", () -> putPart(store, "v", 1, TestContent.random(7, 3000))));
        actions.add(
                new Action(
                        "complete v3",
                        () -> store.complete(
                                upload("v"), Objects.requireNonNull(parts.get("v1")))));
        actions.add(new Action("marker", () -> store.delete("v")));
        actions.add(
                new Action(
                        "tag",
                        () -> store.storage()
                                .objects()
                                .putTags(
                                        BUCKET,
                                        new ObjectKey("v"),
                                        idAt(store, 1),
                                        Map.of("a", "b"))));
        actions.add(new Action("delete marker", () -> store.delete("v", idAt(store, 0))));
        actions.add(new Action("delete v3", () -> store.delete("v", idAt(store, 0))));
        actions.add(new Action("suspend", () -> store.setVersioning(Versioning.SUSPENDED)));
        actions.add(
                new Action("replace null", () -> store.put("v", TestContent.random(4, 400))));
        actions.add(new Action("null marker", () -> store.delete("v")));
        actions.add(new Action("reclaim versions", store::awaitQuiet));
        actions.add(new Action("delete v2", () -> store.delete("v", idAt(store, 1))));
        actions.add(new Action("delete null", () -> store.delete("v", "null")));
        actions.add(new Action("reclaim the last version", store::awaitQuiet));
    }

    /** The id of a version, newest first. */
    private static String idAt(StoreFixture store, int index) {
        return store.versions().get(index).versionId();
    }

    private Upload upload(String key) {
        return Objects.requireNonNull(uploads.get(key));
    }

    private void putPart(StoreFixture store, String key, int number, byte[] bytes)
            throws IOException {
        parts.put(key + number, store.putPart(upload(key), number, bytes));
    }

    private static void delete(StoreFixture store, String key) {
        store.storage().objects().delete(BUCKET, new ObjectKey(key), WriteCondition.NONE);
    }

    private Path image(StoreFixture store) {
        try {
            Path image = directory.resolve("image" + images++);
            store.powerCutDisk().image(store.directory(), image);
            return image;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void check(
            Path image, String action, Map<String, String> before, Map<String, String> after)
            throws Exception {
        StorageSettings settings = StorageSettings.of(image);
        // Twice: what recovery does must itself survive being done again.
        for (int opening = 1; opening <= 2; opening++) {
            try (Storage left =
                    Storage.open(settings, new Clock(InstantSource.fixed(LATER)))) {
                assertThat(left.integrity().unaccountedBytes())
                        .describedAs("%s of %s", left.integrity(), action)
                        .isZero();
                assertThat(left.check()).describedAs(action).isEmpty();
                assertThat(stateOf(left)).describedAs(action).isIn(before, after);
            }
        }
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** All that a client can see, by name. */
    private static Map<String, String> stateOf(Storage storage) throws IOException {
        Map<String, String> state = new TreeMap<>();
        if (storage.buckets().list(null, "", null, 10).buckets().isEmpty()) {
            return state;
        }
        BucketName bucket = BUCKET;
        state.put("bucket", "there");
        ListQuery all = new ListQuery("", null, null, 1000);
        for (ListedObject object : storage.objects().list(bucket, all).objects()) {
            try (ObjectReader reader = storage.objects().open(bucket, object.key())) {
                byte[] md5 = TestContent.md5(StoreFixture.readAll(reader));
                state.put("object " + object.key(), Arrays.toString(md5));
            }
        }
        VersionQuery every = new VersionQuery("", null, null, null, 1000);
        for (ListedVersion version : storage.objects().versions(bucket, every).versions()) {
            String name = "version " + version.key() + " " + version.versionId();
            state.put(name, version.latest() + " " + contentOf(storage, version));
        }
        UploadQuery open = new UploadQuery("", null, null, null, 1000);
        for (Upload upload : storage.uploads().list(bucket, open).uploads()) {
            String found =
                    storage.uploads()
                            .parts(bucket, upload.key(), upload.uploadId(), 0, 1000)
                            .parts()
                            .stream()
                            .map(part -> part.number() + ":" + part.etag())
                            .toList()
                            .toString();
            state.put("upload " + upload.uploadId(), found);
        }
        Usage usage = storage.usage();
        state.put(
                "usage",
                usage.currentBytes()
                        + "/"
                        + usage.noncurrentBytes()
                        + "/"
                        + usage.uploadOpenBytes());
        long space = storage.buckets().get(bucket).id();
        state.put("ledger", LedgerReading.of(storage, space).toString());
        state.put("versioning", storage.buckets().versioning(bucket).toString());
        return state;
    }

    private static String contentOf(Storage storage, ListedVersion version) throws IOException {
        if (version.isDeleteMarker()) {
            return "marker";
        }
        try (ObjectReader reader =
                storage.objects().open(BUCKET, version.key(), version.versionId())) {
            return Arrays.toString(TestContent.md5(StoreFixture.readAll(reader)))
                    + reader.version().object().tags();
        }
    }
}
