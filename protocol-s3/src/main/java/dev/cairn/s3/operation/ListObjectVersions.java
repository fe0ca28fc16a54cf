package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.ListVersionsResult;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.VersionPage;
import dev.cairn.storage.model.VersionQuery;

/** All versions and delete markers of a bucket by key, of each key the newest first. */
final class ListObjectVersions implements Operation {
    private static final String VERSION_ID_MARKER = "version-id-marker";

    private final ObjectStore objects;
    private final Owners owners;

    ListObjectVersions(ObjectStore objects, Owners owners) {
        this.objects = objects;
        this.owners = owners;
    }

    @Override
    public String name() {
        return "ListObjectVersions";
    }

    @Override
    public Route route() {
        return Route.bucket("GET", "versions");
    }

    @Override
    public String action() {
        return "s3:ListBucketVersions";
    }

    @Override
    public S3Response handle(S3Request request) {
        ListingParameters listing = ListingParameters.of(request, "max-keys");
        String keyMarker = request.parameter("key-marker", "");
        String versionIdMarker = versionIdMarker(request, keyMarker);
        VersionPage page =
                objects.versions(
                        request.bucket().name(),
                        new VersionQuery(
                                listing.prefix(),
                                listing.delimiter(),
                                keyMarker.isEmpty() ? null : keyMarker,
                                versionIdMarker.isEmpty() ? null : versionIdMarker,
                                listing.limit()));
        return XmlResponse.ok(
                new ListVersionsResult(
                        request.bucket().name().value(),
                        listing.prefix(),
                        listing.delimiter(),
                        keyMarker,
                        versionIdMarker,
                        listing.limit(),
                        listing.encoding(),
                        page,
                        owners));
    }

    /** Empty where the request has none. */
    private static String versionIdMarker(S3Request request, String keyMarker) {
        String marker = request.parameter(VERSION_ID_MARKER);
        if (marker == null) {
            return "";
        }
        if (marker.isEmpty()) {
            throw S3Exception.invalidArgument(
                    "A version-id marker cannot be empty.", VERSION_ID_MARKER, marker);
        }
        if (keyMarker.isEmpty()) {
            throw S3Exception.invalidArgument(
                    "A version-id marker cannot be specified without a key marker.",
                    VERSION_ID_MARKER,
                    marker);
        }
        return marker;
    }
}
