package dev.cairn.billing.plan;

import dev.cairn.storage.model.StorageClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a plan's document. What is wrong is refused with its line, and with what is allowed. */
public final class PlanReader {
    /** The ledger knows nothing of bytes that lived longer. */
    static final int DAYS_MAX = 3_659;

    private static final String NONE = "none";
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String[] OBJECT_BYTES = {"0", "4096", "131072"};
    private static final int REQUESTS_PER_MAX = 1_000_000;
    private static final int TIMES_MAX = 1000;
    private static final Set<String> FIELDS =
            Set.of(
                    "name",
                    "description",
                    "currency",
                    "unitBytes",
                    "monthBasis",
                    "minimumRetentionDays",
                    "unfinishedActiveDays",
                    "minimumObjectBytes",
                    "minimumMonthlyCharge",
                    "storage",
                    "requests",
                    "dataOut",
                    "sources",
                    "unconfirmed");
    private static final Set<String> STORAGE_FIELDS =
            Set.of("price", "tiers", "prices", "minimumRetentionDays", "minimumObjectBytes");

    private PlanReader() {}

    /**
     * The plan in a document of YAML or JSON.
     *
     * @param where what messages call the document: a file name, or {@code body}
     */
    public static PricePlan read(byte[] document, String where) throws InvalidPlanException {
        PlanFields fields = PlanFields.top(where, PlanYaml.read(document, where));
        fields.allow(FIELDS);
        return new PricePlan(
                name(fields),
                fields.text("description").orElse(""),
                currency(fields),
                unit(fields),
                monthBasis(fields),
                unfinishedActiveDays(fields),
                fields.decimal("minimumMonthlyCharge").orElse(BigDecimal.ZERO),
                storage(fields),
                requests(fields),
                dataOut(fields),
                sources(fields),
                fields.texts("unconfirmed"));
    }

    private static PlanName name(PlanFields fields) throws InvalidPlanException {
        String name = fields.requireText("name");
        if (!PlanName.isValid(name)) {
            throw fields.notAccepted("name", name, PlanName.EXPECTED);
        }
        return new PlanName(name);
    }

    private static String currency(PlanFields fields) throws InvalidPlanException {
        String currency = fields.requireText("currency");
        if (!CURRENCY.matcher(currency).matches()) {
            throw fields.notAccepted("currency", currency, "three capital letters, as USD");
        }
        return currency;
    }

    private static StorageUnit unit(PlanFields fields) throws InvalidPlanException {
        String[] sizes =
                Arrays.stream(StorageUnit.values())
                        .map(unit -> Long.toString(unit.bytes()))
                        .toArray(String[]::new);
        long bytes = Long.parseLong(fields.oneOf("unitBytes", sizes));
        return Arrays.stream(StorageUnit.values())
                .filter(unit -> unit.bytes() == bytes)
                .findFirst()
                .orElseThrow();
    }

    private static MonthBasis monthBasis(PlanFields fields) throws InvalidPlanException {
        String code =
                fields.oneOf(
                        "monthBasis",
                        MonthBasis.CALENDAR.code(),
                        MonthBasis.THIRTY_DAYS.code());
        return code.equals(MonthBasis.CALENDAR.code())
                ? MonthBasis.CALENDAR
                : MonthBasis.THIRTY_DAYS;
    }

    private static @Nullable Integer unfinishedActiveDays(PlanFields fields)
            throws InvalidPlanException {
        Optional<String> text = fields.text("unfinishedActiveDays");
        if (text.isEmpty() || text.get().equals(NONE)) {
            return null;
        }
        return fields.integer("unfinishedActiveDays", 0, DAYS_MAX).orElseThrow();
    }

    private static Map<StorageClass, StoragePrice> storage(PlanFields fields)
            throws InvalidPlanException {
        int days = fields.integer("minimumRetentionDays", 0, DAYS_MAX).orElse(0);
        int objectBytes = objectBytes(fields, 0);
        Optional<PlanFields> classes = fields.fields("storage");
        if (classes.isEmpty() || !classes.get().has(StorageClass.STANDARD.name())) {
            throw fields.missing("storage." + StorageClass.STANDARD, "a price of this class");
        }
        Map<StorageClass, StoragePrice> prices = new EnumMap<>(StorageClass.class);
        for (String name : classes.get().names()) {
            Optional<StorageClass> storageClass = StorageClass.of(name);
            if (storageClass.isEmpty()) {
                throw classes.get()
                        .notAccepted(
                                name,
                                name,
                                "storage classes: " + Arrays.toString(StorageClass.values()));
            }
            PlanFields price = classes.get().fields(name).orElseThrow();
            price.allow(STORAGE_FIELDS);
            prices.put(
                    storageClass.get(),
                    new StoragePrice(
                            schedule(price),
                            ownPrices(price),
                            price.integer("minimumRetentionDays", 0, DAYS_MAX).orElse(days),
                            objectBytes(price, objectBytes)));
        }
        return prices;
    }

    private static int objectBytes(PlanFields fields, int otherwise)
            throws InvalidPlanException {
        return fields.has("minimumObjectBytes")
                ? Integer.parseInt(fields.oneOf("minimumObjectBytes", OBJECT_BYTES))
                : otherwise;
    }

    private static Map<BilledClass, BigDecimal> ownPrices(PlanFields price)
            throws InvalidPlanException {
        Optional<PlanFields> prices = price.fields("prices");
        Map<BilledClass, BigDecimal> own = new EnumMap<>(BilledClass.class);
        if (prices.isEmpty()) {
            return own;
        }
        prices.get().allow(codes());
        for (BilledClass billed : BilledClass.values()) {
            prices.get().decimal(billed.code()).ifPresent(value -> own.put(billed, value));
        }
        return own;
    }

    private static Set<String> codes() {
        return Set.copyOf(
                Arrays.stream(BilledClass.values()).map(BilledClass::code).toList());
    }

    /** One price, or tiers that ascend, of which the last has no end. */
    private static PriceSchedule schedule(PlanFields fields) throws InvalidPlanException {
        if (fields.has("price") == fields.has("tiers")) {
            throw fields.missing("price", "either price or tiers");
        }
        if (fields.has("price")) {
            return PriceSchedule.flat(fields.requireDecimal("price"));
        }
        List<PriceTier> tiers = new ArrayList<>();
        for (PlanFields tier : fields.each("tiers")) {
            tier.allow(Set.of("upToUnits", "price"));
            tiers.add(
                    new PriceTier(
                            tier.decimal("upToUnits").orElse(null), tier.requireDecimal("price")));
        }
        try {
            return new PriceSchedule(tiers);
        } catch (IllegalArgumentException wrongOrder) {
            throw fields.notAccepted(
                    "tiers",
                    tiers.size() + " tiers",
                    "tiers whose upToUnits ascend, the last one without upToUnits");
        }
    }

    private static Map<RequestTier, RequestPrice> requests(PlanFields fields)
            throws InvalidPlanException {
        Map<RequestTier, RequestPrice> prices = new EnumMap<>(RequestTier.class);
        Optional<PlanFields> requests = fields.fields("requests");
        if (requests.isEmpty()) {
            return prices;
        }
        requests.get()
                .allow(
                        Set.of(
                                RequestTier.TIER1.code(),
                                RequestTier.TIER2.code(),
                                RequestTier.FREE.code()));
        for (RequestTier tier : RequestTier.values()) {
            Optional<PlanFields> price = requests.get().fields(tier.code());
            if (price.isPresent()) {
                price.get().allow(Set.of("price", "tiers", "per"));
                prices.put(
                        tier,
                        new RequestPrice(
                                schedule(price.get()),
                                price.get().integer("per", 1, REQUESTS_PER_MAX).orElse(1)));
            }
        }
        return prices;
    }

    private static TransferPrice dataOut(PlanFields fields) throws InvalidPlanException {
        Optional<PlanFields> dataOut = fields.fields("dataOut");
        if (dataOut.isEmpty()) {
            return TransferPrice.FREE;
        }
        dataOut.get().allow(Set.of("price", "tiers", "freeTimesStored"));
        return new TransferPrice(
                schedule(dataOut.get()),
                dataOut.get().integer("freeTimesStored", 0, TIMES_MAX).orElse(0));
    }

    private static List<PlanSource> sources(PlanFields fields) throws InvalidPlanException {
        List<PlanSource> sources = new ArrayList<>();
        for (PlanFields source : fields.each("sources")) {
            source.allow(Set.of("of", "title", "date"));
            sources.add(
                    new PlanSource(
                            source.requireText("of"),
                            source.requireText("title"),
                            source.requireText("date")));
        }
        return sources;
    }
}
