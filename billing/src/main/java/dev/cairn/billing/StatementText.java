package dev.cairn.billing;

import dev.cairn.storage.model.StorageClass;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A statement for people and for spreadsheets. */
public final class StatementText {
    /** Of quantities. */
    static final int QUANTITY_DECIMALS = 9;

    private static final int MILLIS_DECIMALS = 3;
    private static final List<String> HEADINGS =
            List.of("ITEM", "QUANTITY", "UNIT", "UNIT PRICE", "AMOUNT");
    private static final List<Boolean> FIGURES = List.of(false, true, false, true, true);
    private static final List<String> FIELDS =
            List.of(
                    "id",
                    "description",
                    "plan",
                    "class",
                    "storageClass",
                    "byteSeconds",
                    "quantity",
                    "unit",
                    "unitPrice",
                    "amount",
                    "currency");

    private final Statement statement;

    public StatementText(Statement statement) {
        this.statement = statement;
    }

    /** Lines under headings, aligned, and the total below. */
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (Statement.Line line : statement.lines()) {
            rows.add(
                    List.of(
                            item(line),
                            quantity(line).toPlainString(),
                            line.unit(),
                            price(line.unitPrice()),
                            money(line)));
        }
        String total = statement.total().rounded(Statement.DECIMALS).toPlainString();
        rows.add(List.of("Total", "", "", statement.currency(), total));
        return heading() + aligned(rows) + prefixes();
    }

    /** A row of names and a row for each line; commas between, quotes where they are needed. */
    public String csv() {
        StringBuilder csv = new StringBuilder(String.join(",", FIELDS)).append("\r\n");
        for (Statement.Line line : statement.lines()) {
            csv.append(
                    row(
                            line.kind().id(),
                            line.kind().description(),
                            line.plan().value(),
                            line.kind().billed() == null ? "" : line.kind().billed().code(),
                            name(line.storageClass()),
                            line.kind().billed() == null ? "" : byteSeconds(line.byteMillis()),
                            quantity(line).toPlainString(),
                            line.unit(),
                            price(line.unitPrice()),
                            money(line),
                            statement.currency()));
        }
        csv.append(
                row(
                        "total",
                        "Total",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        statement.total().rounded(Statement.DECIMALS).toPlainString(),
                        statement.currency()));
        return csv.toString();
    }

    /** Exactly, with as many decimals as it takes. */
    public static String byteSeconds(BigInteger byteMillis) {
        BigDecimal seconds = new BigDecimal(byteMillis, MILLIS_DECIMALS).stripTrailingZeros();
        return seconds.setScale(Math.max(0, seconds.scale())).toPlainString();
    }

    /** The quantity of a line as it is shown. */
    public static BigDecimal quantity(Statement.Line line) {
        BigDecimal quantity = line.quantity().rounded(QUANTITY_DECIMALS).stripTrailingZeros();
        return quantity.setScale(Math.max(0, quantity.scale()));
    }

    private String heading() {
        String plans =
                statement.plans().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        return "%s  %s to %s  %s\n"
                .formatted(
                        plans,
                        statement.period().from(),
                        statement.period().to(),
                        statement.isFinal()
                                ? "final"
                                : "not final: booked until " + statement.watermark());
    }

    /** What the uploads of a line are, below it: they are the reason to read on. */
    private String prefixes() {
        StringBuilder text = new StringBuilder();
        for (Statement.Line line : statement.lines()) {
            List<OpenPrefix> prefixes = line.topPrefixes();
            if (prefixes == null || prefixes.isEmpty() || !text.isEmpty()) {
                continue;
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("OPEN NOW", "UPLOADS", "BYTES", "PER MONTH"));
            for (OpenPrefix prefix : prefixes) {
                rows.add(
                        List.of(
                                "s3://" + prefix.bucket() + "/" + printable(prefix.prefix()),
                                Long.toString(prefix.uploadCount()),
                                Long.toString(prefix.bytes()),
                                prefix.perMonth()
                                        .rounded(Statement.DECIMALS)
                                        .toPlainString()));
            }
            text.append('\n').append(TextTable.of(rows, List.of(false, true, true, true)));
        }
        return text.toString();
    }

    private static String aligned(List<List<String>> rows) {
        return TextTable.of(rows, FIGURES);
    }

    private String item(Statement.Line line) {
        StringBuilder item = new StringBuilder(line.kind().description());
        StorageClass storageClass = line.storageClass();
        if (storageClass != null && storageClass != StorageClass.STANDARD) {
            item.append(", ").append(storageClass);
        }
        if (statement.plans().size() > 1) {
            item.append(" (").append(line.plan()).append(')');
        }
        return item.toString();
    }

    private static String money(Statement.Line line) {
        return line.amount().rounded(Statement.DECIMALS).toPlainString();
    }

    private static String price(@Nullable BigDecimal unitPrice) {
        return unitPrice == null ? "" : unitPrice.toPlainString();
    }

    private static String name(@Nullable StorageClass storageClass) {
        return storageClass == null ? "" : storageClass.name();
    }

    private static String row(String... cells) {
        List<String> quoted = new ArrayList<>();
        for (String cell : cells) {
            boolean plain = cell.indexOf(',') < 0 && cell.indexOf('"') < 0;
            quoted.add(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
        }
        return String.join(",", quoted) + "\r\n";
    }

    /** Keys are somebody else's text, which must not steer a terminal. */
    private static String printable(String text) {
        return text.codePoints()
                .mapToObj(
                        c -> Character.isISOControl(c)
                                ? "\\x%02x".formatted(c)
                                : Character.toString(c))
                .collect(Collectors.joining());
    }
}
