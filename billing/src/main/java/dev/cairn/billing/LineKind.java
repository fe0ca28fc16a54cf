package dev.cairn.billing;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.RequestTier;
import org.jspecify.annotations.Nullable;

/** What the lines of a statement are about, in their order. */
public enum LineKind {
    STORAGE_CURRENT("storage-current", "Storage of current versions", BilledClass.CURRENT),
    STORAGE_NONCURRENT(
            "storage-noncurrent", "Storage of noncurrent versions", BilledClass.NONCURRENT),
    INCOMPLETE_UPLOADS(
            "incomplete-multipart-uploads",
            "Incomplete multipart uploads",
            BilledClass.UPLOAD_OPEN),
    DELETED_STORAGE(
            "deleted-storage",
            "Deleted storage within its minimum retention",
            BilledClass.DELETED),
    REQUESTS_TIER1(RequestTier.TIER1),
    REQUESTS_TIER2(RequestTier.TIER2),
    REQUESTS_FREE(RequestTier.FREE),
    DATA_OUT("data-out", "Data sent", null),
    MINIMUM_CHARGE("minimum-charge", "What active storage is short of the monthly minimum", null);

    private final String id;
    private final String description;
    private final @Nullable BilledClass billed;

    LineKind(RequestTier tier) {
        this("requests-" + tier.code(), tier.description(), null);
    }

    LineKind(String id, String description, @Nullable BilledClass billed) {
        this.id = id;
        this.description = description;
        this.billed = billed;
    }

    static LineKind of(BilledClass billed) {
        return switch (billed) {
            case CURRENT -> STORAGE_CURRENT;
            case NONCURRENT -> STORAGE_NONCURRENT;
            case UPLOAD_OPEN -> INCOMPLETE_UPLOADS;
            case DELETED -> DELETED_STORAGE;
        };
    }

    static LineKind of(RequestTier tier) {
        return switch (tier) {
            case TIER1 -> REQUESTS_TIER1;
            case TIER2 -> REQUESTS_TIER2;
            case FREE -> REQUESTS_FREE;
        };
    }

    /** The requests that a line is about. */
    static RequestTier tier(LineKind kind) {
        return switch (kind) {
            case REQUESTS_TIER1 -> RequestTier.TIER1;
            case REQUESTS_TIER2 -> RequestTier.TIER2;
            case REQUESTS_FREE -> RequestTier.FREE;
            default -> throw new IllegalArgumentException(kind + " is not about requests");
        };
    }

    public String id() {
        return id;
    }

    public String description() {
        return description;
    }

    /** The class of the bytes; null where it is not about storage. */
    public @Nullable BilledClass billed() {
        return billed;
    }
}
