package dev.cairn.storage;

import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.RuleSubject.Newer;
import dev.cairn.storage.model.StorageException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds while a version is still what a rule saw, and the rule still wants it. What was overwritten,
 * made current again or tagged otherwise in the meantime is left alone.
 */
final class RuleCheck implements RemovalCheck {
    private final Space space;
    private final RuleSubject seen;
    private final Predicate<RuleSubject> still;

    RuleCheck(Space space, RuleSubject seen, Predicate<RuleSubject> still) {
        this.space = space;
        this.seen = seen;
        this.still = still;
    }

    /** What the check refuses with; nobody but {@link RuleStore} sees it. */
    static boolean isRefusal(StorageException refused) {
        return refused.refusal() instanceof Refusal.PreconditionFailed;
    }

    @Override
    public void current(@Nullable ObjectRow current) {
        require(current != null);
        if (current != null) {
            check(RuleSubjects.current(space, seen.key(), current));
        }
    }

    @Override
    public void other(KeyVersions versions, VersionRow version) {
        boolean moreOfKey =
                version instanceof VersionRow.Marker marker
                        && marker.noncurrentSince() == null
                        && versions.newestBelow(version.sequence()) != null;
        checkNewer(versions);
        check(RuleSubjects.other(seen.key(), version, moreOfKey, seen.newer()));
    }

    /** The newer versions that let the rule count must be there when the batch is committed. */
    private void checkNewer(KeyVersions versions) {
        KeyRows rows = new KeyRows(space.id(), seen.key());
        for (Newer newer : seen.newer()) {
            byte[] value = versions.value(newer.sequence());
            require(value != null);
            versions.batch().guard(rows.version(newer.sequence()), value);
        }
    }

    private void check(RuleSubject now) {
        require(
                now.sequence() == seen.sequence()
                        && now.versionId().equals(seen.versionId())
                        && now.kind() == seen.kind()
                        && still.test(now));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new StorageException(new Refusal.PreconditionFailed("rule"));
        }
    }
}
