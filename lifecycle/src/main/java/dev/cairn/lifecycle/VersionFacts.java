package dev.cairn.lifecycle;

import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules ask of a version of an object, or of a delete marker.
 *
 * @param created last modification; for a multipart object its initiation
 * @param kind what the version is in its key
 * @param newerNoncurrentSince when the newer noncurrent versions of the key became noncurrent, the
 *     one next to this first; empty for current versions
 */
public record VersionFacts(
        String key,
        long sizeBytes,
        Map<String, String> tags,
        StorageClass storageClass,
        Instant created,
        Kind kind,
        @Nullable Instant noncurrentSince,
        List<Instant> newerNoncurrentSince) {
    public VersionFacts {
        newerNoncurrentSince = List.copyOf(newerNoncurrentSince);
        boolean noncurrent = kind == Kind.NONCURRENT || kind == Kind.NONCURRENT_MARKER;
        if (noncurrent != (noncurrentSince != null)) {
            throw new IllegalArgumentException(kind + " noncurrent since " + noncurrentSince);
        }
    }

    /** What the store says of a version. */
    public static VersionFacts of(RuleSubject subject) {
        return new VersionFacts(
                subject.key().value(),
                subject.sizeBytes(),
                subject.tags(),
                subject.storageClass(),
                subject.created(),
                subject.kind(),
                subject.noncurrentSince(),
                subject.newer().stream().map(RuleSubject.Newer::noncurrentSince).toList());
    }

    /** The current version of an object. */
    public static VersionFacts current(
            String key,
            long sizeBytes,
            Map<String, String> tags,
            StorageClass storageClass,
            Instant created) {
        return new VersionFacts(
                key, sizeBytes, tags, storageClass, created, Kind.CURRENT, null, List.of());
    }

    /** The same version in a bucket that keeps versions. */
    public VersionFacts versioned() {
        return new VersionFacts(
                key,
                sizeBytes,
                tags,
                storageClass,
                created,
                Kind.CURRENT_VERSIONED,
                null,
                List.of());
    }

    /** The same version in another storage class. */
    public VersionFacts in(StorageClass other) {
        return new VersionFacts(
                key,
                sizeBytes,
                tags,
                other,
                created,
                kind,
                noncurrentSince,
                newerNoncurrentSince);
    }

    boolean isMarker() {
        return kind == Kind.LONE_MARKER || kind == Kind.MARKER || kind == Kind.NONCURRENT_MARKER;
    }
}
