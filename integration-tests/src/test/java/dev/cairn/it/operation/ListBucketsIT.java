package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.WireCase;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** ListBuckets: only the caller's buckets, by name, in pages. */
class ListBucketsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withOtherAccount();

    @BeforeAll
    static void createBuckets() {
        for (String name : List.of("zebra", "alpha-2", "alpha-1", "middle")) {
            cairn.s3().createBucket(request -> request.bucket(name));
        }
        assertThat(cairn.wireOfOther().send(WireRequest.put("/others-own", "")).status())
                .isEqualTo(200);
    }

    @Test
    void all_areThoseOfTheCallerByName() {
        ListBucketsResponse listed = cairn.s3().listBuckets();
        assertThat(listed.buckets()).extracting(Bucket::name)
                .containsExactly("alpha-1", "alpha-2", "middle", "zebra");
        assertThat(listed.buckets()).allSatisfy(
                bucket -> assertThat(bucket.creationDate()).isNotNull());
        assertThat(listed.owner().id()).isNotEmpty();
        assertThat(listed.continuationToken()).isNull();
    }

    @Test
    void otherAccount_seesOnlyItsOwn() {
        WireResponse listed = cairn.wireOfOther().send(WireRequest.get("/"));
        assertThat(listed.elements("Name")).containsExactly("others-own");
    }

    @Test
    void pages_coverAllAndEndWithoutToken() {
        ListBucketsResponse first = cairn.s3().listBuckets(request -> request.maxBuckets(3));
        assertThat(first.buckets()).extracting(Bucket::name)
                .containsExactly("alpha-1", "alpha-2", "middle");
        ListBucketsResponse second = cairn.s3().listBuckets(
                request -> request.maxBuckets(3).continuationToken(first.continuationToken()));
        assertThat(second.buckets()).extracting(Bucket::name).containsExactly("zebra");
        assertThat(second.continuationToken()).isNull();
    }

    @Test
    void pageThatHoldsAll_hasNoToken() {
        assertThat(cairn.s3().listBuckets(request -> request.maxBuckets(4)).continuationToken())
                .isNull();
    }

    @Test
    void prefix_selectsAndIsEchoed() {
        ListBucketsResponse listed = cairn.s3().listBuckets(request -> request.prefix("alpha-"));
        assertThat(listed.buckets()).extracting(Bucket::name)
                .containsExactly("alpha-1", "alpha-2");
        assertThat(listed.prefix()).isEqualTo("alpha-");
    }

    @Test
    void bucketRegion_selects() {
        assertThat(cairn.s3().listBuckets(request -> request.bucketRegion("us-east-1")).buckets())
                .hasSize(4);
        assertThat(cairn.s3().listBuckets(request -> request.bucketRegion("eu-west-3")).buckets())
                .isEmpty();
    }

    @Test
    void deletedBucket_isGoneAtOnce() {
        cairn.s3().createBucket(request -> request.bucket("short-lived"));
        cairn.s3().deleteBucket(request -> request.bucket("short-lived"));
        assertThat(cairn.s3().listBuckets().buckets()).extracting(Bucket::name)
                .doesNotContain("short-lived");
    }

    @Test
    void unsigned_isAccessDenied() {
        Refused.with(403, "AccessDenied", cairn.wire().sendUnsigned(WireRequest.get("/")));
    }

    @ParameterizedTest
    @MethodSource
    void badParameters(WireCase row) {
        row.check(cairn.wire(), "alpha-1");
    }

    static Stream<WireCase> badParameters() {
        return Stream.of("max-buckets=0", "max-buckets=10001", "max-buckets=ten",
                "max-buckets=-1", "continuation-token=no%20token")
                .map(query -> WireCase.refused(
                        query, WireRequest.get("/?" + query), 400, "InvalidArgument"));
    }
}
