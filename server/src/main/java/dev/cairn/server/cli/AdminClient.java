package dev.cairn.server.cli;

import dev.cairn.server.config.Credentials;
import dev.cairn.server.config.ServerState;
import dev.cairn.server.config.StateFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the admin API of a running server. */
final class AdminClient {
    private static final String URL_DEFAULT = "http://127.0.0.1:9001";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** An integrity check walks over all files, so answers may take their time. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(10);

    private final URI address;
    private final Credentials key;
    private final Optional<SSLContext> trust;
    private final JsonMapper mapper = JsonMapper.builder().build();

    private AdminClient(URI address, Credentials key, Optional<SSLContext> trust) {
        this.address = address;
        this.key = key;
        this.trust = trust;
    }

    /**
     * Finds the server and the key.
     *
     * @param admin the address as given on the command line; null looks for it
     * @param caCertificate authorities as given on the command line; null looks for them
     */
    static AdminClient find(
            Map<String, String> environment,
            @Nullable String admin,
            Path dataDirectory,
            @Nullable Path caCertificate) {
        StateFiles files = new StateFiles(dataDirectory);
        try {
            Optional<ServerState> running = files.server();
            URI address = address(environment, admin, running, dataDirectory);
            return new AdminClient(
                    address,
                    key(environment, files, dataDirectory),
                    ClientTrust.find(environment, caCertificate, running, address));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.RESOURCE, "cannot read in " + dataDirectory + ": " + e.getMessage());
        }
    }

    /**
     * The document that the server answers.
     *
     * @param path below {@code /api/v1}
     */
    Document get(String path, Map<String, String> parameters) {
        return call("GET", path, parameters, null);
    }

    /** What the server answers as it is: a table, or comma-separated values. */
    String text(String path, Map<String, String> parameters) {
        return exchange("GET", path, parameters, null);
    }

    Document delete(String path, Map<String, String> parameters) {
        return call("DELETE", path, parameters, null);
    }

    /**
     * Sends a document.
     *
     * @param body its fields
     */
    Document put(String path, Map<String, String> parameters, Map<String, ?> body) {
        return call("PUT", path, parameters, body);
    }

    Document post(String path, Map<String, String> parameters, Map<String, ?> body) {
        return call("POST", path, parameters, body);
    }

    /** What the clock of the server shows: ages are counted up to then. */
    Instant now() {
        return Instant.parse(get("/clock", Map.of()).json().path("now").asString());
    }

    /** A word as a segment of a path or as a value of a query. */
    static String encode(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Document call(
            String method,
            String path,
            Map<String, String> parameters,
            @Nullable Map<String, ?> body) {
        String text = exchange(method, path, parameters, body);
        return new Document(text, parse(text));
    }

    private String exchange(
            String method,
            String path,
            Map<String, String> parameters,
            @Nullable Map<String, ?> body) {
        String query =
                parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        URI target =
                URI.create(address + "/api/v1" + path + (query.isEmpty() ? "" : "?" + query));
        String basic = key.accessKey() + ":" + key.secretKey();
        String credentials =
                Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(target)
                        .timeout(ANSWER_TIMEOUT)
                        .header("authorization", "Basic " + credentials)
                        .method(method, publisher(body))
                        .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        return response.body();
    }

    private HttpRequest.BodyPublisher publisher(@Nullable Map<String, ?> body) {
        return body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body));
    }

    private HttpResponse<String> send(HttpRequest request) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT);
        trust.ifPresent(builder::sslContext);
        try (HttpClient http = builder.build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            if (e instanceof SSLException) {
                throw ClientTrust.notTrusted(address.toString(), e);
            }
            String reason = e.getMessage() == null ? "connection refused" : e.getMessage();
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "cannot reach %s: %s%nis the server running? another address: --admin URL"
                            .formatted(address, reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.PROBLEM, "interrupted");
        }
    }

    private CommandException refused(HttpResponse<String> response) {
        int status = response.statusCode();
        // A 403 of another code refuses the call, whoever makes it.
        if (status == 401 || (status == 403 && code(response).equals("AccessDenied"))) {
            return new CommandException(
                    ExitCode.UNREACHABLE,
                    ("%s refused the key %s (%s)%n"
                            + "set CAIRN_ADMIN_KEY and CAIRN_ADMIN_SECRET to the key of an"
                            + " admin account")
                            .formatted(address, key.accessKey(), problem(response)));
        }
        int exitCode =
                switch (status) {
                    case 400 -> ExitCode.USAGE;
                    case 503 -> ExitCode.UNREACHABLE;
                    default -> ExitCode.PROBLEM;
                };
        return new CommandException(exitCode, problem(response));
    }

    /** Code and detail of a problem document; the status where there is none. */
    private String problem(HttpResponse<String> response) {
        String code = code(response);
        if (code.isEmpty()) {
            return "status " + response.statusCode() + " from " + address;
        }
        JsonNode document = mapper.readTree(response.body());
        return "%s: %s (request %s)"
                .formatted(
                        code,
                        document.path("detail").asString(""),
                        document.path("requestId").asString(""));
    }

    /** The code of a problem document; empty where there is none. */
    private String code(HttpResponse<String> response) {
        try {
            return mapper.readTree(response.body()).path("code").asString("");
        } catch (JacksonException notJson) {
            // Whatever answered, it is not Cairn; the status must do.
            return "";
        }
    }

    private JsonNode parse(String body) {
        try {
            return mapper.readTree(body);
        } catch (JacksonException notJson) {
            throw new CommandException(
                    ExitCode.UNREACHABLE, address + " answers, but it is no Cairn admin port");
        }
    }

    private static URI address(
            Map<String, String> environment,
            @Nullable String admin,
            Optional<ServerState> running,
            Path dataDirectory) {
        String given = admin == null ? environment.getOrDefault("CAIRN_ADMIN", "") : admin;
        if (!given.isEmpty()) {
            return parseAddress(given);
        }
        if (running.isEmpty()) {
            return URI.create(URL_DEFAULT);
        }
        String found = running.get().admin();
        if (found == null) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the server of " + dataDirectory + " runs without an admin port");
        }
        return parseAddress(found);
    }

    private static URI parseAddress(String text) {
        String url = text.contains("://") ? text : "http://" + text;
        try {
            URI address = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            String scheme = address.getScheme();
            if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // Refused below, as other addresses that lead nowhere.
        }
        throw new CommandException(
                ExitCode.USAGE, "'" + text + "' is not an address; expected: http://HOST:PORT");
    }

    private static Credentials key(
            Map<String, String> environment, StateFiles files, Path dataDirectory)
            throws IOException {
        String accessKey = environment.getOrDefault("CAIRN_ADMIN_KEY", "");
        String secretKey = environment.getOrDefault("CAIRN_ADMIN_SECRET", "");
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "CAIRN_ADMIN_KEY and CAIRN_ADMIN_SECRET go together; only one is set");
        }
        if (!accessKey.isEmpty()) {
            try {
                return new Credentials(accessKey, secretKey);
            } catch (IllegalArgumentException malformed) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "CAIRN_ADMIN_KEY and CAIRN_ADMIN_SECRET are not an access key and secret");
            }
        }
        return files.credentials()
                .orElseThrow(
                        () -> new CommandException(
                                ExitCode.USAGE,
                                ("no key: set CAIRN_ADMIN_KEY and CAIRN_ADMIN_SECRET, or"
                                        + " name with --data-dir the directory"
                                        + " that holds root-credentials.json"
                                        + " (not in %s)")
                                        .formatted(dataDirectory)));
    }

    /**
     * What the server answered.
     *
     * @param text as it came
     */
    record Document(String text, JsonNode json) {}
}
