package dev.cairn.storage.model;

import java.util.List;

/**
 * A place in a walk over the versions of a bucket.
 *
 * @param key at which the walk stands
 * @param below noncurrent versions of that key with smaller sequence numbers follow; 0: the key is
 *     done; {@link Long#MAX_VALUE}: all of the key is still to come
 * @param newer the noncurrent versions of the key passed last, the last one first
 */
public record RulePlace(String key, long below, List<RuleSubject.Newer> newer) {
    public RulePlace {
        newer = List.copyOf(newer);
    }

    /** In front of a key. */
    public static RulePlace before(String key) {
        return new RulePlace(key, Long.MAX_VALUE, List.of());
    }

    /** Behind all versions of a key. */
    public static RulePlace behind(String key) {
        return new RulePlace(key, 0, List.of());
    }
}
