package dev.cairn.server.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The admin API as an OpenAPI document (3.1.0), made of the routes that there are, their
 * descriptions, and the records that they answer with.
 */
final class OpenApiDocument {
    private static final String VERSION = "3.1.0";
    private static final String API_VERSION = "1";

    /** Parameters that are no plain text. */
    private static final Map<String, Map<String, Object>> PARAMETERS =
            Map.of(
                    "limit",
                    Map.of(
                            "type", "integer", "minimum", 1, "maximum", AdminRequest.LIMIT_MAX),
                    "minBytes", JsonSchemas.type("integer"),
                    "minAge", JsonSchemas.text("duration"),
                    "days", JsonSchemas.type("integer"),
                    "partly", JsonSchemas.type("boolean"),
                    "csv", JsonSchemas.type("boolean"),
                    "verify", JsonSchemas.type("boolean"));

    private final JsonSchemas schemas = new JsonSchemas();

    private OpenApiDocument() {}

    /** The document of these routes. */
    static Map<String, Object> of(List<Route> routes) {
        return new OpenApiDocument().document(routes);
    }

    private Map<String, Object> document(List<Route> routes) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent("/" + String.join("/", route.path()), path -> new TreeMap<>())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", VERSION);
        document.put("info", Map.of("title", "Cairn admin API", "version", API_VERSION));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas", schemas.records(),
                        "securitySchemes",
                        Map.of("basic", Map.of("type", "http", "scheme", "basic"))));
        return document;
    }

    private Map<String, Object> operation(Route route) {
        RouteDescription description =
                RouteDescriptions.of(route).orElse(RouteDescription.ofText(route.name()));
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", description.summary());
        operation.put("parameters", parameters(route, description));
        if (!description.body().isEmpty()) {
            Map<String, Object> body = new TreeMap<>(description.body());
            Map<String, Object> schema = Map.of("type", "object", "properties", body);
            operation.put("requestBody", Map.of("content", json("application/json", schema)));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put("200", answer(description));
        responses.put(
                "default",
                Map.of(
                        "description", "What is wrong.",
                        "content",
                        json("application/problem+json", schemas.of(ProblemDocument.class))));
        operation.put("responses", responses);
        operation.put(
                "security",
                route.access() == Route.Access.ADMIN
                        ? List.of(Map.of("basic", List.of()))
                        : List.of());
        return operation;
    }

    private Map<String, Object> answer(RouteDescription description) {
        Class<?> type = description.answer();
        if (type == null) {
            return Map.of("description", "As said.");
        }
        Map<String, Object> schema =
                description.page() ? schemas.page(type) : schemas.of(type);
        return Map.of("description", "As said.", "content", json("application/json", schema));
    }

    private static List<Map<String, Object>> parameters(
            Route route, RouteDescription description) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (String segment : route.path()) {
            if (segment.startsWith("{")) {
                parameters.add(
                        parameter(segment.substring(1, segment.length() - 1), "path", true));
            }
        }
        for (String name : new TreeSet<>(route.parameters())) {
            parameters.add(parameter(name, "query", description.required().contains(name)));
        }
        return parameters;
    }

    private static Map<String, Object> parameter(String name, String in, boolean required) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", required);
        parameter.put("schema", PARAMETERS.getOrDefault(name, JsonSchemas.type("string")));
        return parameter;
    }

    private static Map<String, Object> json(String mediaType, Map<String, Object> schema) {
        return Map.of(mediaType, Map.of("schema", schema));
    }
}
