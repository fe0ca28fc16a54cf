package dev.cairn.it.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The admin API over HTTP with Basic authentication. Instances hold no connection to close. */
public final class AdminClient {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI address;
    private final String authorization;

    /** A client with connections of its own. */
    public AdminClient(URI address, String accessKey, String secretKey) {
        this(HttpClient.newHttpClient(), address, accessKey, secretKey);
    }

    /** A client whose connections are those of another; they are kept open for some time. */
    public AdminClient(HttpClient http, URI address, String accessKey, String secretKey) {
        this.http = http;
        this.address = address;
        byte[] pair = (accessKey + ":" + secretKey).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** An answer of the API: its status and its document ({@code MissingNode} if there is none). */
    public record Answer(int status, String contentType, JsonNode document) {}

    /** Sends a request with credentials, path and query as given. */
    public Answer send(String method, String target) {
        return exchange(request(method, target).header("Authorization", authorization));
    }

    /** Sends a request with credentials and a JSON document. */
    public Answer send(String method, String target, String body) {
        return exchange(HttpRequest.newBuilder(address.resolve(target))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", authorization));
    }

    /** The same without credentials. */
    public Answer sendAnonymously(String method, String target) {
        return exchange(request(method, target));
    }

    /** The text of an endpoint that needs no credentials: health, metrics. */
    public String text(String target) {
        return receive(request("GET", target)).body();
    }

    /**
     * GETs a document.
     *
     * @throws IllegalStateException unless the answer is 200
     */
    public JsonNode get(String path, Map<String, String> query) {
        return ok(send("GET", path + queryString(query)));
    }

    /** One page, or all pages joined, of a list. */
    public List<JsonNode> list(String path, Map<String, String> query) {
        List<JsonNode> items = new ArrayList<>();
        Map<String, String> next = new TreeMap<>(query);
        while (true) {
            JsonNode page = get(path, next);
            page.get("items").forEach(items::add);
            JsonNode token = page.get("nextToken");
            if (token.isNull()) {
                return items;
            }
            next.put("token", token.asString());
        }
    }

    /** Open uploads of a bucket, in key order. */
    public List<JsonNode> uploads(String bucket) {
        return list("/api/v1/uploads", Map.of("bucket", bucket));
    }

    /** The bytes of the store by class, of one bucket. */
    public JsonNode usage(String bucket) {
        return get("/api/v1/usage", Map.of("bucket", bucket));
    }

    /** The proof that no byte is unseen, as of now. */
    public Integrity integrity() {
        return new Integrity(get("/api/v1/integrity", Map.of()));
    }

    private static JsonNode ok(Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.document();
    }

    private HttpRequest.Builder request(String method, String target) {
        return HttpRequest.newBuilder(address.resolve(target))
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    private Answer exchange(HttpRequest.Builder request) {
        HttpResponse<String> response = receive(request);
        String body = response.body();
        String type = response.headers().firstValue("content-type").orElse("");
        JsonNode document = type.contains("json") ? JSON.readTree(body) : JSON.missingNode();
        return new Answer(response.statusCode(), type, document);
    }

    private HttpResponse<String> receive(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String queryString(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    }

    /** Percent-encodes a value of a query; the API takes no {@code +} for a space. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
