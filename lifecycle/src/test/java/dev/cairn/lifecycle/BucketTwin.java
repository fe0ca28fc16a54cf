package dev.cairn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lifecycle.PlainBucket.OpenUpload;
import dev.cairn.lifecycle.PlainBucket.Version;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.CompleteUpload;
import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.ListedObject;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.NamedPart;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.Usage;
import dev.cairn.storage.model.VersionQuery;
import dev.cairn.storage.model.Versioning;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A bucket of a real store and its oracle, to which the same is done. */
final class BucketTwin {
    private static final String NEW_MARKER = "new";
    private static final int UPLOADS_MAX = 8;
    private static final int VERSIONS_MAX = 12;

    private final RuledStore store;
    private final BucketName name;
    private final Random random;
    private final RandomRules randomRules;
    private final PlainBucket plain = new PlainBucket();
    private final Map<LifecycleAction, Integer> done = new EnumMap<>(LifecycleAction.class);

    BucketTwin(RuledStore store, BucketName name, Random random) {
        this.store = store;
        this.name = name;
        this.random = random;
        this.randomRules = new RandomRules(random);
    }

    /** How often rules have acted so far. */
    Map<LifecycleAction, Integer> done() {
        return done;
    }

    void keepVersions() {
        set(Versioning.ENABLED);
    }

    /** Does one thing, by chance. */
    String step() throws IOException {
        String key = randomRules.key();
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> put(key);
            case 7, 8 -> delete(key);
            case 9 -> removeVersion(key);
            case 10, 11 -> tag(key);
            case 12, 13, 14, 15, 16 -> begin(key);
            case 17 -> endUpload();
            case 18 -> setVersioning();
            default -> setRules();
        };
    }

    /** Runs a pass over both and compares what it did and what is left. */
    void pass(String when) throws IOException {
        Instant now = now();
        List<String> expected = plain.pass(now, NEW_MARKER);
        LifecycleReport report =
                store.runner().run(new LifecycleRun(name, null, false, false, null));
        assertThat(report.actions()).describedAs(when).extracting(BucketTwin::inWords)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(report.failures()).describedAs(when).isZero();
        report.actions().forEach(action -> done.merge(action.action(), 1, Integer::sum));
        compare(when);
    }

    /** Both hold the same; what the oracle could not know of markers, it learns. */
    void compare(String when) {
        List<String> expected = new ArrayList<>();
        for (String key : plain.keys()) {
            for (Version version : plain.versions(key)) {
                expected.add(
                        String.join(
                                " ",
                                key,
                                version.marker() ? "marker" : version.id(),
                                String.valueOf(version.sizeBytes()),
                                version.storageClass().name(),
                                version.created().toString(),
                                String.valueOf(version.noncurrentSince())));
            }
        }
        List<ListedVersion> listed =
                storage().objects()
                        .versions(name, new VersionQuery("", null, null, null, 1000))
                        .versions();
        assertThat(listed).describedAs(when).extracting(BucketTwin::inWords)
                .containsExactlyElementsOf(expected);
        learnMarkers(listed);
        assertThat(openUploads()).describedAs(when)
                .containsExactlyInAnyOrderElementsOf(
                        plain.uploads().stream().map(OpenUpload::id).toList());
        compareUsage(when);
    }

    /** The tags of all versions, and that nothing is out of step. */
    void compareTags(String when) {
        for (String key : plain.keys()) {
            for (Version version : plain.versions(key)) {
                if (!version.marker()) {
                    assertThat(
                            storage().objects()
                                    .head(name, new ObjectKey(key), version.id())
                                    .object()
                                    .tags())
                            .describedAs("%s: %s %s", when, key, version)
                            .isEqualTo(version.tags());
                }
            }
        }
    }

    private void compareUsage(String when) {
        long current = 0;
        long noncurrent = 0;
        for (String key : plain.keys()) {
            for (Version version : plain.versions(key)) {
                if (version.noncurrentSince() == null) {
                    current += version.sizeBytes();
                } else {
                    noncurrent += version.sizeBytes();
                }
            }
        }
        Usage usage = storage().buckets().usage(name);
        assertThat(usage.currentBytes()).describedAs(when).isEqualTo(current);
        assertThat(usage.noncurrentBytes()).describedAs(when).isEqualTo(noncurrent);
        assertThat(usage.uploadOpenBytes()).describedAs(when)
                .isEqualTo(plain.uploads().stream().mapToLong(OpenUpload::sizeBytes).sum());
        assertThat(usage.uploadCount()).describedAs(when).isEqualTo(plain.uploads().size());
    }

    private void learnMarkers(List<ListedVersion> listed) {
        int place = 0;
        for (String key : plain.keys()) {
            for (int i = 0; i < plain.versions(key).size(); i++) {
                Version version = plain.versions(key).get(i);
                String id = listed.get(place++).versionId();
                plain.replace(key, i, version.marker() ? named(version, id) : version);
            }
        }
    }

    private static Version named(Version marker, String id) {
        return Version.markerOf(id, marker.created()).since(marker.noncurrentSince());
    }

    private String put(String key) throws IOException {
        if (plain.versions(key).size() == VERSIONS_MAX) {
            return removeVersion(key);
        }
        int size = size();
        NewObject fresh = newObject();
        ObjectVersion version =
                storage().objects()
                        .put(
                                name,
                                new ObjectKey(key),
                                fresh,
                                WriteCondition.NONE,
                                new ZeroContent(size));
        plain.add(key, versionOf(version, size, now()), now());
        return "put " + key + " of " + size;
    }

    private static Version versionOf(ObjectVersion version, long sizeBytes, Instant created) {
        String id = version.versionId();
        return new Version(
                id == null ? PlainBucket.NULL : id,
                false,
                sizeBytes,
                version.object().tags(),
                version.object().storageClass(),
                created,
                null,
                created);
    }

    private String delete(String key) {
        DeletedVersion deleted =
                storage().objects().delete(name, new ObjectKey(key), WriteCondition.NONE);
        String id = deleted.versionId();
        plain.delete(key, id == null ? PlainBucket.NULL : id, now());
        return "delete " + key;
    }

    private String removeVersion(String key) {
        List<Version> versions = plain.versions(key);
        if (versions.isEmpty() || plain.versioning() == Versioning.NEVER) {
            return delete(key);
        }
        String id = versions.get(random.nextInt(versions.size())).id();
        DeletedVersion deleted =
                storage().objects()
                        .delete(name, new ObjectKey(key), id, WriteCondition.NONE);
        assertThat(deleted.versionId()).isEqualTo(id);
        plain.remove(key, id);
        return "delete " + key + " " + id;
    }

    private String tag(String key) {
        List<Version> versions = plain.versions(key);
        int index = versions.isEmpty() ? 0 : random.nextInt(versions.size());
        if (versions.isEmpty() || versions.get(index).marker()) {
            return "nothing";
        }
        Map<String, String> tags = tags();
        String id = versions.get(index).id();
        ObjectVersion tagged =
                storage().objects().putTags(name, new ObjectKey(key), id, tags);
        assertThat(tagged.object().tags()).isEqualTo(tags);
        plain.replace(key, index, versions.get(index).tagged(tags, now()));
        return "tag " + key + " " + id + " " + tags;
    }

    private String begin(String key) throws IOException {
        if (plain.uploads().size() == UPLOADS_MAX) {
            return endUpload();
        }
        Upload upload = store.begin(name, key);
        int size = random.nextInt(2000);
        Part part =
                storage().uploads()
                        .putPart(
                                name, upload.key(), upload.uploadId(), 1, new ZeroContent(size));
        assertThat(part.sizeBytes()).isEqualTo(size);
        plain.uploads().add(new OpenUpload(key, upload.uploadId(), now(), size));
        return "upload " + key;
    }

    private String endUpload() {
        if (plain.uploads().isEmpty()) {
            return "nothing";
        }
        OpenUpload upload = plain.uploads().remove(random.nextInt(plain.uploads().size()));
        ObjectKey key = new ObjectKey(upload.key());
        if (random.nextBoolean() || plain.versions(upload.key()).size() == VERSIONS_MAX) {
            assertThat(storage().uploads().abort(name, key, upload.id()).bytes())
                    .isEqualTo(upload.sizeBytes());
            return "abort " + upload.key();
        }
        Part part = storage().uploads().parts(name, key, upload.id(), 0, 1).parts().getFirst();
        ObjectVersion version =
                storage().uploads()
                        .complete(
                                name,
                                key,
                                upload.id(),
                                new CompleteUpload(
                                        List.of(new NamedPart(1, part.etag(), null)),
                                        WriteCondition.NONE,
                                        null,
                                        null,
                                        new byte[16]));
        // A multipart object is as old as its upload.
        plain.add(
                upload.key(),
                versionOf(version, upload.sizeBytes(), upload.initiated()),
                now());
        return "complete " + upload.key();
    }

    private String setVersioning() {
        Versioning state = random.nextInt(3) > 0 ? Versioning.ENABLED : Versioning.SUSPENDED;
        if (plain.versioning() == Versioning.NEVER && random.nextInt(3) > 0) {
            return "nothing";
        }
        set(state);
        return state.toString();
    }

    private void set(Versioning state) {
        storage().buckets().setVersioning(name, state);
        plain.setVersioning(state);
    }

    private String setRules() {
        if (random.nextInt(10) == 0) {
            store.configurations().delete(name);
            plain.setRules(null, now());
            return "no rules";
        }
        LifecycleConfiguration rules = randomRules.configuration();
        store.configurations().put(storage().buckets().get(name), rules);
        plain.setRules(rules, now());
        return rules.toString();
    }

    private NewObject newObject() {
        StorageClass[] classes = StorageClass.values();
        StorageClass chosen =
                random.nextInt(3) > 0
                        ? StorageClass.STANDARD
                        : classes[random.nextInt(classes.length)];
        return new NewObject(ObjectMetadata.NONE, tags(), chosen, "owner");
    }

    private Map<String, String> tags() {
        return random.nextBoolean()
                ? Map.of()
                : Map.of("team", random.nextBoolean() ? "a" : "b", "more", "x");
    }

    /** Around the sizes at which rules change their mind. */
    private int size() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 131_071;
            case 2 -> 131_072;
            case 3 -> random.nextInt(300_000);
            default -> random.nextInt(2000);
        };
    }

    private List<String> openUploads() {
        return storage().uploads()
                .list(name, new UploadQuery("", null, null, null, 1000))
                .uploads()
                .stream()
                .map(Upload::uploadId)
                .toList();
    }

    private Storage storage() {
        return store.storage();
    }

    private Instant now() {
        return storage().clock().now();
    }

    private static String inWords(ActionRecord record) {
        String id = record.uploadId() == null ? record.versionId() : record.uploadId();
        String done = record.result() == ActionResult.DONE ? "" : " " + record.result();
        return String.join(
                " ",
                record.action().element(),
                record.ruleId(),
                record.key().value(),
                id == null ? "-" : id,
                record.dueAt() + done);
    }

    private static String inWords(ListedVersion version) {
        ListedObject object = version.object();
        return String.join(
                " ",
                version.key().value(),
                object == null ? "marker" : version.versionId(),
                String.valueOf(object == null ? 0 : object.sizeBytes()),
                (object == null ? StorageClass.STANDARD : object.storageClass()).name(),
                version.lastModified().toString(),
                String.valueOf(version.noncurrentSince()));
    }
}
