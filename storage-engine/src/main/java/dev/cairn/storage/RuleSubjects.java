package dev.cairn.storage;

import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.RuleSubject.Newer;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Versioning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of rows what rules look at. */
final class RuleSubjects {
    private RuleSubjects() {}

    static RuleSubject current(Space space, ObjectKey key, ObjectRow row) {
        // Where versioning is suspended, a delete replaces the null version and hides any other.
        boolean ends =
                space.versioning() == Versioning.NEVER
                        || (space.versioning() == Versioning.SUSPENDED && row.nullVersion());
        Kind kind = ends ? Kind.CURRENT : Kind.CURRENT_VERSIONED;
        return ofVersion(key, row, kind, null, List.of());
    }

    /**
     * A noncurrent version or a delete marker.
     *
     * @param moreOfKey whether the key has older ones
     */
    static RuleSubject other(
            ObjectKey key, VersionRow row, boolean moreOfKey, List<Newer> newer) {
        return switch (row) {
            case VersionRow.Noncurrent version ->
                    ofVersion(
                            key,
                            version.object(),
                            Kind.NONCURRENT,
                            version.noncurrentSince(),
                            newer);
            case VersionRow.Marker marker ->
                    new RuleSubject(
                            key,
                            marker.sequence(),
                            marker.versionId(),
                            kind(marker, moreOfKey),
                            0,
                            Map.of(),
                            marker.lastModified(),
                            StorageClass.STANDARD,
                            marker.lastModified(),
                            marker.noncurrentSince(),
                            newer);
        };
    }

    private static Kind kind(VersionRow.Marker marker, boolean moreOfKey) {
        if (marker.noncurrentSince() != null) {
            return Kind.NONCURRENT_MARKER;
        }
        return moreOfKey ? Kind.MARKER : Kind.LONE_MARKER;
    }

    private static Instant tagged(ObjectRow row) {
        Instant tagged = row.tagged();
        return tagged == null ? row.lastModified() : tagged;
    }

    private static RuleSubject ofVersion(
            ObjectKey key,
            ObjectRow row,
            Kind kind,
            @Nullable Instant noncurrentSince,
            List<Newer> newer) {
        return new RuleSubject(
                key,
                row.sequence(),
                row.versionId(),
                kind,
                row.sizeBytes(),
                row.object().tags(),
                tagged(row),
                row.object().storageClass(),
                row.lastModified(),
                noncurrentSince,
                newer);
    }
}
