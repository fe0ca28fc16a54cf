package dev.cairn.server.admin;

import dev.cairn.billing.BillingException;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.QueryParameters;
import dev.cairn.s3.http.RequestBody;
import dev.cairn.s3.http.RequestBodyException;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.http.S3Response;
import dev.cairn.server.http.RequestService;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the admin port: health at any time, metrics, and the API from the moment the store is
 * open. Called by many threads. Never throws.
 */
public final class AdminService implements RequestService {
    private static final Logger LOG = LoggerFactory.getLogger(AdminService.class);

    private final Readiness readiness;
    private final List<Route> always;
    private final AdminJson json = new AdminJson();
    private volatile @Nullable AdminApi api;

    /**
     * A service that answers health only, until {@link #open}.
     *
     * @param metricsType media type of the metrics page
     * @param metrics the metrics page
     * @param metricsAuth whether the page is for admins only
     */
    public AdminService(
            Readiness readiness,
            String metricsType,
            Supplier<String> metrics,
            boolean metricsAuth) {
        this.readiness = readiness;
        Route page =
                Route.get(
                        "/metrics",
                        Set.of(),
                        request -> new Answer.Text(metricsType, metrics.get()));
        this.always =
                List.of(
                        Route.get("/health/live", Set.of(), request -> status("live")).open(),
                        Route.get("/health/ready", Set.of(), request -> ready()).open(),
                        metricsAuth ? page : page.open(),
                        Route.get("/api/v1/openapi.json", Set.of(), request -> openApi()).open());
    }

    /** All routes that are answered now. */
    List<Route> routes() {
        List<Route> routes = new ArrayList<>(always);
        AdminApi opened = api;
        if (opened != null) {
            routes.addAll(opened.routes());
        }
        return routes;
    }

    /** From now on the whole API is answered. */
    public void open(AdminApi opened) {
        api = opened;
    }

    @Override
    public S3Response serve(RequestHead head, RequestBody body) {
        try {
            return json.ok(answer(head, body));
        } catch (AdminException refused) {
            return json.problem(refused, head.requestId());
        } catch (StorageException refused) {
            return json.problem(AdminErrors.of(refused.refusal()), head.requestId());
        } catch (BillingException refused) {
            return json.problem(AdminErrors.of(refused), head.requestId());
        } catch (S3Exception refused) {
            return json.problem(
                    new AdminException(
                            refused.code().status(), refused.code().code(), refused.message()),
                    head.requestId());
        } catch (RequestBodyException broken) {
            return json.problem(
                    new AdminException(400, "IncompleteBody", "the body did not come whole"),
                    head.requestId());
        } catch (IOException | RuntimeException | Error fault) {
            LOG.error("{} {} failed", head.method(), path(head.target()), fault);
            return json.problem(
                    new AdminException(
                            500, "InternalError", "the server's log says more by the request id"),
                    head.requestId());
        }
    }

    private Answer answer(RequestHead head, RequestBody body) throws IOException {
        RequestTarget target = RequestTarget.parse(head.target());
        List<String> segments = segments(target.rawPath());
        AdminApi opened = api;
        Route route = find(head.method(), segments, opened);
        String sha256 = null;
        if (route.access() == Route.Access.ADMIN) {
            if (opened == null || readiness.state() == Readiness.State.STOPPING) {
                throw unavailable();
            }
            sha256 = opened.access().check(head, target);
        }
        QueryParameters query = formQuery(head.target());
        checkParameters(route, query);
        Map<String, String> path = route.match(segments).orElseThrow();
        return route.handler()
                .handle(new AdminRequest(path, query, new AdminBody(body, json, sha256)));
    }

    private Route find(String method, List<String> segments, @Nullable AdminApi opened) {
        if (opened == null && segments.getFirst().equals("api")) {
            throw unavailable();
        }
        List<Route> ofPath =
                routes().stream().filter(route -> route.match(segments).isPresent()).toList();
        if (ofPath.isEmpty()) {
            throw new AdminException(
                    404, "NoSuchRoute", "the admin API has no such path in this version");
        }
        Optional<Route> found = ofPath.stream().filter(route -> route.answers(method)).findFirst();
        return found.orElseThrow(() -> methodNotAllowed(method, ofPath));
    }

    private static AdminException methodNotAllowed(String method, List<Route> ofPath) {
        String allowed =
                ofPath.stream()
                        .map(route -> route.method().equals("GET") ? "GET, HEAD" : route.method())
                        .collect(Collectors.joining(", "));
        return new AdminException(
                405,
                "MethodNotAllowed",
                method + " is not allowed here, but " + allowed,
                Headers.builder().add("allow", allowed).build());
    }

    private static void checkParameters(Route route, QueryParameters query) {
        for (String name : query.keys()) {
            if (route.undelivered().contains(name)) {
                throw AdminException.notImplemented(
                        "the parameter " + name + " is not there yet");
            }
            if (!route.parameters().contains(name) && !name.startsWith("X-Amz-")) {
                throw AdminException.invalidArgument(
                        "there is no parameter " + name + " in this call");
            }
        }
    }

    /**
     * The query as HTML forms encode it, with {@code +} for a space: many HTTP libraries do so, and
     * all of them write a real plus as {@code %2B}.
     */
    private static QueryParameters formQuery(String target) {
        int mark = target.indexOf('?');
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return QueryParameters.parse(query.replace("+", "%20"));
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : Route.split(rawPath)) {
            try {
                segments.add(
                        URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                throw new AdminException(400, "InvalidURI", "the path is not well encoded");
            }
        }
        return segments;
    }

    private Answer ready() {
        if (readiness.state() != Readiness.State.READY) {
            throw unavailable();
        }
        return status("ready");
    }

    private Answer openApi() {
        return new Answer.Document(OpenApiDocument.of(routes()));
    }

    /** As it is: what is asked every few seconds, and first of all, needs no library. */
    private static Answer status(String word) {
        return new Answer.Text("application/json", "{\"status\":\"" + word + "\"}");
    }

    private AdminException unavailable() {
        return new AdminException(
                503,
                "ServiceUnavailable",
                readiness.state() == Readiness.State.STOPPING
                        ? "the server is stopping"
                        : "the server is starting");
    }

    private static String path(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }
}
