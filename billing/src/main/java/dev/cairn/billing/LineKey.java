package dev.cairn.billing;

import dev.cairn.billing.plan.PlanName;
import dev.cairn.storage.model.StorageClass;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What makes a line of a statement one line.
 *
 * @param storageClass null where the line is not about storage
 */
record LineKey(PlanName plan, LineKind kind, @Nullable StorageClass storageClass)
        implements Comparable<LineKey> {
    private static final Comparator<LineKey> ORDER =
            Comparator.comparing(LineKey::plan)
                    .thenComparing(LineKey::kind)
                    .thenComparing(
                            LineKey::storageClass,
                            Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(LineKey other) {
        return ORDER.compare(this, other);
    }
}
