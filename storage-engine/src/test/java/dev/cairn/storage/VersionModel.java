package dev.cairn.storage;

import dev.cairn.storage.model.Versioning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the versions of a bucket should be: plain lists in a plain map. */
final class VersionModel {
    private static final String NULL = "null";

    private final Map<String, List<Version>> keys = new TreeMap<>(Comparator.naturalOrder());
    private Versioning versioning = Versioning.NEVER;

    /**
     * A version or delete marker.
     *
     * @param content null for a delete marker
     */
    record Version(
            String id,
            byte @Nullable [] content,
            Map<String, String> tags,
            @Nullable Instant noncurrentSince) {
        boolean isMarker() {
            return content == null;
        }

        Version since(@Nullable Instant instant) {
            return new Version(id, content, tags, instant);
        }
    }

    Versioning versioning() {
        return versioning;
    }

    void setVersioning(Versioning state) {
        versioning = state;
    }

    /** Newest first. */
    List<Version> versions(String key) {
        return keys.getOrDefault(key, List.of());
    }

    Iterable<String> keys() {
        return keys.keySet();
    }

    @Nullable
    Version current(String key) {
        List<Version> versions = versions(key);
        return versions.isEmpty() || versions.getFirst().isMarker() ? null : versions.getFirst();
    }

    @Nullable
    Version find(String key, String id) {
        return versions(key).stream().filter(v -> v.id().equals(id)).findFirst().orElse(null);
    }

    /** Whether the next write is a null version. */
    boolean writesNull() {
        return versioning != Versioning.ENABLED;
    }

    void add(String key, Version fresh, Instant now) {
        List<Version> versions = new ArrayList<>();
        versions.add(fresh);
        if (versioning.everEnabled()) {
            for (Version old : versions(key)) {
                if (!writesNull() || !old.id().equals(NULL)) {
                    versions.add(old.noncurrentSince() == null ? old.since(now) : old);
                }
            }
        }
        keys.put(key, versions);
    }

    void remove(String key, String id) {
        List<Version> versions = new ArrayList<>(versions(key));
        versions.removeIf(version -> version.id().equals(id));
        if (versions.isEmpty()) {
            keys.remove(key);
        } else {
            versions.set(0, versions.getFirst().since(null));
            keys.put(key, versions);
        }
    }

    void tag(String key, String id, Map<String, String> tags) {
        List<Version> versions = new ArrayList<>(versions(key));
        versions.replaceAll(
                v -> v.id().equals(id)
                        ? new Version(id, v.content(), tags, v.noncurrentSince())
                        : v);
        keys.put(key, versions);
    }
}
