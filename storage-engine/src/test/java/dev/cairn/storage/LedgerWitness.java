package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;

import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.CohortEvent;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.RulePage;
import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a bucket before and behind each operation, and writes into a plain ledger what has
 * changed: knows nothing of how the store keeps its own. The clock must stand still during an
 * operation.
 */
final class LedgerWitness {
    private final PlainLedger plain = new PlainLedger();

    /** When the ledger last had to notice a version, by sequence number. */
    private final Map<Long, Instant> noticed = new HashMap<>();

    private Map<Long, RuleSubject> versions = Map.of();
    private Map<String, Open> parts = Map.of();

    /** A part of an open upload. */
    private record Open(StorageClass in, String uploadId, Instant initiated, Part part) {}

    PlainLedger plain() {
        return plain;
    }

    /**
     * An operation has happened.
     *
     * @param due since when what it did counts, if not since now
     * @param completed the upload that became an object, if one did, and its part
     */
    void look(StoreFixture store, @Nullable Instant due, @Nullable Completed completed) {
        Instant now = store.storage().clock().now();
        Instant counts = due == null || due.isAfter(now) ? now : due;
        compareVersions(versions(store), now, counts);
        compareParts(parts(store), counts, completed);
    }

    /** The bucket is dropped. */
    void dropped(Instant now) {
        compareVersions(Map.of(), now, now);
        compareParts(Map.of(), now, null);
    }

    /** What a CompleteMultipartUpload did. */
    record Completed(String uploadId, int number) {}

    private void compareVersions(
            Map<Long, RuleSubject> after, Instant now, Instant counts) {
        Set<Long> all = new HashSet<>(versions.keySet());
        all.addAll(after.keySet());
        for (long sequence : all) {
            RuleSubject old = versions.get(sequence);
            RuleSubject fresh = after.get(sequence);
            Instant at = later(counts, noticed.getOrDefault(sequence, now));
            if (old == null && fresh != null) {
                noticed.put(sequence, now);
                move(fresh, 1, now);
            } else if (old != null && fresh == null) {
                plain.removed(
                        old.storageClass(),
                        classOf(old),
                        old.created(),
                        old.sizeBytes(),
                        at);
            } else if (old != null && fresh != null && differ(old, fresh)) {
                noticed.put(sequence, at);
                move(old, -1, at);
                move(fresh, 1, at);
            }
        }
        versions = after;
    }

    private void compareParts(
            Map<String, Open> after, Instant counts, @Nullable Completed completed) {
        after.forEach(
                (name, open) -> {
                    if (!parts.containsKey(name)) {
                        Part part = open.part();
                        plain.landed(
                                open.in(), open.initiated(), part.sizeBytes(),
                                part.lastModified());
                    }
                });
        parts.forEach(
                (name, open) -> {
                    if (!after.containsKey(name)) {
                        Part part = open.part();
                        boolean named =
                                new Completed(open.uploadId(), part.number()).equals(completed);
                        plain.left(
                                open.in(),
                                open.initiated(),
                                part.sizeBytes(),
                                named ? CohortEvent.COMPLETED : CohortEvent.REMOVED,
                                later(counts, part.lastModified()));
                    }
                });
        parts = after;
    }

    private void move(RuleSubject version, int sign, Instant at) {
        plain.move(
                new PlainLedger.Move(
                        version.storageClass(),
                        classOf(version),
                        version.sizeBytes(),
                        sign,
                        at));
    }

    private static boolean differ(RuleSubject old, RuleSubject fresh) {
        return classOf(old) != classOf(fresh) || old.storageClass() != fresh.storageClass();
    }

    private static ByteClass classOf(RuleSubject version) {
        return version.kind() == RuleSubject.Kind.NONCURRENT
                ? ByteClass.NONCURRENT
                : ByteClass.CURRENT;
    }

    /** All versions by sequence number; delete markers are nothing to pay for. */
    private static Map<Long, RuleSubject> versions(StoreFixture store) {
        Map<Long, RuleSubject> all = new HashMap<>();
        RulePage page =
                store.storage()
                        .rules()
                        .walk(
                                store.storage().buckets().get(BUCKET),
                                new RuleScope("", 1000, 0),
                                null,
                                subject -> !isMarker(subject));
        page.subjects().forEach(subject -> all.put(subject.sequence(), subject));
        return all;
    }

    private static boolean isMarker(RuleSubject subject) {
        return switch (subject.kind()) {
            case LONE_MARKER, MARKER, NONCURRENT_MARKER -> true;
            case CURRENT, CURRENT_VERSIONED, NONCURRENT -> false;
        };
    }

    private static Map<String, Open> parts(StoreFixture store) {
        Map<String, Open> all = new LinkedHashMap<>();
        UploadQuery query = new UploadQuery("", null, null, null, 1000);
        for (Upload upload : store.storage().uploads().list(BUCKET, query).uploads()) {
            for (Part part : store.storage()
                    .uploads()
                    .parts(BUCKET, upload.key(), upload.uploadId(), 0, 1000)
                    .parts()) {
                // A part sent again has superseded more bytes than the one before.
                String name =
                        upload.uploadId() + " " + part.number() + " " + part.supersededBytes();
                StorageClass in = upload.begun().object().storageClass();
                all.put(name, new Open(in, upload.uploadId(), upload.initiated(), part));
            }
        }
        return all;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
