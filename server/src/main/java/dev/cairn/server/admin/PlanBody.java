package dev.cairn.server.admin;

import dev.cairn.billing.plan.BilledClass;
import dev.cairn.billing.plan.MonthBasis;
import dev.cairn.billing.plan.RequestTier;
import dev.cairn.billing.plan.StorageUnit;
import dev.cairn.storage.model.StorageClass;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The document of a price plan as one puts it: the fields that {@code PlanReader} reads, with their
 * schemas. More may be left out of it than of the answer, which says everything.
 */
final class PlanBody {
    private static final Map<String, Object> TEXT = JsonSchemas.type("string");
    private static final Map<String, Object> NUMBER = JsonSchemas.type("number");
    private static final Map<String, Object> INTEGER = JsonSchemas.type("integer");

    private PlanBody() {}

    static Map<String, Map<String, Object>> fields() {
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        fields.put("name", TEXT);
        fields.put("description", TEXT);
        fields.put("currency", Map.of("type", "string", "pattern", "^[A-Z]{3}$"));
        fields.put("unitBytes", Map.of("enum", values(StorageUnit.values(), StorageUnit::bytes)));
        fields.put("monthBasis", Map.of("enum", values(MonthBasis.values(), MonthBasis::code)));
        fields.put("minimumRetentionDays", INTEGER);
        fields.put(
                "unfinishedActiveDays",
                Map.of("anyOf", List.of(INTEGER, Map.of("const", "none"))));
        fields.put("minimumObjectBytes", INTEGER);
        fields.put("minimumMonthlyCharge", NUMBER);
        fields.put("storage", each(StorageClass.values(), StorageClass::name, storage()));
        fields.put("requests", each(RequestTier.values(), RequestTier::code, price("per")));
        fields.put("dataOut", price("freeTimesStored"));
        fields.put(
                "sources",
                Map.of("type", "array", "items",
                        JsonSchemas.texts(List.of("of", "title", "date"))));
        fields.put("unconfirmed", Map.of("type", "array", "items", TEXT));
        return fields;
    }

    private static Map<String, Object> storage() {
        Map<String, Object> properties = priced();
        properties.put("prices", each(BilledClass.values(), BilledClass::code, NUMBER));
        properties.put("minimumRetentionDays", INTEGER);
        properties.put("minimumObjectBytes", INTEGER);
        return object(properties);
    }

    /** Either a price or tiers, and an integer of this name. */
    private static Map<String, Object> price(String integer) {
        Map<String, Object> properties = priced();
        properties.put(integer, INTEGER);
        return object(properties);
    }

    private static Map<String, Object> priced() {
        Map<String, Object> tier = object(Map.of("upToUnits", NUMBER, "price", NUMBER));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("price", NUMBER);
        properties.put("tiers", Map.of("type", "array", "items", tier));
        return properties;
    }

    private static <T> Map<String, Object> each(
            T[] values, Function<T, String> name, Map<String, Object> schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        values(values, name).forEach(key -> properties.put(key, schema));
        return object(properties);
    }

    private static <T, R> List<R> values(T[] values, Function<T, R> of) {
        return Arrays.stream(values).map(of).toList();
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of("type", "object", "properties", properties);
    }
}
