package dev.cairn.storage;

import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.WriteCondition;
import org.jspecify.annotations.Nullable;

/**
 * Whether a delete may do what it is about to do, asked in each of its rounds about the rows that
 * the round has read and guards. Refuses by a {@code StorageException}.
 */
interface RemovalCheck {
    /** The current version goes, or a delete marker takes its place; null where there is none. */
    void current(@Nullable ObjectRow current);

    /** A noncurrent version or a delete marker goes. */
    void other(KeyVersions versions, VersionRow version);

    /** The condition of a request. */
    static RemovalCheck of(WriteCondition condition) {
        return new RemovalCheck() {
            @Override
            public void current(@Nullable ObjectRow current) {
                Conditions.checkDelete(condition, current);
            }

            @Override
            public void other(KeyVersions versions, VersionRow version) {
                current(version instanceof VersionRow.Noncurrent old ? old.object() : null);
            }
        };
    }
}
