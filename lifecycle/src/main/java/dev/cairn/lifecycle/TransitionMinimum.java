package dev.cairn.lifecycle;

import dev.cairn.storage.model.StorageClass;
import java.util.Optional;

/**
 * Which objects are too small for a transition by a rule that does not speak of sizes; named as the
 * header {@code x-amz-transition-default-minimum-object-size} does.
 *
 * <p>Source: API reference, PutBucketLifecycleConfiguration.
 */
public enum TransitionMinimum {
    ALL_STORAGE_CLASSES_128K("all_storage_classes_128K", 1),
    VARIES_BY_STORAGE_CLASS("varies_by_storage_class", 2);

    private static final long SIZE_MIN = 128 << 10;

    private final String value;
    private final int code;

    TransitionMinimum(String value, int code) {
        this.value = value;
        this.code = code;
    }

    /** The minimum that a header names. */
    public static Optional<TransitionMinimum> of(String value) {
        for (TransitionMinimum minimum : values()) {
            if (minimum.value.equals(value)) {
                return Optional.of(minimum);
            }
        }
        return Optional.empty();
    }

    static TransitionMinimum ofCode(int code) {
        for (TransitionMinimum minimum : values()) {
            if (minimum.code == code) {
                return minimum;
            }
        }
        throw new IllegalArgumentException("no transition minimum has code " + code);
    }

    int code() {
        return code;
    }

    /** As in the header. */
    public String value() {
        return value;
    }

    boolean allows(long sizeBytes, StorageClass target) {
        boolean archive = target == StorageClass.GLACIER || target == StorageClass.DEEP_ARCHIVE;
        return sizeBytes >= SIZE_MIN || (this == VARIES_BY_STORAGE_CLASS && archive);
    }
}
