package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.BucketLoggingStatus;
import dev.cairn.s3.xml.ListBucketAnalyticsConfigurationResult;
import dev.cairn.s3.xml.ListBucketIntelligentTieringConfigurationsOutput;
import dev.cairn.s3.xml.ListInventoryConfigurationsResult;
import dev.cairn.s3.xml.ListMetricsConfigurationsResult;
import dev.cairn.s3.xml.NotificationConfiguration;
import dev.cairn.s3.xml.XmlDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents that no bucket has, since nothing here would keep what they promise: they are answered
 * as S3 answers for a bucket where nothing is set, which tools that compare a bucket with a plan ask
 * for all of.
 */
final class UnsetDocuments {
    private final List<Operation> operations = new ArrayList<>();

    UnsetDocuments() {
        none(
                "Encryption",
                "encryption",
                S3ErrorCode.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR);
        none(
                "Replication",
                "replication",
                S3ErrorCode.REPLICATION_CONFIGURATION_NOT_FOUND_ERROR);
        none("Website", "website", S3ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION);
        add(
                "GetObjectLockConfiguration",
                Route.bucket("GET", "object-lock"),
                "s3:GetBucketObjectLockConfiguration",
                request -> {
                    throw missing(
                            S3ErrorCode.OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR, request);
                });
        empty("GetBucketLogging", "logging", "s3:GetBucketLogging", new BucketLoggingStatus());
        empty(
                "GetBucketNotificationConfiguration",
                "notification",
                "s3:GetBucketNotification",
                new NotificationConfiguration());
        several("Analytics", "analytics", new ListBucketAnalyticsConfigurationResult());
        several(
                "IntelligentTiering",
                "intelligent-tiering",
                new ListBucketIntelligentTieringConfigurationsOutput());
        several("Inventory", "inventory", new ListInventoryConfigurationsResult());
        several("Metrics", "metrics", new ListMetricsConfigurationsResult());
    }

    List<Operation> operations() {
        return operations;
    }

    /** A document of which a bucket may have one: there is none, and none is there to delete. */
    private void none(String kind, String key, S3ErrorCode code) {
        boolean website = kind.equals("Website");
        String read = website ? "s3:GetBucketWebsite" : "s3:Get" + kind + "Configuration";
        String delete = website ? "s3:DeleteBucketWebsite" : "s3:Put" + kind + "Configuration";
        add(
                "GetBucket" + kind,
                Route.bucket("GET", key),
                read,
                request -> {
                    throw missing(code, request);
                });
        add(
                "DeleteBucket" + kind,
                Route.bucket("DELETE", key),
                delete,
                request -> S3Response.of(204, Headers.EMPTY));
    }

    private void empty(String name, String key, String action, XmlDocument document) {
        add(name, Route.bucket("GET", key), action, request -> XmlResponse.ok(document));
    }

    /** A document of which a bucket may have several, told apart by {@code id}. */
    private void several(String kind, String key, XmlDocument list) {
        String name = "Bucket" + kind + "Configuration";
        String read = "s3:Get" + kind + "Configuration";
        String write = "s3:Put" + kind + "Configuration";
        empty("List" + name + "s", key, read, list);
        DocumentOperation.Handler none =
                request -> {
                    throw missing(S3ErrorCode.NO_SUCH_CONFIGURATION, request);
                };
        add("Get" + name, Route.bucket("GET", key, "id"), read, none);
        add("Delete" + name, Route.bucket("DELETE", key, "id"), write, none);
    }

    private void add(
            String name, Route route, String action, DocumentOperation.Handler handler) {
        operations.add(new DocumentOperation(name, route, action, handler));
    }

    private static S3Exception missing(S3ErrorCode code, S3Request request) {
        return S3Exception.of(code, "BucketName", request.bucket().name().value());
    }
}
