package dev.cairn.server.admin;

import dev.cairn.billing.BucketScope;
import dev.cairn.billing.BucketUsage;
import dev.cairn.billing.StatementQuery;
import dev.cairn.billing.UsageDay;
import dev.cairn.storage.model.BucketName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The utilization report: one record for each bucket and day. */
final class UtilizationResource {
    static final Set<String> NAMES = Set.of("from", "to", "csv", "limit", "token");

    /** Of a CSV file, which has no pages. */
    private static final int RECORDS_MAX = 100_000;

    private final ServedStore store;

    UtilizationResource(ServedStore store) {
        this.store = store;
    }

    /** GET /utilization: of all buckets, by their ids and days. */
    Answer list(AdminRequest request) {
        return answer(request, null);
    }

    /** GET /utilization/{bucket}: of the one that is called so, and of those that were. */
    Answer show(AdminRequest request) {
        BucketName bucket = AdminRequest.bucketName(request.segment("bucket"));
        if (store.storage().ledger().named(bucket).isEmpty()) {
            throw new AdminException(
                    404, "NoSuchBucket", "there is no bucket " + bucket + ", nor was there one");
        }
        return answer(request, bucket);
    }

    private Answer answer(AdminRequest request, @Nullable BucketName bucket) {
        StatementQuery query =
                new StatementQuery(
                        new PeriodParameters(request, store).days(),
                        new BucketScope(bucket, null),
                        null);
        if (request.truth("csv")) {
            return csv(query);
        }
        Place start = Place.parse(request.find("token"));
        Records records = new Records(start, request.limit());
        store.billing().usage().each(query, start.space - 1, records::add);
        return new Answer.Document(records.page());
    }

    private Answer csv(StatementQuery query) {
        StringBuilder csv = new StringBuilder(UtilizationDocument.CSV_HEADING);
        int[] left = {RECORDS_MAX};
        store.billing()
                .usage()
                .each(
                        query,
                        null,
                        usage -> {
                            left[0] -= usage.days().size();
                            if (left[0] < 0) {
                                throw AdminException.invalidArgument(
                                        "the file would have more than %d records; ask for fewer days"
                                                .formatted(RECORDS_MAX));
                            }
                            usage.days()
                                    .forEach(
                                            day -> csv.append(
                                                    UtilizationDocument.of(usage.bucket(), day)
                                                            .csv()));
                            return true;
                        });
        return new Answer.Text("text/csv; charset=utf-8", csv.toString());
    }

    /** Behind which record a page begins: the bucket's id, and how many days of it were shown. */
    private record Place(long space, int days) {
        static Place parse(@Nullable String token) {
            if (token == null) {
                return new Place(0, 0);
            }
            List<String> words = PageToken.parse(token, 2);
            try {
                long space = Long.parseLong(words.get(0));
                int days = Integer.parseInt(words.get(1));
                if (space >= 0 && days >= 0) {
                    return new Place(space, days);
                }
            } catch (NumberFormatException notANumber) {
                // Refused below, as a negative one is.
            }
            throw PageToken.foreign();
        }
    }

    /** The records of a page, and where the next one begins. */
    private static final class Records {
        private final Place start;
        private final int limit;
        private final List<UtilizationDocument> items = new ArrayList<>();
        private @Nullable String next;

        Records(Place start, int limit) {
            this.start = start;
            this.limit = limit;
        }

        /** False where the page is full and more follow. */
        boolean add(BucketUsage usage) {
            long space = usage.bucket().space();
            int day = space == start.space ? start.days : 0;
            List<UsageDay> days = usage.days();
            while (day < days.size()) {
                if (items.size() == limit) {
                    next = PageToken.of(Long.toString(space), Integer.toString(day));
                    return false;
                }
                items.add(UtilizationDocument.of(usage.bucket(), days.get(day)));
                day++;
            }
            return true;
        }

        PageDocument<UtilizationDocument> page() {
            return new PageDocument<>(items, next);
        }
    }
}
