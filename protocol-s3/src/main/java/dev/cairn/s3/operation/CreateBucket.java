package dev.cairn.s3.operation;

import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.CreateBucketConfiguration;
import dev.cairn.s3.xml.LocationConstraint;
import dev.cairn.s3.xml.OwnershipControls;
import dev.cairn.storage.BucketStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.DocumentKind;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** A new bucket, which belongs to the caller. */
final class CreateBucket implements Operation {
    private final BucketStore buckets;
    private final LifecycleStore lifecycle;
    private final RegionRules regions;

    CreateBucket(BucketStore buckets, LifecycleStore lifecycle, RegionRules regions) {
        this.buckets = buckets;
        this.lifecycle = lifecycle;
        this.regions = regions;
    }

    @Override
    public String name() {
        return "CreateBucket";
    }

    @Override
    public Route route() {
        return Route.bucket("PUT");
    }

    @Override
    public String action() {
        return "s3:CreateBucket";
    }

    @Override
    public boolean needsBucket() {
        return false;
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        refuseUnsupported(request.headers());
        BucketName name = request.bucketName();
        byte[] body = request.payload().readAll(CreateBucketConfiguration.BYTES_MAX);
        CreateBucketConfiguration configuration = CreateBucketConfiguration.read(body);
        if (configuration.unsupported() != null) {
            throw Refusals.elementNotImplemented(configuration.unsupported());
        }
        Map<DocumentKind, byte[]> documents = new EnumMap<>(DocumentKind.class);
        documents.putAll(lifecycle.documentsOfNewBucket());
        Map<String, String> tags = TagRules.BUCKET.check(configuration.tags());
        if (!tags.isEmpty()) {
            documents.put(DocumentKind.TAGGING, TagDocument.encode(tags));
        }
        String region = regions.constraint(configuration.locationConstraint());
        create(name, request.caller().account().id(), region, documents);
        return S3Response.of(200, Headers.builder().add("location", "/" + name).build());
    }

    /** In the oldest region a repeat is a success; nothing of the bucket changes by it. */
    private void create(
            BucketName name, String owner, String region, Map<DocumentKind, byte[]> documents) {
        try {
            buckets.create(name, owner, region, documents);
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.BucketAlreadyOwnedByYou repeat
                    && repeat.bucket().region().equals(LocationConstraint.US_EAST_1)) {
                return;
            }
            throw refused;
        }
    }

    /** Buckets have no access control lists, which is S3's own default; a client may say so. */
    private static void refuseUnsupported(Headers headers) {
        String ownership = headers.first("x-amz-object-ownership");
        if (ownership != null && !ownership.equals(OwnershipControls.ENFORCED)) {
            throw S3Exception.headerNotImplemented("x-amz-object-ownership");
        }
        String namespace = headers.first("x-amz-bucket-namespace");
        if (namespace != null && !namespace.equals("global")) {
            throw S3Exception.headerNotImplemented("x-amz-bucket-namespace");
        }
    }
}
