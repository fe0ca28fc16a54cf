package dev.cairn.storage.model;

import java.util.Optional;

/** The storage classes that an object may be put into. The ordinal is never stored. */
public enum StorageClass {
    STANDARD(1),
    REDUCED_REDUNDANCY(2),
    STANDARD_IA(3),
    ONEZONE_IA(4),
    INTELLIGENT_TIERING(5),
    GLACIER(6),
    DEEP_ARCHIVE(7),
    GLACIER_IR(8);

    private final int code;

    StorageClass(int code) {
        this.code = code;
    }

    public static Optional<StorageClass> of(String name) {
        for (StorageClass storageClass : values()) {
            if (storageClass.name().equals(name)) {
                return Optional.of(storageClass);
            }
        }
        return Optional.empty();
    }

    /** The class stored under this code. */
    public static StorageClass ofCode(int code) {
        for (StorageClass storageClass : values()) {
            if (storageClass.code == code) {
                return storageClass;
            }
        }
        throw new IllegalArgumentException("no storage class has code " + code);
    }

    /** The byte that stands for this class on disk. */
    public int code() {
        return code;
    }
}
