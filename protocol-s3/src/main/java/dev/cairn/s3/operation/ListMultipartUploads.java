package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.ListMultipartUploadsResult;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;

/** The open uploads of a bucket by key, then by initiation. */
final class ListMultipartUploads implements Operation {
    private final UploadStore uploads;
    private final Owners owners;

    ListMultipartUploads(UploadStore uploads, Owners owners) {
        this.uploads = uploads;
        this.owners = owners;
    }

    @Override
    public String name() {
        return "ListMultipartUploads";
    }

    @Override
    public Route route() {
        return Route.bucket("GET", "uploads");
    }

    @Override
    public String action() {
        return "s3:ListBucketMultipartUploads";
    }

    @Override
    public S3Response handle(S3Request request) {
        ListingParameters listing = ListingParameters.of(request, "max-uploads");
        String keyMarker = request.parameter("key-marker", "");
        // Without a key the marker of an id means nothing, and S3 ignores it.
        String uploadIdMarker =
                keyMarker.isEmpty() ? "" : request.parameter("upload-id-marker", "");
        return XmlResponse.ok(
                new ListMultipartUploadsResult(
                        request.bucket().name().value(),
                        listing.prefix(),
                        listing.delimiter(),
                        keyMarker,
                        uploadIdMarker,
                        listing.limit(),
                        listing.encoding(),
                        page(request, listing, keyMarker, uploadIdMarker),
                        owners));
    }

    private UploadPage page(
            S3Request request,
            ListingParameters listing,
            String keyMarker,
            String uploadIdMarker) {
        return uploads.list(
                request.bucket().name(),
                new UploadQuery(
                        listing.prefix(),
                        listing.delimiter(),
                        keyMarker.isEmpty() ? null : keyMarker,
                        uploadIdMarker.isEmpty() ? null : uploadIdMarker,
                        listing.limit()));
    }
}
