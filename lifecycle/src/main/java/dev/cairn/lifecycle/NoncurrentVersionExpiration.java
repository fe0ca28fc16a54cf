package dev.cairn.lifecycle;

/** Removes noncurrent versions. */
public record NoncurrentVersionExpiration(NoncurrentAge age) {
    static final String ACTION = "NoncurrentVersionExpiration";

    public NoncurrentVersionExpiration {
        InvalidLifecycleException.requirePositive("NoncurrentDays", ACTION, age.days());
    }
}
