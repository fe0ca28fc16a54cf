package dev.cairn.server.admin;

import dev.cairn.billing.UploadCost;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the uploads that are open now will cost.
 *
 * @param uploads the first 1,000 by bucket and key
 * @param truncated whether there are more, which the sums hold as well
 * @param topPrefixes where the most bytes are
 * @param withoutRule until {@code to} if nothing ends them
 * @param withRule the same if a rule did
 * @param total the same with the rules that there are
 */
record ForecastDocument(
        Instant from,
        Instant to,
        String currency,
        List<Upload> uploads,
        boolean truncated,
        long uploadCount,
        long bytes,
        List<StatementDocument.Prefix> topPrefixes,
        Money withoutRule,
        Ruled withRule,
        Money total) {
    /**
     * The same uploads under a rule.
     *
     * @param days after the initiation
     * @param saved against no rule at all
     */
    record Ruled(int days, Money cost, Money saved) {}

    /** An upload; costs as in the listing of uploads. */
    record Upload(
            String bucket,
            String key,
            String uploadId,
            long bytes,
            String plan,
            Money costSoFar,
            @Nullable Money costUntilAbort,
            @Nullable Instant abortDate,
            Money costPerMonth) {
        static Upload of(OpenUpload open, long bytes, String plan, UploadCost cost) {
            return new Upload(
                    open.bucket().value(),
                    open.upload().key().value(),
                    open.upload().uploadId(),
                    bytes,
                    plan,
                    Money.of(cost.soFar(), cost.currency()),
                    Money.ofNullable(cost.untilAbort(), cost.currency()),
                    open.due().map(due -> due.due()).orElse(null),
                    Money.of(cost.perMonth(), cost.currency()));
        }
    }
}
