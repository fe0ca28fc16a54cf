package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.storage.model.StorageClass;
import java.util.Comparator;

/**
 * What bytes are charged as, and in which storage class.
 *
 * @param storageClass the one whose price is taken
 */
public record StorageKey(BilledClass billed, StorageClass storageClass)
        implements Comparable<StorageKey> {
    private static final Comparator<StorageKey> ORDER =
            Comparator.comparing(StorageKey::billed).thenComparing(StorageKey::storageClass);

    @Override
    public int compareTo(StorageKey other) {
        return ORDER.compare(this, other);
    }
}
