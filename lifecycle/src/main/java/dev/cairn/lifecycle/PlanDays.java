package dev.cairn.lifecycle;

import dev.cairn.storage.model.Bucket;
import java.util.OptionalInt;

/** After how many days the price plan of a bucket ends open uploads. */
@FunctionalInterface
public interface PlanDays {
    /** No plan ends any. */
    PlanDays NONE = bucket -> OptionalInt.empty();

    /** Empty where it does not. */
    OptionalInt of(Bucket bucket);
}
