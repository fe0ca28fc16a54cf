package dev.cairn.server.admin;

import dev.cairn.s3.http.QueryParameters;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a call, read with their limits, and its body. */
final class AdminRequest {
    static final int LIMIT_MAX = 1000;
    private static final int LIMIT_DEFAULT = 100;

    private final Map<String, String> path;
    private final QueryParameters query;
    private final AdminBody body;

    AdminRequest(Map<String, String> path, QueryParameters query, AdminBody body) {
        this.path = Map.copyOf(path);
        this.query = query;
        this.body = body;
    }

    AdminBody body() {
        return body;
    }

    /** A segment of the path, by its name in the route. */
    String segment(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new AssertionError("the route has no segment " + name);
        }
        return value;
    }

    /** A parameter; null where it is absent. */
    @Nullable
    String find(String name) {
        return query.first(name);
    }

    /** A parameter that must be there. */
    String require(String name) {
        String value = query.first(name);
        if (value == null || value.isEmpty()) {
            throw AdminException.invalidArgument("the parameter " + name + " is missing");
        }
        return value;
    }

    BucketName requireBucket() {
        return bucketName(require("bucket"));
    }

    @Nullable
    BucketName findBucket() {
        String name = find("bucket");
        return name == null ? null : bucketName(name);
    }

    ObjectKey requireKey() {
        String key = require("key");
        try {
            return new ObjectKey(key);
        } catch (IllegalArgumentException invalid) {
            throw AdminException.invalidArgument("key is " + invalid.getMessage());
        }
    }

    /** A parameter that is true or, as where it is absent, false. */
    boolean truth(String name) {
        String text = find(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw AdminException.invalidArgument(name + " must be true or false");
        }
        return "true".equals(text);
    }

    /** How many items a page has at most. */
    int limit() {
        String text = find("limit");
        if (text == null) {
            return LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a number out of range is.
        }
        throw AdminException.invalidArgument("limit must be a number from 1 to " + LIMIT_MAX);
    }

    /** A name that no bucket can have belongs to no bucket. */
    static BucketName bucketName(String name) {
        if (!BucketName.isValid(name)) {
            throw new AdminException(404, "NoSuchBucket", "there is no bucket " + name);
        }
        return new BucketName(name);
    }
}
