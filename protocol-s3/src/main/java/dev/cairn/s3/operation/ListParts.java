package dev.cairn.s3.operation;

import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.ListPartsResult;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.PartPage;

/** The parts of an open upload by number. */
final class ListParts implements Operation {
    private final UploadStore uploads;
    private final Owners owners;
    private final LifecycleHeaders rules;

    ListParts(UploadStore uploads, Owners owners, LifecycleHeaders rules) {
        this.uploads = uploads;
        this.owners = owners;
        this.rules = rules;
    }

    @Override
    public String name() {
        return "ListParts";
    }

    @Override
    public Route route() {
        return Route.object("GET", Route.UPLOAD_ID);
    }

    @Override
    public String action() {
        return "s3:ListMultipartUploadParts";
    }

    @Override
    public S3Response handle(S3Request request) {
        int limit = ListingParameters.limit(request, "max-parts", ListingParameters.LIMIT_MAX);
        String name = "part-number-marker";
        int marker = ListingParameters.nonNegative(name, request.parameter(name, "0"));
        PartPage page =
                uploads.parts(
                        request.bucket().name(),
                        request.key(),
                        request.parameter(Route.UPLOAD_ID, ""),
                        marker,
                        limit);
        return XmlResponse.ok(
                new ListPartsResult(request.bucket().name().value(), page, marker, limit, owners),
                rules.ofUpload(request.bucket(), page.upload()));
    }
}
