package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.ListAllMyBucketsResult;
import dev.cairn.s3.xml.LocationConstraint;
import dev.cairn.storage.BucketStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller's buckets by name, by pages. */
final class ListBuckets implements Operation {
    private static final int BUCKETS_MAX = 10_000;

    private final BucketStore buckets;
    private final Owners owners;

    ListBuckets(BucketStore buckets, Owners owners) {
        this.buckets = buckets;
        this.owners = owners;
    }

    @Override
    public String name() {
        return "ListBuckets";
    }

    @Override
    public Route route() {
        return Route.service("GET");
    }

    @Override
    public String action() {
        return "s3:ListAllMyBuckets";
    }

    @Override
    public S3Response handle(S3Request request) {
        String owner = request.caller().account().id();
        String prefix = request.parameter("prefix");
        BucketPage page =
                page(
                        owner,
                        prefix == null ? "" : prefix,
                        after(request),
                        request.parameter("bucket-region"),
                        maxBuckets(request));
        String next = page.next();
        return XmlResponse.ok(
                new ListAllMyBucketsResult(
                        owners.apply(owner),
                        page.buckets(),
                        prefix,
                        next == null
                                ? null
                                : new ContinuationToken(ContinuationToken.Kind.BUCKETS, next)
                                        .encode()));
    }

    /** A page, of one region only where one is named: pages of the store until it is full. */
    private BucketPage page(
            String owner,
            String prefix,
            @Nullable String after,
            @Nullable String region,
            int limit) {
        if (region == null) {
            return buckets.list(owner, prefix, after, limit);
        }
        List<Bucket> found = new ArrayList<>();
        String next = after;
        do {
            BucketPage page = buckets.list(owner, prefix, next, limit);
            for (Bucket bucket : page.buckets()) {
                if (!LocationConstraint.region(bucket.region()).equals(region)) {
                    continue;
                }
                if (found.size() == limit) {
                    return new BucketPage(found, found.getLast().name().value());
                }
                found.add(bucket);
            }
            next = page.next();
        } while (next != null);
        return new BucketPage(found, null);
    }

    private static @Nullable String after(S3Request request) {
        String token = request.parameter("continuation-token");
        return token == null
                ? null
                : ContinuationToken.parse(ContinuationToken.Kind.BUCKETS, token).after();
    }

    private static int maxBuckets(S3Request request) {
        String name = "max-buckets";
        String value = request.parameter(name);
        if (value == null) {
            return BUCKETS_MAX;
        }
        int number = ListingParameters.nonNegative(name, value);
        if (number < 1 || number > BUCKETS_MAX) {
            throw S3Exception.invalidArgument(
                    "Argument max-buckets must be an integer between 1 and 10000", name, value);
        }
        return number;
    }
}
