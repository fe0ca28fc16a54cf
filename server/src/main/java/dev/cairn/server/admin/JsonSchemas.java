package dev.cairn.server.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas (2020-12, as OpenAPI 3.1 has them) of the records that become answers, read off the
 * records themselves, so that they cannot say anything else. Each record is described once, and
 * named where it is used.
 */
final class JsonSchemas {
    private static final String SUFFIX = "Document";
    private static final String TYPE = "type";

    private final Map<String, Map<String, Object>> records = new TreeMap<>();

    /** A schema of one type. */
    static Map<String, Object> type(String name) {
        return Map.of(TYPE, name);
    }

    /** A text of a format. */
    static Map<String, Object> text(String format) {
        return ordered(TYPE, "string", "format", format);
    }

    /** An object of texts. */
    static Map<String, Object> texts(Collection<String> names) {
        Map<String, Object> properties = new LinkedHashMap<>();
        new TreeSet<>(names).forEach(name -> properties.put(name, type("string")));
        return ordered(TYPE, "object", "properties", properties);
    }

    /** A page of records. */
    Map<String, Object> page(Class<?> item) {
        Map<String, Object> properties =
                ordered(
                        "items", ordered(TYPE, "array", "items", of(item)),
                        "nextToken", nullable(type("string")));
        return ordered(
                TYPE, "object", "properties", properties, "required",
                List.copyOf(properties.keySet()));
    }

    /** The schema of a type; a record by its name. */
    Map<String, Object> of(Class<?> type) {
        if (type.isRecord()) {
            String name = name(type);
            if (!records.containsKey(name)) {
                // Known before its components are, for records that lead back to themselves.
                records.put(name, Map.of());
                records.put(name, record(type));
            }
            return Map.of("$ref", "#/components/schemas/" + name);
        }
        if (type == String.class || type.isEnum()) {
            return type("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return type("boolean");
        }
        if (type == int.class || type == Integer.class) {
            return ordered(TYPE, "integer", "format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return ordered(TYPE, "integer", "format", "int64");
        }
        if (type == BigInteger.class) {
            return type("integer");
        }
        if (type == BigDecimal.class) {
            return type("number");
        }
        if (type == Instant.class) {
            return text("date-time");
        }
        if (type == LocalDate.class) {
            return text("date");
        }
        return type == Duration.class ? text("duration") : Map.of();
    }

    /** All records that were described, by name. */
    Map<String, Map<String, Object>> records() {
        return records;
    }

    private Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        addProperties(type, properties);
        return ordered(
                TYPE, "object", "properties", properties, "required",
                List.copyOf(properties.keySet()));
    }

    private void addProperties(Class<?> type, Map<String, Object> properties) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (annotation(component, JsonUnwrapped.class) != null) {
                addProperties(component.getType(), properties);
                continue;
            }
            JsonProperty renamed = annotation(component, JsonProperty.class);
            Map<String, Object> schema = of(component.getAnnotatedType());
            boolean absent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            properties.put(
                    renamed == null ? component.getName() : renamed.value(),
                    absent ? nullable(schema) : schema);
        }
    }

    /** Jackson's annotations are not those of components, but of what becomes of them. */
    private static <A extends Annotation> @Nullable A annotation(
            RecordComponent component, Class<A> type) {
        return component.getAccessor().getAnnotation(type);
    }

    private Map<String, Object> of(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType parameterized
                && annotated.getType() instanceof ParameterizedType raw
                && raw.getRawType() instanceof Class<?> container) {
            AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
            if (Collection.class.isAssignableFrom(container)) {
                return ordered(TYPE, "array", "items", of(arguments[0]));
            }
            if (Map.class.isAssignableFrom(container)) {
                return ordered(TYPE, "object", "additionalProperties", of(arguments[1]));
            }
        }
        return annotated.getType() instanceof Class<?> plain ? of(plain) : Map.of();
    }

    private static Map<String, Object> nullable(Map<String, Object> schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        if (schema.get(TYPE) instanceof String type) {
            Map<String, Object> either = new LinkedHashMap<>(schema);
            either.put(TYPE, List.of(type, "null"));
            return either;
        }
        return Map.of("anyOf", List.of(schema, type("null")));
    }

    /** {@code UploadDocument} is an Upload, its {@code InitiatorDocument} an UploadInitiator. */
    private static String name(Class<?> type) {
        List<String> words = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            String word = each.getSimpleName();
            words.addFirst(
                    word.endsWith(SUFFIX) && !word.equals(SUFFIX)
                            ? word.substring(0, word.length() - SUFFIX.length())
                            : word);
        }
        return String.join("", words);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }
}
