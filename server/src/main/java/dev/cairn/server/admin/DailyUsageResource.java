package dev.cairn.server.admin;

import dev.cairn.billing.Period;
import dev.cairn.billing.UsageDay;
import dev.cairn.billing.plan.BilledClass;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was used, day by day. */
final class DailyUsageResource {
    static final Set<String> NAMES = Set.of("bucket", "owner", "from", "to", "limit", "token");

    private static final int CLASSES = BilledClass.values().length;

    private final ServedStore store;

    DailyUsageResource(ServedStore store) {
        this.store = store;
    }

    /** GET /usage/daily: an item for each day and class; a page holds whole days. */
    Answer list(AdminRequest request) {
        PeriodParameters parameters = new PeriodParameters(request, store);
        Period asked = parameters.hours();
        Instant begin = begin(request.find("token"), asked);
        int days = Math.max(1, request.limit() / CLASSES);
        Instant limit = Period.startOf(Period.dayOf(begin).plusDays(days));
        Instant end = limit.isBefore(asked.to()) ? limit : asked.to();
        List<UsageDayDocument> items = new ArrayList<>();
        for (UsageDay day : store.billing()
                .usage()
                .daily(parameters.query(new Period(begin, end)))) {
            for (BilledClass billed : BilledClass.values()) {
                items.add(UsageDayDocument.of(day, billed));
            }
        }
        return new Answer.Document(
                new PageDocument<>(
                        items,
                        end.isBefore(asked.to())
                                ? PageToken.of(Period.dayOf(end).toString())
                                : null));
    }

    /** The day that the token names, which must lie in the period. */
    private static Instant begin(@Nullable String token, Period asked) {
        if (token == null) {
            return asked.from();
        }
        try {
            Instant day = Period.startOf(LocalDate.parse(PageToken.parse(token, 1).get(0)));
            if (asked.contains(day)) {
                return day;
            }
        } catch (DateTimeException malformed) {
            // Refused below, as a day outside of the period is.
        }
        throw PageToken.foreign();
    }
}
