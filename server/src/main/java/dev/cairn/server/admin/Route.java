package dev.cairn.server.admin;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One call of the admin API.
 *
 * @param path its segments; one in braces stands for any
 * @param access who may call it
 * @param parameters of the query that it knows
 * @param undelivered parameters that the API will know and this version does not
 */
record Route(
        String method,
        List<String> path,
        Access access,
        Set<String> parameters,
        Set<String> undelivered,
        Handler handler) {
    /** Who may call a route. */
    enum Access {
        ANYONE,
        ADMIN
    }

    /** What a route does. */
    @FunctionalInterface
    interface Handler {
        Answer handle(AdminRequest request) throws IOException;
    }

    static Route get(String path, Set<String> parameters, Handler handler) {
        return new Route("GET", split(path), Access.ADMIN, parameters, Set.of(), handler);
    }

    static Route put(String path, Set<String> parameters, Handler handler) {
        return new Route("PUT", split(path), Access.ADMIN, parameters, Set.of(), handler);
    }

    static Route post(String path, Set<String> parameters, Handler handler) {
        return new Route("POST", split(path), Access.ADMIN, parameters, Set.of(), handler);
    }

    static Route delete(String path, Set<String> parameters, Handler handler) {
        return new Route("DELETE", split(path), Access.ADMIN, parameters, Set.of(), handler);
    }

    Route open() {
        return new Route(method, path, Access.ANYONE, parameters, undelivered, handler);
    }

    Route notYet(String... names) {
        return new Route(method, path, access, parameters, Set.of(names), handler);
    }

    /** Method and path, as {@code GET /api/v1/buckets/{bucket}}. */
    String name() {
        return method + " /" + String.join("/", path);
    }

    /** The segments in braces by name; empty where the path is another one. */
    Optional<Map<String, String>> match(List<String> segments) {
        if (segments.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = path.get(i);
            if (expected.startsWith("{")) {
                found.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /** A HEAD is a GET whose body the front end leaves out. */
    boolean answers(String requestMethod) {
        return method.equals(requestMethod.equals("HEAD") ? "GET" : requestMethod);
    }

    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
