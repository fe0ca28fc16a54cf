package dev.cairn.billing;

import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PlanName;
import dev.cairn.storage.model.StorageClass;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was used in a period, and what it costs.
 *
 * @param plans by which it is priced
 * @param since when the ledger began; it knows nothing of the time before
 * @param isFinal whether nothing that happened in the period can still be booked
 * @param watermark until then everything is booked; not after the period
 * @param total exact, as are the amounts of the lines
 */
public record Statement(
        List<PlanName> plans,
        Period period,
        Instant since,
        boolean isFinal,
        Instant watermark,
        String currency,
        List<Line> lines,
        Fraction total) {
    /** Of lines and totals. */
    public static final int DECIMALS = 6;

    public Statement {
        plans = List.copyOf(plans);
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param storageClass null where the line is not about storage
     * @param byteMillis what the quantity of storage was made of
     * @param unitPrice null where not all units had the same
     * @param topPrefixes where the bytes are now; null in lines that are not about uploads, and in a
     *     final statement, since now says nothing of then
     */
    public record Line(
            LineKind kind,
            PlanName plan,
            @Nullable StorageClass storageClass,
            Fraction quantity,
            String unit,
            BigInteger byteMillis,
            @Nullable BigDecimal unitPrice,
            Fraction amount,
            @Nullable List<OpenPrefix> topPrefixes) {}
}
