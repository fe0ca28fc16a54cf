package dev.cairn.server.admin;

import dev.cairn.billing.UploadCost;
import dev.cairn.lifecycle.DueAction;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open upload and what it holds.
 *
 * @param owner canonical id of the account that will own the object
 * @param gaps missing part numbers below partNumberMax, as ranges
 * @param supersededBytes of parts that were replaced by a part of the same number
 * @param inFlightBytes of parts that are arriving now
 * @param abortDate null where nothing ends the upload, as is abortRuleId
 * @param costSoFar null where the plan of the bucket is gone, as are the other two
 * @param costUntilAbort in all, if the rule that there is ends it; null without one
 */
record UploadDocument(
        String bucket,
        String key,
        String uploadId,
        Instant initiated,
        @Nullable Instant lastPartAt,
        String owner,
        InitiatorDocument initiator,
        String storageClass,
        String checksumAlgorithm,
        String checksumType,
        int partCount,
        int partNumberMax,
        List<String> gaps,
        long bytes,
        long supersededBytes,
        long inFlightBytes,
        @Nullable Instant abortDate,
        @Nullable String abortRuleId,
        @Nullable Money costSoFar,
        @Nullable Money costUntilAbort,
        @Nullable Money costPerMonth) {
    /** Who began the upload, and from where. */
    record InitiatorDocument(String account, String accessKey, String address, String userAgent) {
        static InitiatorDocument of(Initiator initiator) {
            return new InitiatorDocument(
                    initiator.account(),
                    initiator.accessKey(),
                    initiator.address(),
                    initiator.userAgent());
        }
    }

    /**
     * An upload that is still open; empty where it has ended.
     *
     * @param now up to when it has cost something
     */
    static Optional<UploadDocument> of(OpenUpload open, Instant now) {
        UploadCost cost = open.cost(now).orElse(null);
        return open.usage().map(usage -> of(open, usage, open.due().orElse(null), cost));
    }

    private static UploadDocument of(
            OpenUpload open,
            UploadUsage usage,
            @Nullable DueAction due,
            @Nullable UploadCost cost) {
        Upload upload = open.upload();
        return new UploadDocument(
                open.bucket().value(),
                upload.key().value(),
                upload.uploadId(),
                upload.initiated(),
                usage.lastPartAt(),
                upload.begun().object().owner(),
                InitiatorDocument.of(upload.begun().initiator()),
                upload.begun().object().storageClass().name(),
                upload.begun().algorithm().name(),
                upload.begun().checksumType().name(),
                usage.partCount(),
                usage.partNumberMax(),
                usage.gaps(),
                usage.bytes(),
                usage.supersededBytes(),
                usage.inFlightBytes(),
                due == null ? null : due.due(),
                due == null ? null : due.ruleId(),
                cost == null ? null : Money.of(cost.soFar(), cost.currency()),
                cost == null ? null : Money.ofNullable(cost.untilAbort(), cost.currency()),
                cost == null ? null : Money.of(cost.perMonth(), cost.currency()));
    }
}
