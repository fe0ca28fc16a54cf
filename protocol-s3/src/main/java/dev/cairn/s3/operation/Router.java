package dev.cairn.s3.operation;

import static dev.cairn.s3.operation.Route.COPY_SOURCE;
import static dev.cairn.s3.operation.Route.PART_NUMBER;
import static dev.cairn.s3.operation.Route.UPLOAD_ID;
import static dev.cairn.s3.operation.Route.VERSION_ID;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.QueryParameters;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.http.S3Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operation that a request is.
 *
 * <p>The rule that keeps data safe: a request is never taken for another operation than it asks
 * for. {@code DELETE /bucket?analytics} deletes no bucket, {@code PUT /bucket/key?retention}
 * overwrites no object: a deciding query key or header that the found route does not name is
 * refused. Query keys that no route knows are left alone; clients send some.
 */
final class Router {
    private static final String OBJECT_LAMBDA_PATH = "/WriteGetObjectResponse";

    /** Tells Get from List among the configurations of a bucket; on objects it is nobody's key. */
    private static final String CONFIGURATION_ID = "id";

    private static final Comparator<Operation> HEAVIEST_FIRST =
            (one, other) -> Integer.compare(other.route().weight(), one.route().weight());

    private final Operation postObject;
    private final Map<Route.Target, Map<String, List<Operation>>> operations =
            new EnumMap<>(Route.Target.class);

    /** Deciding keys as routes name them ({@code key} or {@code key=value}). */
    private final Set<String> decidingKeys = new HashSet<>();

    /** Deciding keys without their values. */
    private final Set<String> decidingNames = new HashSet<>();

    /**
     * Takes the operations.
     *
     * @param postObject what a form is
     * @throws IllegalArgumentException when two have the same route
     */
    Router(List<Operation> all, Operation postObject) {
        this.postObject = postObject;
        for (Operation operation : all) {
            Route route = operation.route();
            List<Operation> rivals =
                    operations
                            .computeIfAbsent(route.target(), target -> new HashMap<>())
                            .computeIfAbsent(route.method(), method -> new ArrayList<>());
            for (Operation rival : rivals) {
                if (rival.route().sameRequests(route)) {
                    throw new IllegalArgumentException(
                            operation.name() + " and " + rival.name() + " have the same route");
                }
            }
            rivals.add(operation);
            for (String key : route.keys()) {
                decidingKeys.add(key);
                int equals = key.indexOf('=');
                decidingNames.add(equals < 0 ? key : key.substring(0, equals));
            }
        }
        operations.values().forEach(
                methods -> methods.values().forEach(rivals -> rivals.sort(HEAVIEST_FIRST)));
    }

    /**
     * The operation that a request is; one that refuses where it is none.
     *
     * @throws S3Exception for requests that are refused whoever sends them: methods that the
     *     target does not have
     */
    Operation find(RequestHead head, RequestTarget target, S3Address address) {
        refuseAnonymousOverrides(head, target);
        Route.Target addressed = addressed(head, target, address);
        Set<String> deciding = decidingKeysOf(target.query(), head.method(), addressed);
        boolean copySource = head.headers().contains(COPY_SOURCE);
        boolean form =
                isFormPost(head) && addressed == Route.Target.BUCKET && deciding.isEmpty();
        Operation found =
                form
                        ? postObject
                        : mostSpecific(head.method(), addressed, deciding, copySource);
        if (found == null) {
            throw noSuchMethod(head, addressed, target.query());
        }
        S3Exception refusal = refusal(found.route(), target.query(), deciding, copySource);
        return refusal == null ? found : new RefusedOperation(found.route(), refusal);
    }

    private static Route.Target addressed(
            RequestHead head, RequestTarget target, S3Address address) {
        if (head.method().equals("POST")
                && !address.virtualHost()
                && target.rawPath().equals(OBJECT_LAMBDA_PATH)) {
            return Route.Target.OBJECT_LAMBDA;
        }
        if (address.bucket() == null) {
            return Route.Target.SERVICE;
        }
        return address.key() == null ? Route.Target.BUCKET : Route.Target.OBJECT;
    }

    /** The deciding keys that a query has, as routes name them. */
    private Set<String> decidingKeysOf(
            QueryParameters query, String method, Route.Target addressed) {
        Set<String> deciding = Set.of();
        for (String name : query.keys()) {
            if (!decides(name, method, addressed)) {
                continue;
            }
            if (deciding.isEmpty()) {
                deciding = new TreeSet<>();
            }
            String pair = name + '=' + query.first(name);
            deciding.add(decidingKeys.contains(pair) ? pair : name);
        }
        return deciding;
    }

    private boolean decides(String name, String method, Route.Target addressed) {
        return switch (name) {
            case PART_NUMBER -> method.equals("PUT") && addressed == Route.Target.OBJECT;
            case CONFIGURATION_ID -> addressed == Route.Target.BUCKET;
            default -> decidingNames.contains(name);
        };
    }

    private @Nullable Operation mostSpecific(
            String method, Route.Target addressed, Set<String> deciding, boolean copySource) {
        List<Operation> candidates =
                operations.getOrDefault(addressed, Map.of()).getOrDefault(method, List.of());
        for (Operation candidate : candidates) {
            Route route = candidate.route();
            if ((copySource || !route.copySource()) && deciding.containsAll(route.keys())) {
                return candidate;
            }
        }
        return null;
    }

    /** Why a request is not what its route takes it for; null where it is. */
    private static @Nullable S3Exception refusal(
            Route route, QueryParameters query, Set<String> deciding, boolean copySource) {
        if (route.method().equals("PUT")
                && route.target() == Route.Target.OBJECT
                && deciding.contains(UPLOAD_ID) != deciding.contains(PART_NUMBER)) {
            String missing = deciding.contains(UPLOAD_ID) ? PART_NUMBER : UPLOAD_ID;
            return S3Exception.invalidArgument(
                    "This operation needs the query parameter " + missing, missing, "");
        }
        for (String key : deciding) {
            if (!route.keys().contains(key)) {
                return Refusals.parameterNotImplemented(key);
            }
        }
        if (copySource && !route.copySource()) {
            return S3Exception.headerNotImplemented(COPY_SOURCE);
        }
        for (String option : List.of(VERSION_ID, PART_NUMBER)) {
            String value = query.first(option);
            if (value != null
                    && !route.options().contains(option)
                    && !route.keys().contains(option)) {
                return S3Exception.invalidArgument(
                        "This operation does not accept the query parameter " + option,
                        option,
                        value);
            }
        }
        return null;
    }

    /** Headers of an answer are for those to choose who sign what they choose. */
    private static void refuseAnonymousOverrides(RequestHead head, RequestTarget target) {
        if (isAnonymous(head, target.query()) && overwritesHeaders(target.query())) {
            throw Refusals.invalidRequest(
                    "Request specific response headers cannot be used for anonymous GET"
                            + " requests.");
        }
    }

    private static boolean isAnonymous(RequestHead head, QueryParameters query) {
        return !head.headers().contains("authorization")
                && !query.contains("X-Amz-Algorithm")
                && !query.contains("X-Amz-Signature")
                && !query.contains("Signature");
    }

    private static boolean overwritesHeaders(QueryParameters query) {
        for (String key : query.keys()) {
            if (key.startsWith("response-")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFormPost(RequestHead head) {
        String type = head.headers().first("content-type");
        return head.method().equals("POST")
                && type != null
                && type.regionMatches(true, 0, "multipart/form-data", 0, 19);
    }

    private static S3Exception noSuchMethod(
            RequestHead head, Route.Target addressed, QueryParameters query) {
        if (head.method().equals("POST")
                && addressed == Route.Target.BUCKET
                && query.keys().isEmpty()) {
            return Refusals.preconditionFailed(
                    "Bucket POST must be of the enclosure-type multipart/form-data");
        }
        return S3Exception.of(S3ErrorCode.METHOD_NOT_ALLOWED,
                "Method", head.method(),
                "ResourceType", addressed.name());
    }
}
