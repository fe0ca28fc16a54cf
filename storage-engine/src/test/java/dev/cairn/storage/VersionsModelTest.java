package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static dev.cairn.storage.StoreFixture.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.Usage;
import dev.cairn.storage.model.VersionPage;
import dev.cairn.storage.model.VersionQuery;
import dev.cairn.storage.model.Versioning;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations on few keys, on a store and on a plain map: after each of them both show the
 * same versions. The seed stands in the test's name and brings a failure back.
 */
final class VersionsModelTest {
    private static final List<String> KEYS = List.of("a", "a/1", "a/2", "b\u0001");
    private static final int OPERATIONS = 250;

    @TempDir
    Path directory;

    private final VersionModel model = new VersionModel();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomOperations_leaveWhatAPlainMapHolds(long seed) throws Exception {
        Random random = new Random(seed);
        try (StoreFixture store = StoreFixture.openWithBucket(directory, seed)) {
            for (int i = 0; i < OPERATIONS; i++) {
                // The first part of the run is in a bucket that never had versioning.
                String done = step(store, random, i > OPERATIONS / 10);
                compare(store, random, "operation " + i + ": " + done);
                if (random.nextInt(60) == 0) {
                    store.reclaim();
                    store.assertSound();
                }
            }
            store.cutPowerAndReopen();
            compare(store, random, "opened again");
            store.awaitQuiet();
            assertUsage(store);
        }
    }

    private String step(StoreFixture store, Random random, boolean versions) throws IOException {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        byte[] bytes = TestContent.random(random.nextLong(), random.nextInt(300));
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> added(store, key, bytes, store.put(key, bytes));
            case 3 -> complete(store, key, bytes);
            case 4 -> copy(store, random, key);
            case 5, 6 -> deleted(store, key);
            case 7, 8, 9 -> deleteVersion(store, random, key);
            case 10 -> tag(store, random, key);
            default -> versions ? setVersioning(store, random) : "nothing";
        };
    }

    private String added(StoreFixture store, String key, byte[] bytes, ObjectVersion version) {
        String id = version.versionId();
        assertThat(id == null).isEqualTo(model.versioning() == Versioning.NEVER);
        String expected = id == null ? "null" : id;
        assertThat(expected.equals("null")).isEqualTo(model.writesNull());
        Map<String, String> tags = version.object().tags();
        model.add(
                key,
                new VersionModel.Version(expected, bytes, tags, null),
                store.storage().clock().now());
        return "write " + key + " " + id;
    }

    private String complete(StoreFixture store, String key, byte[] bytes) throws IOException {
        Upload upload = store.begin(key);
        Part part = store.putPart(upload, 3, bytes);
        Part unnamed = store.putPart(upload, 4, new byte[17]);
        assertThat(unnamed.sizeBytes()).isEqualTo(17);
        return added(store, key, bytes, store.complete(upload, part));
    }

    private String copy(StoreFixture store, Random random, String key) throws IOException {
        String from = KEYS.get(random.nextInt(KEYS.size()));
        VersionModel.Version source = anyOf(from, random);
        if (source == null || source.isMarker()) {
            return "nothing";
        }
        try (ObjectReader reader =
                store.storage().objects().open(BUCKET, new ObjectKey(from), source.id())) {
            ObjectVersion copy =
                    store.storage()
                            .objects()
                            .copy(
                                    reader,
                                    BUCKET,
                                    new ObjectKey(key),
                                    StoreFixture.newObject(),
                                    WriteCondition.NONE,
                                    ChecksumAlgorithm.CRC64NVME);
            return added(store, key, Objects.requireNonNull(source.content()), copy);
        }
    }

    private String deleted(StoreFixture store, String key) {
        DeletedVersion answer = store.delete(key);
        if (model.versioning() == Versioning.NEVER) {
            assertThat(answer).isEqualTo(DeletedVersion.UNVERSIONED);
            model.remove(key, "null");
            return "delete " + key;
        }
        String id = Objects.requireNonNull(answer.versionId());
        assertThat(answer.deleteMarker()).isTrue();
        assertThat(id.equals("null")).isEqualTo(model.writesNull());
        model.add(
                key,
                new VersionModel.Version(id, null, Map.of(), null),
                store.storage().clock().now());
        return "delete " + key + " by marker " + id;
    }

    private String deleteVersion(StoreFixture store, Random random, String key) {
        VersionModel.Version version = anyOf(key, random);
        String id = version == null ? "null" : version.id();
        DeletedVersion answer = store.delete(key, id);
        boolean marker = version != null && version.isMarker();
        assertThat(answer)
                .isEqualTo(
                        model.versioning() == Versioning.NEVER
                                ? DeletedVersion.UNVERSIONED
                                : new DeletedVersion(id, marker));
        model.remove(key, id);
        return "delete version " + key + " " + id;
    }

    private String tag(StoreFixture store, Random random, String key) {
        VersionModel.Version version = anyOf(key, random);
        if (version == null || version.isMarker()) {
            return "nothing";
        }
        Map<String, String> tags = Map.of("n", Integer.toString(random.nextInt()));
        ObjectVersion tagged =
                store.storage()
                        .objects()
                        .putTags(BUCKET, new ObjectKey(key), version.id(), tags);
        assertThat(tagged.object().tags()).isEqualTo(tags);
        model.tag(key, version.id(), tags);
        return "tag " + key + " " + version.id();
    }

    private String setVersioning(StoreFixture store, Random random) {
        Versioning state = random.nextBoolean() ? Versioning.ENABLED : Versioning.SUSPENDED;
        store.setVersioning(state);
        store.advance(Duration.ofSeconds(1));
        model.setVersioning(state);
        return state.toString();
    }

    private VersionModel.@Nullable Version anyOf(String key, Random random) {
        List<VersionModel.Version> versions = model.versions(key);
        return versions.isEmpty() ? null : versions.get(random.nextInt(versions.size()));
    }

    private void compare(StoreFixture store, Random random, String when) throws IOException {
        List<String> expected = new ArrayList<>();
        for (String key : model.keys()) {
            boolean latest = true;
            for (VersionModel.Version version : model.versions(key)) {
                expected.add(line(key, version, latest));
                latest = false;
            }
        }
        assertThat(store.versions().stream().map(VersionsModelTest::line).toList())
                .describedAs(when)
                .isEqualTo(expected);
        assertThat(pages(store, null, 1 + random.nextInt(4)))
                .describedAs(when)
                .isEqualTo(expected);
        assertThat(pages(store, "/", 1 + random.nextInt(4)))
                .describedAs(when)
                .isEqualTo(rolledUp(expected));
        String key = KEYS.get(random.nextInt(KEYS.size()));
        compareReads(store, key, anyOf(key, random), when);
    }

    private void compareReads(
            StoreFixture store,
            String key,
            VersionModel.@Nullable Version version,
            String when)
            throws IOException {
        VersionModel.Version current = model.current(key);
        List<VersionModel.Version> versions = model.versions(key);
        if (current != null) {
            assertThat(store.read(key)).describedAs(when).isEqualTo(current.content());
        } else if (versions.isEmpty()) {
            assertThat(refusalOf(() -> store.read(key)))
                    .isEqualTo(new Refusal.NoSuchKey(new ObjectKey(key)));
        } else {
            assertThat(refusalOf(() -> store.read(key)))
                    .isEqualTo(
                            new Refusal.CurrentIsDeleteMarker(
                                    new ObjectKey(key), versions.getFirst().id()));
        }
        if (version == null) {
            assertThat(refusalOf(() -> store.read(key, "null")))
                    .isEqualTo(new Refusal.NoSuchVersion(new ObjectKey(key), "null"));
        } else if (version.isMarker()) {
            assertThat(refusalOf(() -> store.read(key, version.id())))
                    .isInstanceOf(Refusal.VersionIsDeleteMarker.class);
        } else {
            assertThat(store.read(key, version.id()))
                    .describedAs(when)
                    .isEqualTo(version.content());
            ObjectVersion head =
                    store.storage().objects().head(BUCKET, new ObjectKey(key), version.id());
            assertThat(head.object().tags()).describedAs(when).isEqualTo(version.tags());
        }
    }

    private void assertUsage(StoreFixture store) {
        long current = 0;
        long noncurrent = 0;
        long objects = 0;
        for (String key : model.keys()) {
            for (VersionModel.Version version : model.versions(key)) {
                byte[] content = version.content();
                long bytes = content == null ? 0 : content.length;
                if (version.equals(model.current(key))) {
                    objects++;
                    current += bytes;
                } else {
                    noncurrent += bytes;
                }
            }
        }
        Usage usage = store.storage().usage();
        assertThat(usage.currentBytes()).isEqualTo(current);
        assertThat(usage.noncurrentBytes()).isEqualTo(noncurrent);
        assertThat(usage.objectCount()).isEqualTo(objects);
        assertThat(usage.discardedBytes()).isZero();
    }

    /** The lines of all pages, common prefixes among the versions. */
    private static List<String> pages(
            StoreFixture store, @Nullable String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        String key = null;
        String versionId = null;
        do {
            VersionPage page =
                    store.storage()
                            .objects()
                            .versions(
                                    BUCKET,
                                    new VersionQuery("", delimiter, key, versionId, limit));
            List<String> lines = new ArrayList<>(page.commonPrefixes());
            page.versions().forEach(version -> lines.add(line(version)));
            assertThat(lines).hasSizeLessThanOrEqualTo(limit);
            // Stable: the versions of a key stay in their order.
            lines.sort(Comparator.comparing(line -> line.split(" ", 2)[0]));
            all.addAll(lines);
            key = page.nextKey();
            versionId = page.nextVersionId();
        } while (key != null);
        return all;
    }

    private static List<String> rolledUp(List<String> lines) {
        List<String> rolled = new ArrayList<>();
        for (String line : lines) {
            int slash = line.indexOf('/');
            String shown = slash < 0 ? line : line.substring(0, slash + 1);
            if (slash < 0 || !rolled.contains(shown)) {
                rolled.add(shown);
            }
        }
        return rolled;
    }

    private static String line(String key, VersionModel.Version version, boolean latest) {
        byte[] content = version.content();
        return String.join(
                " ",
                key,
                version.id(),
                Boolean.toString(latest),
                String.valueOf(version.noncurrentSince()),
                content == null ? "marker" : Integer.toString(content.length));
    }

    private static String line(ListedVersion version) {
        return String.join(
                " ",
                version.key().value(),
                version.versionId(),
                Boolean.toString(version.latest()),
                String.valueOf(version.noncurrentSince()),
                version.object() == null
                        ? "marker"
                        : Long.toString(version.object().sizeBytes()));
    }
}
