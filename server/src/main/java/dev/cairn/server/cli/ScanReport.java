package dev.cairn.server.cli;

import dev.cairn.billing.Statement;
import dev.cairn.billing.UploadCosts;
import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.s3.client.UploadScan.AbortRule;
import dev.cairn.s3.client.UploadScan.Found;
import dev.cairn.storage.model.StorageClass;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a scan has found, for people and for programs: the largest uploads first. */
final class ScanReport {
    private final URI endpoint;
    private final Instant at;
    private final @Nullable PricePlan plan;
    private final List<Found> uploads = new ArrayList<>();
    private final List<LeakingBucket> buckets = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * A report of nothing so far.
     *
     * @param plan by which the finds are priced; null for no prices
     */
    ScanReport(URI endpoint, Instant at, @Nullable PricePlan plan) {
        this.endpoint = endpoint;
        this.at = at;
        this.plan = plan;
    }

    /** A bucket with unfinished uploads. */
    private record LeakingBucket(
            String bucket, int uploadCount, long bytes, AbortRule abortRule) {}

    /** The document for programs. */
    private record Document(
            String endpoint,
            Instant at,
            int uploadCount,
            long bytes,
            List<LeakingBucket> buckets,
            List<Found> items,
            List<String> refused,
            Map<String, Object> rule,
            @Nullable Cost costPerMonth) {}

    /** What all finds together cost for each month that they stay. */
    private record Cost(String plan, String amount, String currency) {}

    void add(String bucket, List<Found> found, AbortRule rule) {
        uploads.addAll(found);
        buckets.add(new LeakingBucket(bucket, found.size(), bytes(found), rule));
    }

    /** A bucket into which the key may not look. */
    void addRefused(String bucket) {
        refused.add(bucket);
    }

    /** Whether all was seen, and nothing found. */
    boolean isClean() {
        return uploads.isEmpty() && refused.isEmpty();
    }

    String json() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .build();
        return mapper.writeValueAsString(
                new Document(
                        endpoint.toString(),
                        at,
                        uploads.size(),
                        bytes(uploads),
                        buckets,
                        largestFirst(),
                        refused,
                        AbortRuleText.configuration(),
                        cost()))
                + "\n";
    }

    String text() {
        if (uploads.isEmpty()) {
            return "no unfinished uploads\n";
        }
        Table table = new Table(columns());
        for (Found upload : largestFirst()) {
            table.add(cells(upload));
        }
        StringBuilder text = new StringBuilder(table.toString());
        text.append(HumanFormat.count(uploads.size(), "unfinished upload"))
                .append(", ")
                .append(HumanFormat.bytes(bytes(uploads)));
        Cost cost = cost();
        if (cost != null) {
            text.append(", %s %s a month by %s".formatted(cost.amount, cost.currency, cost.plan));
        }
        text.append('\n');
        buckets.forEach(bucket -> text.append(advice(bucket)));
        return text.toString();
    }

    private Table.Column[] columns() {
        List<Table.Column> columns =
                new ArrayList<>(
                        List.of(
                                Table.Column.text("BUCKET"),
                                Table.Column.text("KEY"),
                                Table.Column.figure("AGE"),
                                Table.Column.figure("PARTS"),
                                Table.Column.figure("BYTES")));
        if (plan != null) {
            columns.add(Table.Column.figure("PER MONTH"));
        }
        columns.add(Table.Column.text("UPLOAD ID"));
        return columns.toArray(Table.Column[]::new);
    }

    private String[] cells(Found upload) {
        List<String> cells =
                new ArrayList<>(
                        List.of(
                                HumanFormat.printable(upload.bucket()),
                                HumanFormat.printable(upload.key()),
                                HumanFormat.age(upload.initiated(), at),
                                Integer.toString(upload.partCount()),
                                HumanFormat.bytes(upload.bytes())));
        if (plan != null) {
            cells.add(shown(perMonth(plan, upload)));
        }
        cells.add(HumanFormat.printable(upload.uploadId()));
        return cells.toArray(String[]::new);
    }

    /** As if all were of the storage class STANDARD, since the server was not asked for it. */
    private Fraction perMonth(PricePlan by, Found upload) {
        return UploadCosts.perMonth(
                by, StorageClass.STANDARD, upload.initiated(), upload.bytes(), at);
    }

    private @Nullable Cost cost() {
        PricePlan by = plan;
        if (by == null) {
            return null;
        }
        Fraction sum =
                uploads.stream()
                        .map(upload -> perMonth(by, upload))
                        .reduce(Fraction.ZERO, Fraction::plus);
        return new Cost(by.name().value(), shown(sum), by.currency());
    }

    private static String shown(Fraction amount) {
        return amount.rounded(Statement.DECIMALS).toPlainString();
    }

    private String advice(LeakingBucket bucket) {
        String name = HumanFormat.printable(bucket.bucket());
        String held =
                "%s: %s, %s"
                        .formatted(
                                name,
                                HumanFormat.count(bucket.uploadCount(), "upload"),
                                HumanFormat.bytes(bucket.bytes()));
        // A put replaces all rules of a bucket, so it is offered only where there are none.
        return switch (bucket.abortRule()) {
            case PRESENT -> "\n%s; a rule ends them\n".formatted(held);
            case UNSUPPORTED -> "\n%s; the server knows no rule that ends them\n".formatted(held);
            case NO_RULES ->
                    """

                    %s; no rule ends them. This makes one:
                    aws --endpoint-url %s s3api put-bucket-lifecycle-configuration --bucket %s \\
                        --lifecycle-configuration '%s'
                    """
                            .formatted(held, endpoint, name,
                                    AbortRuleText.written(AbortRuleText.configuration()));
            case ABSENT ->
                    """

                    %s; no rule ends them. Add this one to the rules that the bucket has:
                    %s
                    """
                            .formatted(held, AbortRuleText.written(AbortRuleText.rule()));
            case UNKNOWN ->
                    """

                    %s; whether a rule ends them, the server does not say. This one would:
                    %s
                    """
                            .formatted(held, AbortRuleText.written(AbortRuleText.rule()));
        };
    }

    private List<Found> largestFirst() {
        List<Found> sorted = new ArrayList<>(uploads);
        sorted.sort(
                Comparator.comparingLong(Found::bytes)
                        .reversed()
                        .thenComparing(Found::initiated)
                        .thenComparing(Found::uploadId));
        return sorted;
    }

    private static long bytes(List<Found> found) {
        return found.stream().mapToLong(Found::bytes).sum();
    }
}
