package dev.cairn.storage;

import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.RulePlace;
import dev.cairn.storage.model.RuleSubject.Newer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The noncurrent versions of a key that a walk has passed last, the last one first. Delete markers
 * among them do not count (User Guide, "Lifecycle configuration elements").
 */
final class NewerVersions {
    private final int most;
    private final Deque<Newer> passed = new ArrayDeque<>();
    private String key = "";

    NewerVersions(int most) {
        this.most = most;
    }

    void resume(RulePlace place) {
        key = place.key();
        passed.addAll(place.newer());
    }

    /** The walk is at this key, which may be another one. */
    void enter(String at) {
        if (!at.equals(key)) {
            key = at;
            passed.clear();
        }
    }

    /** The walk goes on behind a row of the key. */
    void pass(VersionRow row) {
        if (row instanceof VersionRow.Noncurrent version && most > 0) {
            if (passed.size() == most) {
                passed.removeLast();
            }
            passed.addFirst(new Newer(row.sequence(), version.noncurrentSince()));
        }
    }

    List<Newer> toList() {
        return List.copyOf(passed);
    }
}
