package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.ListBucketResult;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.ObjectPage;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket by key, continued by opaque tokens. */
final class ListObjectsV2 implements Operation {
    private final ObjectStore objects;
    private final Owners owners;

    ListObjectsV2(ObjectStore objects, Owners owners) {
        this.objects = objects;
        this.owners = owners;
    }

    @Override
    public String name() {
        return "ListObjectsV2";
    }

    @Override
    public Route route() {
        return Route.bucket("GET", "list-type=2");
    }

    @Override
    public String action() {
        return "s3:ListBucket";
    }

    @Override
    public S3Response handle(S3Request request) {
        ListingParameters listing = ListingParameters.of(request, "max-keys");
        String token = request.parameter("continuation-token");
        String startAfter = request.parameter("start-after");
        ObjectPage page = ListObjects.page(objects, request, listing, after(token, startAfter));
        String next = page.next();
        return XmlResponse.ok(
                new ListBucketResult(
                        request.bucket().name().value(),
                        listing.prefix(),
                        listing.delimiter(),
                        listing.limit(),
                        listing.encoding(),
                        new ListBucketResult.Tokens(
                                token,
                                next == null
                                        ? null
                                        : new ContinuationToken(
                                                ContinuationToken.Kind.OBJECTS, next)
                                                .encode(),
                                startAfter),
                        page,
                        request.parameter("fetch-owner", "").equals("true") ? owners : null));
    }

    /** A token goes before {@code start-after}, which is about the first page only. */
    private static String after(@Nullable String token, @Nullable String startAfter) {
        if (token != null) {
            return ContinuationToken.parse(ContinuationToken.Kind.OBJECTS, token).after();
        }
        return startAfter == null ? "" : startAfter;
    }
}
