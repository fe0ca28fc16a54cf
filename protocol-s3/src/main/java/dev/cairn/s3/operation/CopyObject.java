package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.CopyObjectResult;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.ObjectMetadata;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.WriteCondition;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of another one's bytes.
 *
 * <p>Rules: Amazon S3 API Reference, "CopyObject".
 */
final class CopyObject implements Operation {
    private static final String METADATA_DIRECTIVE = "x-amz-metadata-directive";
    private static final String TAGGING_DIRECTIVE = "x-amz-tagging-directive";

    private final ObjectStore objects;
    private final SourceObjects sources;
    private final LifecycleHeaders rules;

    CopyObject(ObjectStore objects, SourceObjects sources, LifecycleHeaders rules) {
        this.rules = rules;
        this.objects = objects;
        this.sources = sources;
    }

    @Override
    public String name() {
        return "CopyObject";
    }

    @Override
    public Route route() {
        return Route.object("PUT").withCopySource();
    }

    @Override
    public String action() {
        return "s3:PutObject";
    }

    @Override
    public List<String> rights(Headers headers, @Nullable String versionId) {
        return WriteRights.of(action(), headers);
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        BucketName bucket = request.bucket().name();
        ObjectKey key = request.key();
        if (request.anonymous()) {
            throw new S3Exception(
                    S3ErrorCode.ACCESS_DENIED,
                    "Anonymous users cannot copy objects.  Please authenticate.");
        }
        CopySource source = CopySource.of(request.headers());
        WriteCondition condition = WriteConditions.ofWrite(request.headers());
        ChecksumAlgorithm asked = ChecksumHeaders.algorithm(request.headers());
        objects.checkCondition(bucket, key, condition);
        try (ObjectReader reader = sources.open(request, source)) {
            ObjectVersion version = reader.version();
            CopySource.checkLength(version.sizeBytes());
            refuseEmptyChange(request, source, version, asked);
            requireTagRights(request, source, version.object());
            ObjectVersion copy =
                    objects.copy(
                            reader,
                            bucket,
                            key,
                            newObject(request, version.object()),
                            condition,
                            asked == null ? algorithmOf(version) : asked);
            Headers.Builder headers = Headers.builder();
            VersionIds.write(VersionIds.HEADER, copy.versionId(), headers);
            VersionIds.writeUnlessNull(
                    VersionIds.OF_COPY_SOURCE, version.versionId(), headers);
            return XmlResponse.ok(
                    new CopyObjectResult(copy.etag(), copy.lastModified(), copy.checksum()),
                    headers.addAll(rules.ofObject(request.bucket(), copy)).build());
        }
    }

    private static void refuseEmptyChange(
            S3Request request,
            CopySource source,
            ObjectVersion version,
            @Nullable ChecksumAlgorithm asked) {
        // To copy an older version onto its own key is how it is restored.
        boolean restores = source.versionId() != null && version.versionId() != null;
        boolean onto =
                !restores
                        && source.bucket().equals(request.bucket().name())
                        && source.key().equals(request.key());
        Headers headers = request.headers();
        if (onto
                && !replaces(headers, METADATA_DIRECTIVE)
                && NewObjects.storageClass(headers) == version.object().storageClass()
                && !headers.contains(MetadataHeaders.REDIRECT)
                && (asked == null || asked == algorithmOf(version))) {
            throw Refusals.invalidRequest(
                    "This copy request is illegal because it is trying to copy an object to itself"
                            + " without changing the object's metadata, storage class, website"
                            + " redirect location or encryption attributes.");
        }
    }

    /** Tags that go along are read there and written here. */
    private void requireTagRights(S3Request request, CopySource source, NewObject object) {
        if (!object.tags().isEmpty() && !replaces(request.headers(), TAGGING_DIRECTIVE)) {
            String versionId = source.versionId();
            sources.access(request, source)
                    .require(
                            versionId == null
                                    ? "s3:GetObjectTagging"
                                    : "s3:GetObjectVersionTagging",
                            source.key(),
                            versionId);
            request.access()
                    .requireWithTags("s3:PutObjectTagging", request.key(), null, object.tags());
        }
    }

    /** Metadata and tags by directive; the storage class is never the source's. */
    private static NewObject newObject(S3Request request, NewObject source) {
        Headers headers = request.headers();
        ObjectMetadata metadata =
                replaces(headers, METADATA_DIRECTIVE)
                        ? MetadataHeaders.read(headers)
                        : withRedirectOf(MetadataHeaders.read(headers), source.metadata());
        Map<String, String> tags =
                replaces(headers, TAGGING_DIRECTIVE) ? TaggingHeader.of(headers) : source.tags();
        return new NewObject(
                metadata, tags, NewObjects.storageClass(headers), request.bucket().owner());
    }

    /** A redirect belongs to its object alone, so it is the request's and never the source's. */
    private static ObjectMetadata withRedirectOf(ObjectMetadata sent, ObjectMetadata source) {
        Map<String, String> kept = new LinkedHashMap<>(source.headers());
        kept.remove(MetadataHeaders.REDIRECT);
        String redirect = sent.headers().get(MetadataHeaders.REDIRECT);
        if (redirect != null) {
            kept.put(MetadataHeaders.REDIRECT, redirect);
        }
        return new ObjectMetadata(kept, source.user());
    }

    private static boolean replaces(Headers headers, String directive) {
        String value = headers.first(directive);
        if (value == null || value.equals("COPY")) {
            return false;
        }
        if (!value.equals("REPLACE")) {
            String kind = directive.equals(METADATA_DIRECTIVE) ? "metadata" : "tagging";
            throw S3Exception.invalidArgument("Unknown " + kind + " directive.", directive, value);
        }
        return true;
    }

    private static ChecksumAlgorithm algorithmOf(ObjectVersion version) {
        Checksum checksum = version.checksum();
        return checksum == null ? ChecksumAlgorithm.CRC64NVME : checksum.algorithm();
    }
}
