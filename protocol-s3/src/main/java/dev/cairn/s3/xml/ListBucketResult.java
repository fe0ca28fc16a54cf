package dev.cairn.s3.xml;

import dev.cairn.storage.model.ListedObject;
import dev.cairn.storage.model.ObjectPage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer of ListObjects and of ListObjectsV2, which differ in how they page.
 *
 * @param owners what an owner's id stands for; null where owners are not asked for
 */
public record ListBucketResult(
        String bucket,
        String prefix,
        @Nullable String delimiter,
        int maxKeys,
        KeyEncoding encoding,
        Paging paging,
        ObjectPage page,
        @Nullable Function<String, Owner> owners)
        implements XmlDocument {
    private static final int BYTES_PER_KEY = 512;
    private static final int BYTES_PER_PREFIX = 128;

    /** How a listing is continued. */
    public sealed interface Paging {}

    /**
     * ListObjects.
     *
     * @param nextMarker only with a delimiter and where more follows
     */
    public record Markers(String marker, @Nullable String nextMarker) implements Paging {}

    /** ListObjectsV2; the tokens are opaque. */
    public record Tokens(
            @Nullable String continuationToken,
            @Nullable String nextContinuationToken,
            @Nullable String startAfter)
            implements Paging {}

    @Override
    public void write(XmlWriter xml) {
        xml.root("ListBucketResult")
                .element("Name", bucket)
                .element("Prefix", encoding.encode(prefix));
        switch (paging) {
            case Markers markers -> writeMarkers(xml, markers);
            case Tokens tokens -> writeTokens(xml, tokens);
        }
        xml.element("MaxKeys", maxKeys);
        if (delimiter != null) {
            xml.element("Delimiter", encoding.encode(delimiter));
        }
        xml.element("IsTruncated", page.truncated());
        for (ListedObject object : page.objects()) {
            writeContents(xml, object);
        }
        for (String commonPrefix : page.commonPrefixes()) {
            xml.open("CommonPrefixes")
                    .element("Prefix", encoding.encode(commonPrefix))
                    .close("CommonPrefixes");
        }
        if (encoding == KeyEncoding.URL) {
            xml.element("EncodingType", "url");
        }
        xml.close("ListBucketResult");
    }

    private void writeMarkers(XmlWriter xml, Markers markers) {
        xml.element("Marker", encoding.encode(markers.marker()));
        if (markers.nextMarker() != null) {
            xml.element("NextMarker", encoding.encode(markers.nextMarker()));
        }
    }

    private void writeTokens(XmlWriter xml, Tokens tokens) {
        if (tokens.startAfter() != null) {
            xml.element("StartAfter", encoding.encode(tokens.startAfter()));
        }
        xml.elementIfPresent("ContinuationToken", tokens.continuationToken())
                .elementIfPresent("NextContinuationToken", tokens.nextContinuationToken())
                .element("KeyCount", page.objects().size() + page.commonPrefixes().size());
    }

    private void writeContents(XmlWriter xml, ListedObject object) {
        xml.open("Contents")
                .element("Key", encoding.encode(object.key().value()))
                .element("LastModified", object.lastModified())
                .element("ETag", object.etag());
        if (object.checksumAlgorithm() != null) {
            xml.element("ChecksumAlgorithm", object.checksumAlgorithm());
        }
        if (object.checksumType() != null) {
            xml.element("ChecksumType", object.checksumType());
        }
        xml.element("Size", object.sizeBytes());
        if (owners != null) {
            owners.apply(object.owner()).write(xml, "Owner");
        }
        xml.element("StorageClass", object.storageClass()).close("Contents");
    }

    @Override
    public int expectedBytes() {
        return EXPECTED_BYTES
                + page.objects().size() * BYTES_PER_KEY
                + page.commonPrefixes().size() * BYTES_PER_PREFIX;
    }
}
