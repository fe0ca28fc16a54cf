package dev.cairn.lifecycle;

import dev.cairn.storage.model.StorageClass;

/** Puts noncurrent versions into another storage class. */
public record NoncurrentVersionTransition(NoncurrentAge age, StorageClass storageClass) {
    static final String ACTION = "NoncurrentVersionTransition";

    public NoncurrentVersionTransition {
        TransitionClasses.requireTarget(storageClass);
        InvalidLifecycleException.requireNotNegative("NoncurrentDays", ACTION, age.days());
        TransitionClasses.requireAge("NoncurrentDays", ACTION, storageClass, age.days());
    }
}
