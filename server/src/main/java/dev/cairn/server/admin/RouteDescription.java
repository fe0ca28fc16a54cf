package dev.cairn.server.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a route is for, to readers of {@code openapi.json}.
 *
 * @param summary a sentence
 * @param answer the record that it answers with; null for text
 * @param page whether the answer is a page of such records
 * @param required parameters of the query that must be there
 * @param body fields of the body with their schemas; empty where there is no body
 */
record RouteDescription(
        String summary,
        @Nullable Class<?> answer,
        boolean page,
        Set<String> required,
        Map<String, Map<String, Object>> body) {
    RouteDescription {
        required = Set.copyOf(required);
        body = Map.copyOf(body);
    }

    /** A route that answers with a document. */
    static RouteDescription of(String summary, Class<?> answer) {
        return new RouteDescription(summary, answer, false, Set.of(), Map.of());
    }

    /** A route that answers with a page of documents. */
    static RouteDescription ofPage(String summary, Class<?> item) {
        return new RouteDescription(summary, item, true, Set.of(), Map.of());
    }

    /** A route that answers with a text, or with a document of no fixed form. */
    static RouteDescription ofText(String summary) {
        return new RouteDescription(summary, null, false, Set.of(), Map.of());
    }

    RouteDescription requiring(String... parameters) {
        return new RouteDescription(summary, answer, page, Set.of(parameters), body);
    }

    /** The same with a field in its body. */
    RouteDescription taking(String field, Map<String, Object> schema) {
        return taking(Map.of(field, schema));
    }

    /** The same with several. */
    RouteDescription taking(Map<String, Map<String, Object>> more) {
        Map<String, Map<String, Object>> fields = new LinkedHashMap<>(body);
        fields.putAll(more);
        return new RouteDescription(summary, answer, page, required, fields);
    }

    /** Names of the body's fields, in alphabetical order. */
    List<String> fields() {
        return body.keySet().stream().sorted().toList();
    }
}
