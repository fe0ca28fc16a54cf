package dev.cairn.server.admin;

import dev.cairn.billing.BucketScope;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.storage.model.BucketName;
import java.time.Duration;
import java.util.Set;

/** What open uploads will cost. */
final class ForecastResource {
    static final Set<String> NAMES = Set.of("bucket", "plan", "days");

    private static final int DAYS_DEFAULT = 30;
    private static final int DAYS_MAX = 3_660;

    private final ServedStore store;

    ForecastResource(ServedStore store) {
        this.store = store;
    }

    /** GET /forecast: of the uploads that are open now, in the days that come. */
    Answer show(AdminRequest request) {
        PeriodParameters parameters = new PeriodParameters(request, store);
        BucketName bucket = request.findBucket();
        PricePlan named = parameters.namedPlan();
        PricePlan plan = named == null ? store.billing().plans().fallback() : named;
        UploadFilter filter =
                new UploadFilter(bucket, "", false, Duration.ZERO, 0, null, null);
        return new Answer.Document(
                new Forecast(store, parameters::plan, days(request))
                        .of(
                                filter,
                                store.billing()
                                        .statements()
                                        .openNow(new BucketScope(bucket, null), named),
                                plan.currency()));
    }

    private static int days(AdminRequest request) {
        String text = request.find("days");
        if (text == null) {
            return DAYS_DEFAULT;
        }
        try {
            int days = Integer.parseInt(text);
            if (days >= 1 && days <= DAYS_MAX) {
                return days;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a number out of range is.
        }
        throw AdminException.invalidArgument("days must be a number from 1 to " + DAYS_MAX);
    }
}
