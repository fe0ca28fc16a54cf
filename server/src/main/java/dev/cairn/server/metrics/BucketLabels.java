package dev.cairn.server.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * The values of the tag {@code bucket}, limited so that many buckets do not flood Prometheus: a
 * bucket that has a label of its own keeps it as long as it exists, and those that find none left
 * share one. Not for several threads at once.
 */
final class BucketLabels {
    static final String OTHER = "_other";

    private final int labelsMax;
    private Set<String> labelled = new HashSet<>();

    BucketLabels(int labelsMax) {
        this.labelsMax = labelsMax;
    }

    /** Tells which buckets there are now; labels of others are given up. */
    void retain(Set<String> existing) {
        labelled.retainAll(existing);
    }

    /** The label of a bucket. */
    String of(String bucket) {
        if (labelled.contains(bucket)) {
            return bucket;
        }
        if (labelled.size() >= labelsMax) {
            return OTHER;
        }
        labelled.add(bucket);
        return bucket;
    }
}
