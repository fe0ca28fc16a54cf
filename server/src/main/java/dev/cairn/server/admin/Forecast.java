package dev.cairn.server.admin;

import dev.cairn.billing.OpenPrefix;
import dev.cairn.billing.UploadCost;
import dev.cairn.billing.UploadCosts;
import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.lifecycle.DayScale;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up what open uploads will cost, with their rules, with a rule of seven days, and without. */
final class Forecast {
    private static final int RULE_DAYS = 7;
    private static final int UPLOADS_MAX = 1000;

    private final ServedStore store;
    private final UploadCosts costs;
    private final Function<BucketName, PricePlan> plans;
    private final Instant now;
    private final Instant end;
    private final List<ForecastDocument.Upload> uploads = new ArrayList<>();
    private long count;
    private long bytes;
    private @Nullable String currency;
    private Fraction withoutRule = Fraction.ZERO;
    private Fraction withRule = Fraction.ZERO;
    private Fraction total = Fraction.ZERO;

    Forecast(ServedStore store, Function<BucketName, PricePlan> plans, int days) {
        this.store = store;
        this.costs = store.billing().uploads();
        this.plans = plans;
        this.now = store.storage().clock().now();
        this.end = now.plus(Duration.ofDays(days));
    }

    /**
     * The forecast for the uploads that a filter lets through.
     *
     * @param prefixes where the most bytes are
     * @param otherwise the currency where there are none
     */
    ForecastDocument of(UploadFilter filter, List<OpenPrefix> prefixes, String otherwise) {
        new UploadWalk(store, filter, this::visit).run(null);
        String of = currency == null ? otherwise : currency;
        return new ForecastDocument(
                now,
                end,
                of,
                List.copyOf(uploads),
                count > uploads.size(),
                count,
                bytes,
                prefixes.stream().map(open -> StatementDocument.Prefix.of(open, of)).toList(),
                Money.of(withoutRule, of),
                new ForecastDocument.Ruled(
                        RULE_DAYS,
                        Money.of(withRule, of),
                        Money.of(withoutRule.minus(withRule), of)),
                Money.of(total, of));
    }

    private boolean visit(OpenUpload open) {
        try {
            open.usage().ifPresent(usage -> add(open, usage.bytes()));
        } catch (StorageException refused) {
            // An upload that has ended since it was found is left out.
            if (!OpenUpload.isGone(refused)) {
                throw refused;
            }
        }
        return true;
    }

    private void add(OpenUpload open, long sizeBytes) {
        PricePlan plan = plans.apply(open.bucket());
        checkCurrency(plan);
        Upload upload = open.upload();
        Optional<Instant> ends = open.ends();
        Instant ruled = DayScale.REAL.due(upload.initiated(), RULE_DAYS);
        Fraction[] cost =
                costs.within(
                        plan,
                        open.bucket(),
                        upload,
                        now,
                        end,
                        Instant.MAX,
                        // What is overdue by a new rule goes when the rule comes.
                        ruled.isBefore(now) ? now : ruled,
                        ends.orElse(Instant.MAX));
        withoutRule = withoutRule.plus(cost[0]);
        withRule = withRule.plus(cost[1]);
        total = total.plus(cost[2]);
        count++;
        bytes += sizeBytes;
        if (uploads.size() < UPLOADS_MAX) {
            UploadCost each =
                    costs.of(plan, open.bucket(), upload, now, ends.orElse(null));
            uploads.add(
                    ForecastDocument.Upload.of(open, sizeBytes, plan.name().value(), each));
        }
    }

    private void checkCurrency(PricePlan plan) {
        if (currency != null && !currency.equals(plan.currency())) {
            throw AdminException.invalidArgument(
                    "the plans of the buckets are of several currencies; ask for one plan or"
                            + " bucket");
        }
        currency = plan.currency();
    }
}
