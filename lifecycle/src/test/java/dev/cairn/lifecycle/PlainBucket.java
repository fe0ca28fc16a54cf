package dev.cairn.lifecycle;

import dev.cairn.storage.model.RuleSubject.Kind;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.Versioning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The oracle of a bucket: plain lists of versions and uploads, and a pass that asks {@link DayByDay}
 * about each of them. Written without a look at the engine or the runner.
 */
final class PlainBucket {
    static final String NULL = "null";

    private final Map<String, List<Version>> keys = new TreeMap<>();
    private final List<OpenUpload> uploads = new ArrayList<>();
    private Versioning versioning = Versioning.NEVER;
    private @Nullable LifecycleConfiguration rules;

    /** By rule. */
    private Map<LifecycleRule, Instant> inForceSince = new HashMap<>();

    /** A version, or a delete marker, which has no size. */
    record Version(
            String id,
            boolean marker,
            long sizeBytes,
            Map<String, String> tags,
            StorageClass storageClass,
            Instant created,
            @Nullable Instant noncurrentSince,
            Instant tagged) {
        static Version markerOf(String id, Instant now) {
            return new Version(
                    id, true, 0, Map.of(), StorageClass.STANDARD, now, null, now);
        }

        Version since(@Nullable Instant instant) {
            return new Version(
                    id, marker, sizeBytes, tags, storageClass, created, instant, tagged);
        }

        Version in(StorageClass other) {
            return new Version(
                    id, marker, sizeBytes, tags, other, created, noncurrentSince, tagged);
        }

        Version tagged(Map<String, String> other, Instant now) {
            return new Version(
                    id,
                    marker,
                    sizeBytes,
                    other,
                    storageClass,
                    created,
                    noncurrentSince,
                    other.equals(tags) ? tagged : now);
        }
    }

    record OpenUpload(String key, String id, Instant initiated, long sizeBytes) {}

    Versioning versioning() {
        return versioning;
    }

    void setVersioning(Versioning state) {
        versioning = state;
    }

    /** Rules that were there before stay in force; not those that other sizes are too small for. */
    void setRules(@Nullable LifecycleConfiguration configuration, Instant now) {
        Map<LifecycleRule, Instant> since = new HashMap<>();
        if (configuration != null) {
            boolean otherSizes =
                    rules != null
                            && rules.transitionMinimum() != configuration.transitionMinimum();
            for (LifecycleRule rule : configuration.rules()) {
                boolean moves =
                        !rule.actions().transitions().isEmpty()
                                || !rule.actions().noncurrentTransitions().isEmpty();
                since.put(
                        rule,
                        otherSizes && moves ? now : inForceSince.getOrDefault(rule, now));
            }
        }
        rules = configuration;
        inForceSince = since;
    }

    Iterable<String> keys() {
        return List.copyOf(keys.keySet());
    }

    /** Newest first. */
    List<Version> versions(String key) {
        return keys.getOrDefault(key, List.of());
    }

    List<OpenUpload> uploads() {
        return uploads;
    }

    /** A new version or delete marker in front of all others; in place of a null version. */
    void add(String key, Version fresh, Instant now) {
        List<Version> versions = new ArrayList<>();
        versions.add(fresh);
        for (Version old : versions(key)) {
            boolean replaced =
                    versioning != Versioning.ENABLED && old.id().equals(NULL);
            if (!replaced) {
                versions.add(old.noncurrentSince() == null ? old.since(now) : old);
            }
        }
        keys.put(key, versions);
    }

    /** A delete that names no version. */
    void delete(String key, String markerId, Instant now) {
        if (versioning == Versioning.NEVER) {
            keys.remove(key);
        } else {
            add(key, Version.markerOf(markerId, now), now);
        }
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

    void replace(String key, int index, Version version) {
        List<Version> versions = new ArrayList<>(versions(key));
        versions.set(index, version);
        keys.put(key, versions);
    }

    /**
     * Does what is due.
     *
     * @param markerId what delete markers of this pass are called
     * @return element, rule, key, version or upload, and instant of each action
     */
    List<String> pass(Instant now, String markerId) {
        List<String> actions = new ArrayList<>();
        if (rules != null) {
            for (OpenUpload upload : List.copyOf(uploads)) {
                pass(upload, rules, now, actions);
            }
            for (String key : keys()) {
                List<Version> seen = List.copyOf(versions(key));
                for (int i = seen.size() - 1; i >= 0; i--) {
                    pass(key, seen, i, rules, now, markerId, actions);
                }
            }
        }
        return actions;
    }

    private void pass(
            OpenUpload upload,
            LifecycleConfiguration configuration,
            Instant now,
            List<String> actions) {
        new DayByDay(configuration, now).abort(upload.key(), upload.initiated())
                .ifPresent(
                        end -> {
                            uploads.remove(upload);
                            actions.add(
                                    booked(
                                            end,
                                            upload.key(),
                                            upload.id(),
                                            configuration,
                                            upload.initiated()));
                        });
    }

    private void pass(
            String key,
            List<Version> seen,
            int index,
            LifecycleConfiguration configuration,
            Instant now,
            String markerId,
            List<String> actions) {
        Version version = seen.get(index);
        String id = versioning == Versioning.NEVER ? "-" : version.id();
        for (String step : new DayByDay(configuration, now).story(facts(key, seen, index))) {
            actions.add(booked(step, key, id, configuration, version.tagged()));
            List<String> words = List.of(step.split(" ", -1));
            switch (words.getFirst()) {
                case "Transition", "NoncurrentVersionTransition" -> {
                    int place = versions(key).indexOf(version);
                    version = version.in(StorageClass.valueOf(words.getLast()));
                    replace(key, place, version);
                }
                case "Expiration" ->
                        delete(
                                key,
                                versioning == Versioning.SUSPENDED ? NULL : markerId,
                                now);
                default -> remove(key, version.id());
            }
        }
    }

    private VersionFacts facts(String key, List<Version> seen, int index) {
        Version version = seen.get(index);
        List<Instant> newer = new ArrayList<>();
        for (int i = index - 1; i >= 0; i--) {
            Instant since = seen.get(i).noncurrentSince();
            if (since != null && !seen.get(i).marker()) {
                newer.add(since);
            }
        }
        return new VersionFacts(
                key,
                version.sizeBytes(),
                version.tags(),
                version.storageClass(),
                version.created(),
                kind(version, seen.size()),
                version.noncurrentSince(),
                newer);
    }

    private Kind kind(Version version, int count) {
        if (version.noncurrentSince() != null) {
            return version.marker() ? Kind.NONCURRENT_MARKER : Kind.NONCURRENT;
        }
        if (version.marker()) {
            return count == 1 ? Kind.LONE_MARKER : Kind.MARKER;
        }
        boolean ends =
                versioning == Versioning.NEVER
                        || (versioning == Versioning.SUSPENDED && version.id().equals(NULL));
        return ends ? Kind.CURRENT : Kind.CURRENT_VERSIONED;
    }

    /** Nothing counts before its rule was in force, or before the tags that it asks for came. */
    private String booked(
            String step,
            String key,
            String id,
            LifecycleConfiguration configuration,
            Instant tagged) {
        List<String> words = List.of(step.split(" ", -1));
        String ruleId = words.get(1);
        Instant due = Instant.parse(words.get(2));
        for (LifecycleRule rule : configuration.rules()) {
            Instant since = inForceSince.getOrDefault(rule, due);
            if (rule.id().equals(ruleId) && since.isAfter(due)) {
                due = since;
            }
            if (rule.id().equals(ruleId) && rule.filter().hasTags() && tagged.isAfter(due)) {
                due = tagged;
            }
        }
        return String.join(" ", words.getFirst(), ruleId, key, id, due.toString());
    }
}
