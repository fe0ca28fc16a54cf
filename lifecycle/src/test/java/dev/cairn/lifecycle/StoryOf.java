package dev.cairn.lifecycle;

import dev.cairn.storage.model.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes on with a version until nothing more happens to it. */
final class StoryOf {
    private StoryOf() {}

    static List<DueAction> version(LifecycleRules rules, VersionFacts start) {
        List<DueAction> story = new ArrayList<>();
        VersionFacts version = start;
        while (true) {
            Optional<DueAction> next = rules.next(version, DayScale.REAL);
            if (next.isEmpty()) {
                return story;
            }
            story.add(next.get());
            StorageClass target = next.get().target();
            if (target == null) {
                return story;
            }
            version = version.in(target);
        }
    }
}
