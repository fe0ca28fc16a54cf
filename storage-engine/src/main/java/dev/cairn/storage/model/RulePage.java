package dev.cairn.storage.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a walk over the versions of a bucket.
 *
 * @param subjects those that were wanted
 * @param scanned how many versions and delete markers were looked at
 * @param next where the walk goes on; null at its end
 */
public record RulePage(List<RuleSubject> subjects, int scanned, @Nullable RulePlace next) {
    public RulePage {
        subjects = List.copyOf(subjects);
    }
}
