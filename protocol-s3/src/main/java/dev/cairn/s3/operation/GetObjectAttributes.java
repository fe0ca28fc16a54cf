package dev.cairn.s3.operation;

import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.GetObjectAttributesResponse;
import dev.cairn.s3.xml.GetObjectAttributesResponse.Attribute;
import dev.cairn.s3.xml.GetObjectAttributesResponse.ObjectParts;
import dev.cairn.storage.ObjectReader;
import dev.cairn.storage.ObjectStore;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumType;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an object, as a document, and only what the client names.
 *
 * <p>Conditions are those of GetObject. Source: Amazon S3 API Reference, "GetObjectAttributes".
 */
final class GetObjectAttributes implements Operation {
    private static final String ATTRIBUTES = "x-amz-object-attributes";
    private static final String MAX_PARTS = "x-amz-max-parts";
    private static final String PART_NUMBER_MARKER = "x-amz-part-number-marker";

    private final ObjectStore objects;

    GetObjectAttributes(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "GetObjectAttributes";
    }

    @Override
    public Route route() {
        return Route.object("GET", "attributes").withOptions(Route.VERSION_ID);
    }

    @Override
    public String action() {
        return "s3:GetObjectAttributes";
    }

    @Override
    public String versionAction() {
        return "s3:GetObjectVersionAttributes";
    }

    @Override
    public List<String> rights(Headers headers, @Nullable String versionId) {
        return versionId == null
                ? List.of("s3:GetObject", action())
                : List.of("s3:GetObjectVersion", versionAction());
    }

    @Override
    public S3Response handle(S3Request request) throws IOException {
        Set<Attribute> wanted = attributes(request.headers());
        int most = ListingParameters.LIMIT_MAX;
        int limit = Math.min(number(request, MAX_PARTS, most), most);
        int marker = number(request, PART_NUMBER_MARKER, 0);
        BucketName bucket = request.bucket().name();
        String versionId = VersionIds.of(request);
        // Only parts must be looked for in an open object; all else stands in its row.
        if (!wanted.contains(Attribute.OBJECT_PARTS)) {
            ObjectVersion version = objects.head(bucket, request.key(), versionId);
            return answer(request, wanted, version, null);
        }
        try (ObjectReader reader = objects.open(bucket, request.key(), versionId)) {
            return answer(request, wanted, reader.version(), parts(reader, marker, limit));
        }
    }

    private static S3Response answer(
            S3Request request,
            Set<Attribute> wanted,
            ObjectVersion version,
            @Nullable ObjectParts parts) {
        if (!ObjectAnswer.isModified(request, version)) {
            return S3Response.of(304, ObjectAnswer.validators(version).build());
        }
        Headers.Builder headers =
                Headers.builder()
                        .add("last-modified", HttpDate.format(version.lastModified()));
        VersionIds.write(VersionIds.HEADER, version.versionId(), headers);
        return XmlResponse.ok(
                new GetObjectAttributesResponse(version, wanted, parts), headers.build());
    }

    /**
     * The attributes that a request names, in one header between commas or in several.
     *
     * @throws S3Exception InvalidArgument where it names none, or one that S3 does not have
     */
    private static Set<Attribute> attributes(Headers headers) {
        Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        for (String value : headers.all(ATTRIBUTES)) {
            for (String name : value.split(",", -1)) {
                Attribute attribute =
                        Attribute.of(name.strip())
                                .orElseThrow(
                                        () -> S3Exception.invalidArgument(
                                                "Invalid attribute name specified",
                                                ATTRIBUTES,
                                                value));
                attributes.add(attribute);
            }
        }
        if (attributes.isEmpty()) {
            throw S3Exception.invalidArgument(
                    "At least one attribute must be specified", ATTRIBUTES, "");
        }
        return attributes;
    }

    private static int number(S3Request request, String header, int absent) {
        String value = request.header(header);
        return value == null ? absent : ListingParameters.nonNegative(header, value.strip());
    }

    /**
     * The parts of a multipart object; null for any other. Only parts that made a composite
     * checksum are listed, of others S3 tells no more than how many they are.
     */
    private static @Nullable ObjectParts parts(ObjectReader reader, int marker, int limit) {
        ObjectVersion version = reader.version();
        if (version.partCount() == 0) {
            return null;
        }
        Checksum checksum = version.checksum();
        if (checksum == null || checksum.type() != ChecksumType.COMPOSITE) {
            return new ObjectParts(version.partCount(), null);
        }
        List<Part> found = limit == 0 ? List.of() : reader.parts(marker, limit + 1);
        boolean truncated = found.size() > limit;
        List<Part> page = truncated ? found.subList(0, limit) : found;
        return new ObjectParts(
                version.partCount(), new ObjectParts.Page(marker, limit, truncated, page));
    }
}
