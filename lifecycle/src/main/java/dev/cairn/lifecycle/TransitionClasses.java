package dev.cairn.lifecycle;

import dev.cairn.storage.model.StorageClass;
import java.util.List;

/**
 * What the storage classes are to transitions: where one may lead, after how many days, and which
 * one wins.
 *
 * <p>Source: Amazon S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle" and "How
 * Amazon S3 handles conflicts in lifecycle configurations".
 */
final class TransitionClasses {
    private static final int INFREQUENT_DAYS_MIN = 30;
    private static final int GLACIER_DAYS_MIN = 90;

    /** From the one that any other beats to the one that beats all. */
    private static final List<StorageClass> BY_RANK =
            List.of(
                    StorageClass.STANDARD_IA,
                    StorageClass.ONEZONE_IA,
                    StorageClass.GLACIER_IR,
                    StorageClass.INTELLIGENT_TIERING,
                    StorageClass.GLACIER,
                    StorageClass.DEEP_ARCHIVE);

    private TransitionClasses() {}

    static void requireTarget(StorageClass target) {
        if (!BY_RANK.contains(target)) {
            throw InvalidLifecycleException.argument(
                    "Invalid target Storage class for Transition action", "StorageClass", target);
        }
    }

    /** Infrequent access begins when an object is 30 days old. */
    static void requireAge(String element, String action, StorageClass target, int days) {
        if (isInfrequent(target) && days < INFREQUENT_DAYS_MIN) {
            throw InvalidLifecycleException.argument(
                    "'"
                            + element
                            + "' in "
                            + action
                            + " action must be greater than or equal to "
                            + INFREQUENT_DAYS_MIN
                            + " for storageClass '"
                            + target
                            + "'",
                    element,
                    days);
        }
    }

    /** The days that an object has to stay in a class before a rule takes it on. */
    static int stayDaysMin(StorageClass from) {
        return switch (from) {
            case STANDARD_IA, ONEZONE_IA -> INFREQUENT_DAYS_MIN;
            case GLACIER_IR, GLACIER -> GLACIER_DAYS_MIN;
            default -> 0;
        };
    }

    /** Of two transitions that are due at once, the one of higher rank happens. */
    static int rank(StorageClass target) {
        return BY_RANK.indexOf(target);
    }

    /** Whether rules may take an object from one class to another: downwards only. */
    static boolean leads(StorageClass from, StorageClass to) {
        return switch (from) {
            case STANDARD, REDUCED_REDUNDANCY -> BY_RANK.contains(to);
            case STANDARD_IA -> to != from && BY_RANK.contains(to);
            case INTELLIGENT_TIERING ->
                    to == StorageClass.ONEZONE_IA || to == StorageClass.GLACIER_IR || isArchive(to);
            case ONEZONE_IA, GLACIER_IR -> isArchive(to);
            case GLACIER -> to == StorageClass.DEEP_ARCHIVE;
            case DEEP_ARCHIVE -> false;
        };
    }

    private static boolean isInfrequent(StorageClass target) {
        return target == StorageClass.STANDARD_IA || target == StorageClass.ONEZONE_IA;
    }

    private static boolean isArchive(StorageClass target) {
        return target == StorageClass.GLACIER || target == StorageClass.DEEP_ARCHIVE;
    }
}
