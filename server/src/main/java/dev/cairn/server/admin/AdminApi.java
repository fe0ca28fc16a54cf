package dev.cairn.server.admin;

import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.auth.AuthSettings;
import dev.cairn.s3.auth.Authenticator;
import dev.cairn.s3.fault.Faults;
import dev.cairn.storage.Storage;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls that need an open store, with those who may make them. */
public final class AdminApi {
    private static final String SERVICE = "cairn";

    private final List<Route> routes;
    private final AdminAccess access;

    /**
     * The API over a store.
     *
     * @param region of the credential scope of signed requests; any other is accepted as well
     * @param realTime for the age of signatures: here always real, so that nobody locks himself out
     * @param testClock whether the clock can be moved
     * @param faults null where requests cannot be made to fail
     */
    public AdminApi(
            ServedStore store,
            Supplier<Accounts> accounts,
            String region,
            InstantSource realTime,
            boolean testClock,
            @Nullable Faults faults) {
        this.routes = routes(store, testClock, faults);
        this.access =
                new AdminAccess(
                        accounts,
                        new Authenticator(
                                accounts, new AuthSettings(region, false, SERVICE), realTime));
    }

    List<Route> routes() {
        return routes;
    }

    AdminAccess access() {
        return access;
    }

    /** The table of contents of the API. */
    private static List<Route> routes(
            ServedStore store, boolean testClock, @Nullable Faults faults) {
        Storage storage = store.storage();
        UploadsResource uploads = new UploadsResource(store);
        UploadEndResource ends = new UploadEndResource(store);
        BucketsResource buckets = new BucketsResource(store);
        LifecycleResource lifecycle = new LifecycleResource(store);
        UsageResource usage = new UsageResource(store);
        DailyUsageResource daily = new DailyUsageResource(store);
        PlansResource plans = new PlansResource(store);
        UtilizationResource utilization = new UtilizationResource(store);
        ClockResource clock = new ClockResource(storage.movableClock(), testClock);
        FaultsResource failures = new FaultsResource(faults);
        Set<String> one = Set.of("bucket", "key");
        return List.of(
                Route.get(
                        "/api/v1/uploads",
                        union(UploadFilter.NAMES, "sort", "limit", "token"),
                        uploads::list),
                Route.post("/api/v1/uploads/abort", Set.of(), ends::abortMatching),
                Route.get(
                        "/api/v1/uploads/{uploadId}",
                        Set.of("bucket", "key", "limit", "token"),
                        uploads::show),
                Route.delete("/api/v1/uploads/{uploadId}", one, ends::abort),
                Route.post("/api/v1/uploads/{uploadId}/complete", one, ends::complete),
                Route.get("/api/v1/buckets", Set.of("limit", "token"), buckets::list),
                Route.get("/api/v1/buckets/{bucket}", Set.of(), buckets::show),
                Route.get("/api/v1/buckets/{bucket}/settings", Set.of(), buckets::settings),
                Route.put("/api/v1/buckets/{bucket}/settings", Set.of(), buckets::putSettings),
                Route.get("/api/v1/usage", Set.of("bucket", "owner"), usage::usage),
                Route.get("/api/v1/usage/daily", DailyUsageResource.NAMES, daily::list),
                Route.get("/api/v1/plans", Set.of("limit", "token"), plans::list),
                Route.get("/api/v1/plans/{name}", Set.of(), plans::show),
                Route.put("/api/v1/plans/{name}", Set.of(), plans::put),
                Route.get(
                        "/api/v1/statement",
                        StatementResource.NAMES,
                        new StatementResource(store)::show),
                Route.get(
                        "/api/v1/forecast",
                        ForecastResource.NAMES,
                        new ForecastResource(store)::show),
                Route.get(
                        "/api/v1/utilization", UtilizationResource.NAMES, utilization::list),
                Route.get(
                        "/api/v1/utilization/{bucket}",
                        UtilizationResource.NAMES,
                        utilization::show),
                Route.post("/api/v1/lifecycle/run", Set.of(), lifecycle::run),
                Route.post("/api/v1/lifecycle/dry-run", Set.of(), lifecycle::dryRun),
                Route.get(
                        "/api/v1/lifecycle/explain",
                        union(one, "uploadId"),
                        lifecycle::explain),
                Route.get(
                        "/api/v1/lifecycle/missing",
                        Set.of("partly", "limit", "token"),
                        lifecycle::missing),
                Route.get("/api/v1/integrity", Set.of("verify"), usage::integrity),
                Route.get("/api/v1/clock", Set.of(), clock::show),
                Route.put("/api/v1/clock", Set.of(), clock::move),
                Route.get("/api/v1/faults", Set.of("limit", "token"), failures::list),
                Route.post("/api/v1/faults", Set.of(), failures::add),
                Route.delete("/api/v1/faults", Set.of(), failures::clear),
                Route.get("/api/v1/faults/{id}", Set.of(), failures::show),
                Route.delete("/api/v1/faults/{id}", Set.of(), failures::remove));
    }

    private static Set<String> union(Set<String> names, String... more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
