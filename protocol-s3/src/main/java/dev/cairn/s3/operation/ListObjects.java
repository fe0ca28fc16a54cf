package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.ListBucketResult;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.ObjectPage;

/** The objects of a bucket by key, continued by markers. */
final class ListObjects implements Operation {
    private final ObjectStore objects;
    private final Owners owners;

    ListObjects(ObjectStore objects, Owners owners) {
        this.objects = objects;
        this.owners = owners;
    }

    @Override
    public String name() {
        return "ListObjects";
    }

    @Override
    public Route route() {
        return Route.bucket("GET");
    }

    @Override
    public String action() {
        return "s3:ListBucket";
    }

    @Override
    public S3Response handle(S3Request request) {
        ListingParameters listing = ListingParameters.of(request, "max-keys");
        String marker = request.parameter("marker", "");
        ObjectPage page = page(objects, request, listing, marker);
        return XmlResponse.ok(
                new ListBucketResult(
                        request.bucket().name().value(),
                        listing.prefix(),
                        listing.delimiter(),
                        listing.limit(),
                        listing.encoding(),
                        new ListBucketResult.Markers(
                                marker, listing.delimiter() == null ? null : page.next()),
                        page,
                        owners));
    }

    /**
     * A page of the store.
     *
     * @param after exclusive; empty from the start
     */
    static ObjectPage page(
            ObjectStore objects, S3Request request, ListingParameters listing, String after) {
        return objects.list(
                request.bucket().name(),
                new ListQuery(
                        listing.prefix(),
                        listing.delimiter(),
                        after.isEmpty() ? null : after,
                        listing.limit()));
    }
}
