package dev.cairn.lifecycle;

import dev.cairn.storage.model.StorageClass;

/** Puts current versions into another storage class. */
public record Transition(RuleTime time, StorageClass storageClass) {
    private static final String ACTION = "Transition";

    public Transition {
        TransitionClasses.requireTarget(storageClass);
        if (time instanceof RuleTime.Days(int days)) {
            InvalidLifecycleException.requireNotNegative("Days", ACTION, days);
            TransitionClasses.requireAge("Days", ACTION, storageClass, days);
        }
    }
}
