package dev.cairn.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of the admin API of one server. The connection and its threads come with the first call and
 * go with {@link #close}. Safe for all threads.
 */
final class AdminCalls implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** A pass of the rules returns when the files of what it removed are unlinked. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final URI address;
    private final String authorization;
    private final @Nullable SSLContext trust;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private @Nullable ExecutorService threads;
    private @Nullable HttpClient http;
    private boolean closed;

    /**
     * Calls to a server.
     *
     * @param address of the admin port
     * @param trust for https; null for the authorities of the system
     */
    AdminCalls(URI address, String accessKey, String secretKey, @Nullable SSLContext trust) {
        this.address = address;
        this.trust = trust;
        byte[] pair = (accessKey + ":" + secretKey).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /**
     * The document that the server answers.
     *
     * @param path below {@code /api/v1}
     */
    JsonNode get(String path, Map<String, String> parameters) {
        return call("GET", path, parameters, BodyPublishers.noBody());
    }

    JsonNode put(String path, Map<String, ?> fields) {
        return call("PUT", path, Map.of(), json(fields));
    }

    JsonNode post(String path, Map<String, ?> fields) {
        return call("POST", path, Map.of(), json(fields));
    }

    JsonNode delete(String path, Map<String, String> parameters) {
        return call("DELETE", path, parameters, BodyPublishers.noBody());
    }

    /** The same, where it does not matter whether there is anything to delete. */
    void deleteIfPresent(String path) {
        HttpRequest request = request("DELETE", path, Map.of(), BodyPublishers.noBody());
        HttpResponse<String> response = send(request);
        JsonNode document = parse(response.body());
        if (response.statusCode() != OK && response.statusCode() != NOT_FOUND) {
            throw refused(request, response.statusCode(), document);
        }
    }

    /** A word as a segment of a path or as a value of a query. */
    static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (http != null) {
            http.close();
        }
        if (threads != null) {
            threads.close();
        }
    }

    private BodyPublisher json(Map<String, ?> fields) {
        return BodyPublishers.ofString(mapper.writeValueAsString(fields));
    }

    private JsonNode call(
            String method, String path, Map<String, String> parameters, BodyPublisher body) {
        HttpRequest request = request(method, path, parameters, body);
        HttpResponse<String> response = send(request);
        JsonNode document = parse(response.body());
        if (response.statusCode() != OK) {
            throw refused(request, response.statusCode(), document);
        }
        return document;
    }

    private HttpRequest request(
            String method, String path, Map<String, String> parameters, BodyPublisher body) {
        return HttpRequest.newBuilder(target(path, parameters))
                .timeout(ANSWER_TIMEOUT)
                .header("authorization", authorization)
                .method(method, body)
                .build();
    }

    private URI target(String path, Map<String, String> parameters) {
        String query =
                new TreeMap<>(parameters)
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(address + "/api/v1" + path + (query.isEmpty() ? "" : "?" + query));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reach the admin port " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + address, e);
        }
    }

    /** Proxies of the tests are not meant for their own server. */
    private synchronized HttpClient client() {
        if (closed) {
            throw new IllegalStateException("the server is closed");
        }
        if (http == null) {
            threads = Executors.newCachedThreadPool(
                    work -> Thread.ofPlatform().daemon().name("cairn-test-admin").unstarted(work));
            HttpClient.Builder builder =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .proxy(HttpClient.Builder.NO_PROXY)
                            .executor(threads)
                            .connectTimeout(CONNECT_TIMEOUT);
            http = (trust == null ? builder : builder.sslContext(trust)).build();
        }
        return http;
    }

    private JsonNode parse(String body) {
        try {
            return mapper.readTree(body);
        } catch (JacksonException notJson) {
            throw new IllegalStateException(
                    address + " answers, but it is no Cairn admin port", notJson);
        }
    }

    /** What the caller could have known is an argument's fault, the rest the server's state. */
    private static RuntimeException refused(HttpRequest request, int status, JsonNode problem) {
        String code = problem.path("code").asString("");
        String message =
                "%s %s: %s: %s"
                        .formatted(
                                request.method(),
                                request.uri().getPath(),
                                code.isEmpty() ? "status " + status : code,
                                problem.path("detail").asString(""));
        return status == BAD_REQUEST || status == CONFLICT
                ? new IllegalArgumentException(message)
                : new IllegalStateException(message);
    }
}
