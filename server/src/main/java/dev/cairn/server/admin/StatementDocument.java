package dev.cairn.server.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cairn.billing.LineKind;
import dev.cairn.billing.OpenPrefix;
import dev.cairn.billing.Statement;
import dev.cairn.billing.StatementText;
import dev.cairn.billing.plan.BilledClass;
import dev.cairn.storage.model.StorageClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement.
 *
 * @param plan null where the buckets have several; then the lines name theirs
 * @param since when the ledger began
 */
record StatementDocument(
        @Nullable String plan,
        Instant from,
        Instant to,
        @JsonProperty("final") boolean isFinal,
        Instant watermark,
        Instant since,
        String currency,
        List<Line> lines,
        Money total) {
    /**
     * A line.
     *
     * @param byteClass of the bytes; null where the line is not about storage, as are storageClass and
     *     byteSeconds
     * @param unitPrice null where not all units had the same
     * @param topPrefixes where the bytes are now; null where the line is not about uploads, and in a
     *     final statement
     */
    record Line(
            String id,
            String description,
            String plan,
            @JsonProperty("class") @Nullable String byteClass,
            @Nullable String storageClass,
            @Nullable String byteSeconds,
            String quantity,
            String unit,
            @Nullable Money unitPrice,
            Money amount,
            @Nullable List<Prefix> topPrefixes) {
        static Line of(Statement.Line line, String currency) {
            LineKind kind = line.kind();
            BilledClass billed = kind.billed();
            StorageClass storageClass = line.storageClass();
            BigDecimal unitPrice = line.unitPrice();
            List<OpenPrefix> prefixes = line.topPrefixes();
            return new Line(
                    kind.id(),
                    kind.description(),
                    line.plan().value(),
                    billed == null ? null : billed.code(),
                    storageClass == null ? null : storageClass.name(),
                    billed == null ? null : StatementText.byteSeconds(line.byteMillis()),
                    StatementText.quantity(line).toPlainString(),
                    line.unit(),
                    unitPrice == null ? null : Money.of(unitPrice, currency),
                    Money.of(line.amount(), currency),
                    prefixes == null ? null : prefixes.stream()
                            .map(open -> Prefix.of(open, currency))
                            .toList());
        }
    }

    /**
     * Where parts of open uploads are.
     *
     * @param costPerMonth for each month that they stay as they are
     */
    record Prefix(
            String bucket, String prefix, long bytes, long uploadCount, Money costPerMonth) {
        static Prefix of(OpenPrefix open, String currency) {
            return new Prefix(
                    open.bucket().value(),
                    open.prefix(),
                    open.bytes(),
                    open.uploadCount(),
                    Money.of(open.perMonth(), currency));
        }
    }

    static StatementDocument of(Statement statement) {
        return new StatementDocument(
                statement.plans().size() == 1 ? statement.plans().getFirst().value() : null,
                statement.period().from(),
                statement.period().to(),
                statement.isFinal(),
                statement.watermark(),
                statement.since(),
                statement.currency(),
                statement.lines().stream()
                        .map(line -> Line.of(line, statement.currency()))
                        .toList(),
                Money.of(statement.total(), statement.currency()));
    }
}
