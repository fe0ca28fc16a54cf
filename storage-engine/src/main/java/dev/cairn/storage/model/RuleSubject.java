package dev.cairn.storage.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version or a delete marker as lifecycle rules see it.
 *
 * @param sequence of the version, which no other has
 * @param versionId {@code null} (the word) where it has none
 * @param tags none for a delete marker, which also has no size
 * @param tagged since when its tags are what they are
 * @param created last modification; for a multipart object its initiation
 * @param noncurrentSince null for what is the newest of its key
 * @param newer the noncurrent versions that took its place, the next one first, as many as were asked
 *     for; empty for what is the newest
 */
public record RuleSubject(
        ObjectKey key,
        long sequence,
        String versionId,
        Kind kind,
        long sizeBytes,
        Map<String, String> tags,
        Instant tagged,
        StorageClass storageClass,
        Instant created,
        @Nullable Instant noncurrentSince,
        List<Newer> newer) {
    /** Which version it is, and what its expiration makes of it. */
    public enum Kind {
        /** The current version, in a bucket where expiring it is the end of it. */
        CURRENT,
        /** The current version, where expiring it puts a delete marker before it. */
        CURRENT_VERSIONED,
        /** A delete marker with nothing behind it. */
        LONE_MARKER,
        /** A delete marker that is the newest of several versions. */
        MARKER,
        NONCURRENT,
        NONCURRENT_MARKER
    }

    /** A noncurrent version that is newer than another one. */
    public record Newer(long sequence, Instant noncurrentSince) {}

    public RuleSubject {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        newer = List.copyOf(newer);
    }

    /** The same in another storage class. */
    public RuleSubject in(StorageClass other) {
        return new RuleSubject(
                key,
                sequence,
                versionId,
                kind,
                sizeBytes,
                tags,
                tagged,
                other,
                created,
                noncurrentSince,
                newer);
    }
}
