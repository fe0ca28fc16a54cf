package dev.cairn.server;

import dev.cairn.s3.RequestLog;
import dev.cairn.storage.model.RequestGroup;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which groups a finished request counts in. Sources: Amazon S3 pricing, "Requests and data
 * retrievals" (DELETE and CANCEL are free, PUT, COPY, POST and LIST cost more than GET, SELECT and
 * all others); Amazon S3 User Guide, "Billing for Amazon S3 error responses" (no charge for 5xx,
 * nor for 403 to strangers). The pages say nothing of DeleteObjects, a POST: it counts as what it
 * does.
 */
final class RequestGroups {
    private static final String DELETE_OBJECTS = "DeleteObjects";
    private static final int SERVER_ERROR = 500;
    private static final int FORBIDDEN = 403;

    private RequestGroups() {}

    static Set<RequestGroup> of(RequestLog request) {
        Set<RequestGroup> groups = EnumSet.of(RequestGroup.ALL);
        boolean lists = request.operation().startsWith("List");
        boolean deletes =
                request.method().equals("DELETE") || request.operation().equals(DELETE_OBJECTS);
        if (lists) {
            groups.add(RequestGroup.LIST);
        } else if (deletes) {
            groups.add(RequestGroup.DELETE);
        } else {
            addMethod(groups, request.method());
        }
        if (isCharged(request)) {
            groups.add(tier(request.method(), lists, deletes));
        }
        return groups;
    }

    private static void addMethod(Set<RequestGroup> groups, String method) {
        switch (method) {
            case "GET" -> groups.add(RequestGroup.GET);
            case "HEAD" -> groups.add(RequestGroup.HEAD);
            // Uploads by forms, and the beginning and completion of multipart uploads.
            case "PUT", "POST" -> groups.add(RequestGroup.PUT);
            default -> {}
        }
    }

    private static RequestGroup tier(String method, boolean lists, boolean deletes) {
        if (deletes) {
            return RequestGroup.FREE;
        }
        boolean writes = method.equals("PUT") || method.equals("POST");
        return lists || writes ? RequestGroup.TIER1 : RequestGroup.TIER2;
    }

    private static boolean isCharged(RequestLog request) {
        boolean stranger = request.status() == FORBIDDEN && request.account() == null;
        return request.status() < SERVER_ERROR && !stranger;
    }
}
