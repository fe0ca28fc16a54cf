package dev.cairn.server.admin;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/**
 * The description of every route, by method and path: a new route gets a line here, and an example
 * in {@code AdminPageTest}.
 */
final class RouteDescriptions {
    private static final Map<String, RouteDescription> ALL =
            Map.ofEntries(
                    entry(
                            "GET /health/live",
                            RouteDescription.ofText("Whether the process answers.")),
                    entry(
                            "GET /health/ready",
                            RouteDescription.ofText(
                                    "Whether S3 requests are taken: 503 until then, and while"
                                            + " stopping.")),
                    entry("GET /metrics", RouteDescription.ofText("Metrics for Prometheus.")),
                    entry("GET /api/v1/openapi.json", RouteDescription.ofText("This document.")),
                    entry(
                            "GET /api/v1/uploads",
                            RouteDescription.ofPage(
                                    "Open uploads that the filters let through.",
                                    UploadDocument.class)),
                    entry(
                            "GET /api/v1/uploads/{uploadId}",
                            RouteDescription.of(
                                    "An open upload with its parts.", UploadDetailDocument.class)
                                    .requiring("bucket", "key")),
                    entry(
                            "DELETE /api/v1/uploads/{uploadId}",
                            RouteDescription.of(
                                    "Aborts an upload.", AbortedUploadDocument.class)
                                    .requiring("bucket", "key")),
                    entry(
                            "POST /api/v1/uploads/{uploadId}/complete",
                            RouteDescription.of(
                                    "Makes an object of the parts that are there; 409 where"
                                            + " numbers are missing, unless allowGaps.",
                                    CompletedUploadDocument.class)
                                    .requiring("bucket", "key")
                                    .taking("ifNoneMatch", JsonSchemas.type("string"))
                                    .taking("allowGaps", JsonSchemas.type("boolean"))),
                    entry(
                            "POST /api/v1/uploads/abort",
                            RouteDescription.of(
                                    "Aborts the uploads that a filter lets through, or says which"
                                            + " they are.",
                                    MatchedUploadsDocument.class)
                                    .taking("filter", JsonSchemas.texts(UploadFilter.NAMES))
                                    .taking("dryRun", JsonSchemas.type("boolean"))),
                    entry(
                            "GET /api/v1/buckets",
                            RouteDescription.ofPage(
                                    "Buckets of all accounts, by name.", BucketDocument.class)),
                    entry(
                            "GET /api/v1/buckets/{bucket}",
                            RouteDescription.of(
                                    "A bucket and what it holds.", BucketDocument.class)),
                    entry(
                            "GET /api/v1/buckets/{bucket}/settings",
                            RouteDescription.of(
                                    "What the operator has set for a bucket.",
                                    SettingsDocument.class)),
                    entry(
                            "PUT /api/v1/buckets/{bucket}/settings",
                            RouteDescription.of(
                                    "Sets all of it anew; what is left out is not set any more.",
                                    SettingsDocument.class)
                                    .taking("plan", JsonSchemas.type("string"))
                                    .taking("openUploadsMax", JsonSchemas.type("integer"))
                                    .taking("incompleteBytesMax", JsonSchemas.type("integer"))
                                    .taking("abortAfterIdle", JsonSchemas.text("duration"))),
                    entry(
                            "GET /api/v1/usage",
                            RouteDescription.of(
                                    "What a bucket or the whole store holds.",
                                    UsageDocument.class)),
                    entry(
                            "GET /api/v1/usage/daily",
                            RouteDescription.ofPage(
                                    "Usage by day and class; a page holds whole days.",
                                    UsageDayDocument.class)),
                    entry(
                            "GET /api/v1/plans",
                            RouteDescription.ofPage(
                                    "Price plans, by name.", PlanDocument.class)),
                    entry(
                            "GET /api/v1/plans/{name}",
                            RouteDescription.of(
                                    "A price plan.", PlanDocument.class)),
                    entry(
                            "PUT /api/v1/plans/{name}",
                            RouteDescription.of(
                                    "Puts a document of YAML or JSON in place of a plan of this name; 409"
                                            + " without billing.plan-dir.",
                                    PlanDocument.class)
                                    .taking(PlanBody.fields())),
                    entry(
                            "GET /api/v1/statement",
                            RouteDescription.of(
                                    "A statement of a period: what it cost, line by line.",
                                    StatementDocument.class)),
                    entry(
                            "GET /api/v1/forecast",
                            RouteDescription.of(
                                    "What the uploads that are open now will cost.",
                                    ForecastDocument.class)),
                    entry(
                            "GET /api/v1/utilization",
                            RouteDescription.ofPage(
                                    "A record for each bucket and day, with the names that Wasabi uses.",
                                    UtilizationDocument.class)),
                    entry(
                            "GET /api/v1/utilization/{bucket}",
                            RouteDescription.ofPage(
                                    "The records of a bucket.", UtilizationDocument.class)),
                    entry(
                            "POST /api/v1/lifecycle/run",
                            RouteDescription.of(
                                    "Does what is due by the rules and says what that was; of all buckets, it"
                                            + " lets statements become final.",
                                    LifecycleRunDocument.class)
                                    .taking("bucket", JsonSchemas.type("string"))
                                    .taking("asOf", JsonSchemas.text("date-time"))
                                    .taking("dryRun", JsonSchemas.type("boolean"))
                                    .taking("reclaim", JsonSchemas.type("boolean"))),
                    entry(
                            "POST /api/v1/lifecycle/dry-run",
                            RouteDescription.of(
                                    "What would be due now if a bucket had this configuration, which is XML in"
                                            + " a text.",
                                    LifecycleTrialDocument.class)
                                    .taking("bucket", JsonSchemas.type("string"))
                                    .taking("configuration", JsonSchemas.type("string"))),
                    entry(
                            "GET /api/v1/lifecycle/explain",
                            RouteDescription.of(
                                    "What the rules mean for an open upload or an object.",
                                    LifecycleExplanationDocument.class)
                                    .requiring("bucket", "key")),
                    entry(
                            "GET /api/v1/lifecycle/missing",
                            RouteDescription.ofPage(
                                    "Buckets in which nothing ends unfinished uploads.",
                                    UnruledBucketDocument.class)),
                    entry(
                            "GET /api/v1/integrity",
                            RouteDescription.of(
                                    "Compares the counters with the file system:"
                                            + " unaccountedBytes is 0.",
                                    IntegrityDocument.class)),
                    entry(
                            "GET /api/v1/clock",
                            RouteDescription.of("The clock of the store.", ClockDocument.class)),
                    entry(
                            "PUT /api/v1/clock",
                            RouteDescription.of(
                                    "Moves the clock, by one of the fields; 403 without"
                                            + " test-clock.",
                                    ClockDocument.class)
                                    .taking("advance", JsonSchemas.text("duration"))
                                    .taking("set", JsonSchemas.text("date-time"))
                                    .taking("freeze", JsonSchemas.type("boolean"))
                                    .taking("speed", JsonSchemas.type("integer"))
                                    .taking("signatures", JsonSchemas.type("boolean"))),
                    entry(
                            "GET /api/v1/faults",
                            RouteDescription.ofPage(
                                    "Faults that happen to S3 requests on request, as"
                                            + " docs/FAULTS.md describes them; 403 without"
                                            + " allow-faults.",
                                    FaultDocument.class)),
                    entry(
                            "POST /api/v1/faults",
                            RouteDescription.of(
                                    "Adds a fault behind all others.", FaultDetailDocument.class)
                                    .taking("match", JsonSchemas.type("object"))
                                    .taking("effect", JsonSchemas.type("object"))),
                    entry(
                            "GET /api/v1/faults/{id}",
                            RouteDescription.of(
                                    "A fault with the latest requests to which it happened.",
                                    FaultDetailDocument.class)),
                    entry(
                            "DELETE /api/v1/faults/{id}",
                            RouteDescription.of(
                                    "Removes a fault, and says for the last time what became of"
                                            + " it.",
                                    FaultDetailDocument.class)),
                    entry(
                            "DELETE /api/v1/faults",
                            RouteDescription.of(
                                    "Removes all faults.", RemovedFaultsDocument.class)));

    private RouteDescriptions() {}

    static Optional<RouteDescription> of(Route route) {
        return Optional.ofNullable(ALL.get(route.name()));
    }
}
