package dev.cairn.server.admin;

import dev.cairn.billing.BillingException;
import dev.cairn.storage.model.Refusal;

/** What a refusal of the store, or of billing, becomes in the admin API. */
final class AdminErrors {
    private AdminErrors() {}

    static AdminException of(BillingException refusal) {
        return switch (refusal.reason()) {
            case NO_SUCH_PLAN -> new AdminException(409, "NoSuchPlan", refusal.message());
            case SEVERAL_CURRENCIES, DAY_CUT ->
                    AdminException.invalidArgument(refusal.message());
        };
    }

    static AdminException of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NoSuchBucket r ->
                    new AdminException(404, "NoSuchBucket", "there is no bucket " + r.bucket());
            case Refusal.BucketAlreadyOwnedByYou r ->
                    new AdminException(
                            409,
                            "BucketAlreadyOwnedByYou",
                            "the bucket " + r.bucket().name() + " exists already");
            case Refusal.BucketAlreadyExists r ->
                    new AdminException(
                            409,
                            "BucketAlreadyExists",
                            "the bucket " + r.bucket() + " exists and belongs to someone else");
            case Refusal.BucketNotEmpty r ->
                    new AdminException(
                            409, "BucketNotEmpty", "the bucket " + r.bucket() + " holds objects");
            case Refusal.NoSuchKey r ->
                    new AdminException(404, "NoSuchKey", "there is no object " + r.key());
            case Refusal.NoSuchVersion r ->
                    new AdminException(
                            404,
                            "NoSuchVersion",
                            "the object " + r.key() + " has no version " + r.versionId());
            case Refusal.InvalidVersionId r ->
                    new AdminException(
                            400, "InvalidArgument", r.versionId() + " is not a version id");
            case Refusal.CurrentIsDeleteMarker r ->
                    new AdminException(
                            404,
                            "NoSuchKey",
                            "the object " + r.key() + " was deleted by marker " + r.versionId());
            case Refusal.VersionIsDeleteMarker r ->
                    new AdminException(
                            405,
                            "MethodNotAllowed",
                            "version " + r.versionId() + " of " + r.key() + " is a delete marker");
            case Refusal.NoSuchUpload r ->
                    new AdminException(
                            404,
                            "NoSuchUpload",
                            "no upload " + r.uploadId() + " is open for this bucket and key");
            case Refusal.InvalidPart r ->
                    new AdminException(
                            400,
                            "InvalidPart",
                            "part " + r.partNumber() + " is missing or has another ETag");
            case Refusal.UploadHasNoParts r ->
                    new AdminException(
                            409,
                            "UploadHasNoParts",
                            "there is nothing that an object could be made of");
            case Refusal.UploadHasGaps r ->
                    new AdminException(
                            409,
                            "UploadHasGaps",
                            "of the parts up to %d these are missing: %s; allowGaps goes without them"
                                    .formatted(r.partNumberMax(), String.join(", ", r.gaps())));
            case Refusal.EntityTooSmall r ->
                    new AdminException(
                            400,
                            "EntityTooSmall",
                            "part %d has %d bytes, fewer than %d"
                                    .formatted(
                                            r.partNumber(), r.proposedSize(), r.minSizeAllowed()));
            case Refusal.EntityTooLarge r ->
                    new AdminException(
                            400,
                            "EntityTooLarge",
                            r.proposedSize() + " bytes are more than " + r.maxSizeAllowed());
            case Refusal.PreconditionFailed r ->
                    new AdminException(
                            412, "PreconditionFailed", r.condition() + " does not hold");
            case Refusal.ObjectSizeMismatch r ->
                    new AdminException(
                            400,
                            "InvalidRequest",
                            "the parts have %d bytes, not %d"
                                    .formatted(r.actualBytes(), r.expectedBytes()));
            case Refusal.PartChecksumMissing r ->
                    new AdminException(
                            400,
                            "InvalidRequest",
                            "part " + r.partNumber() + " needs its " + r.algorithm() + " checksum");
            case Refusal.ChecksumMismatch r ->
                    new AdminException(
                            400, "BadDigest", "the " + r.algorithm() + " checksum does not match");
            case Refusal.ChecksumAlgorithmMismatch r ->
                    new AdminException(
                            400,
                            "InvalidRequest",
                            "the checksum is " + r.actual() + ", not " + r.expected());
            case Refusal.MetadataTooLarge r ->
                    new AdminException(
                            400,
                            "MetadataTooLarge",
                            "metadata of %d bytes; at most %d are kept"
                                    .formatted(r.sizeBytes(), r.maxSizeBytes()));
            case Refusal.QuotaExceeded r ->
                    new AdminException(
                            403,
                            "QuotaExceeded",
                            "%s of the bucket is %d, and this would make it %d"
                                    .formatted(r.quota(), r.max(), r.wanted()));
            case Refusal.TooBusy r ->
                    new AdminException(
                            503, "SlowDown", "too much is waiting; try again in a moment");
            case Refusal.DiskFull r ->
                    new AdminException(
                            503, "DiskFull", "the disk has only " + r.freeBytes() + " bytes free");
            case Refusal.WritesStopped r ->
                    new AdminException(
                            503, "WritesStopped", "the store has stopped writing: " + r.reason());
            case Refusal.OutcomeUnknown r ->
                    new AdminException(
                            500,
                            "OutcomeUnknown",
                            "the disk did not say whether the change is stored; look again after"
                                    + " a restart");
        };
    }
}
