package dev.cairn.storage;

import dev.cairn.storage.model.ObjectKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What readers hold. A reader pins the key, reads the version, opens its bytes or pins its body, and
 * lets the key go; the reclaimer passes over what is pinned.
 */
final class Pins {
    private final ConcurrentMap<Object, Integer> counts = new ConcurrentHashMap<>();

    private record KeyPin(long space, ObjectKey key) {}

    private record BodyPin(long space, String bodyId) {}

    void pinKey(long space, ObjectKey key) {
        counts.merge(new KeyPin(space, key), 1, Integer::sum);
    }

    void unpinKey(long space, ObjectKey key) {
        release(new KeyPin(space, key));
    }

    void pinBody(long space, String bodyId) {
        counts.merge(new BodyPin(space, bodyId), 1, Integer::sum);
    }

    void unpinBody(long space, String bodyId) {
        release(new BodyPin(space, bodyId));
    }

    boolean holds(long space, ObjectKey key, String bodyId) {
        return counts.containsKey(new KeyPin(space, key))
                || counts.containsKey(new BodyPin(space, bodyId));
    }

    private void release(Object pin) {
        counts.computeIfPresent(pin, (any, count) -> count == 1 ? null : count - 1);
    }
}
