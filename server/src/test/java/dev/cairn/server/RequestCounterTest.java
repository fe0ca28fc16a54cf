package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.RequestLog;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.LedgerUnit;
import dev.cairn.storage.model.RequestGroup;
import dev.cairn.storage.model.RequestSum;
import dev.cairn.storage.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How finished requests are grouped and added up. */
class RequestCounterTest {
    private static final Instant START = Instant.parse("2026-03-01T10:59:59Z");
    private static final Instant HOUR = Instant.parse("2026-03-01T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final RequestCounter counter = new RequestCounter(new Clock(now::get));

    @ParameterizedTest
    @CsvSource({
        "PutObject, PUT, 200, ALL TIER1 PUT",
        "CopyObject, PUT, 200, ALL TIER1 PUT",
        "UploadPart, PUT, 404, ALL TIER1 PUT",
        "CreateMultipartUpload, POST, 200, ALL TIER1 PUT",
        "ListObjectsV2, GET, 200, ALL TIER1 LIST",
        "ListParts, GET, 200, ALL TIER1 LIST",
        "GetObject, GET, 206, ALL TIER2 GET",
        "GetBucketLocation, GET, 200, ALL TIER2 GET",
        "HeadObject, HEAD, 404, ALL TIER2 HEAD",
        "DeleteObject, DELETE, 204, ALL FREE DELETE",
        "AbortMultipartUpload, DELETE, 204, ALL FREE DELETE",
        "DeleteObjects, POST, 200, ALL FREE DELETE",
        "Unknown, OPTIONS, 403, ALL TIER2",
        "PutObject, PUT, 503, ALL PUT",
    })
    void request_countsInTheGroupsOfThePriceList(
            String operation, String method, int status, String groups) {
        RequestLog request = request(operation, method, status, "vault", "owner");
        assertThat(RequestGroups.of(request)).isEqualTo(groups(groups));
    }

    @Test
    void refusedStranger_isNotCharged() {
        assertThat(RequestGroups.of(request("GetObject", "GET", 403, "vault", null)))
                .isEqualTo(groups("ALL GET"));
        assertThat(RequestGroups.of(request("GetObject", "GET", 403, "vault", "owner")))
                .isEqualTo(groups("ALL TIER2 GET"));
    }

    @Test
    void requests_addUpByBucketAndHour() {
        counter.accept(request("PutObject", "PUT", 200, "vault", "owner"));
        counter.accept(request("PutObject", "PUT", 200, "vault", "owner"));
        counter.accept(request("GetObject", "GET", 200, "other", "owner"));
        now.set(START.plus(Duration.ofSeconds(1)));
        counter.accept(request("PutObject", "PUT", 200, "vault", "owner"));
        Map<RequestGroup, Long> put =
                Map.of(RequestGroup.ALL, 2L, RequestGroup.TIER1, 2L, RequestGroup.PUT, 2L);
        Map<RequestGroup, Long> one =
                Map.of(RequestGroup.ALL, 1L, RequestGroup.TIER1, 1L, RequestGroup.PUT, 1L);
        Map<BucketName, List<RequestSum>> taken = counter.take();
        assertThat(taken).containsOnlyKeys(new BucketName("vault"), new BucketName("other"));
        assertThat(taken.get(new BucketName("vault")))
                .containsExactlyInAnyOrder(
                        new RequestSum(HOUR, LedgerUnit.HOUR, put, 14, 10),
                        new RequestSum(
                                HOUR.plus(Duration.ofHours(1)), LedgerUnit.HOUR, one, 7, 5));
        assertThat(counter.take()).isEmpty();
    }

    @Test
    void requestOfNoBucket_isNotCounted() {
        counter.accept(request("ListBuckets", "GET", 200, null, "owner"));
        counter.accept(request("GetObject", "GET", 400, "Not A Name", "owner"));
        counter.accept(
                new RequestLog(
                        "id",
                        "GetObject",
                        "GET",
                        "/gone/k",
                        "gone",
                        "k",
                        "owner",
                        "AKID",
                        "127.0.0.1",
                        404,
                        "NoSuchBucket",
                        0,
                        200,
                        1));
        assertThat(counter.take()).isEmpty();
    }

    @Test
    void manyStrangeNames_doNotGrowForEver() {
        for (int i = 0; i < 12_000; i++) {
            counter.accept(request("GetObject", "GET", 403, "name" + i, null));
        }
        assertThat(counter.take()).hasSize(10_000);
    }

    private static RequestLog request(
            String operation,
            String method,
            int status,
            @Nullable String bucket,
            @Nullable String account) {
        return new RequestLog(
                "id",
                operation,
                method,
                "/",
                bucket,
                "k",
                account,
                "AKID",
                "127.0.0.1",
                status,
                null,
                7,
                5,
                1);
    }

    private static Set<RequestGroup> groups(String names) {
        return Arrays.stream(names.split(" "))
                .map(RequestGroup::valueOf)
                .collect(Collectors.toSet());
    }
}
