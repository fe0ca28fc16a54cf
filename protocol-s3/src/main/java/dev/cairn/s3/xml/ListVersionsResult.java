package dev.cairn.s3.xml;

import dev.cairn.storage.model.ListedObject;
import dev.cairn.storage.model.ListedVersion;
import dev.cairn.storage.model.VersionPage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer of ListObjectVersions: versions and delete markers mixed, in their order.
 *
 * @param keyMarker empty where none was sent
 * @param versionIdMarker empty where none was sent
 * @param owners what an owner's id stands for
 */
public record ListVersionsResult(
        String bucket,
        String prefix,
        @Nullable String delimiter,
        String keyMarker,
        String versionIdMarker,
        int maxKeys,
        KeyEncoding encoding,
        VersionPage page,
        Function<String, Owner> owners)
        implements XmlDocument {
    private static final int BYTES_PER_VERSION = 640;
    private static final int BYTES_PER_PREFIX = 128;

    @Override
    public void write(XmlWriter xml) {
        xml.root("ListVersionsResult")
                .element("Name", bucket)
                .element("Prefix", encoding.encode(prefix))
                .element("KeyMarker", encoding.encode(keyMarker))
                .element("VersionIdMarker", versionIdMarker);
        if (page.nextKey() != null) {
            xml.element("NextKeyMarker", encoding.encode(page.nextKey()))
                    .elementIfPresent("NextVersionIdMarker", page.nextVersionId());
        }
        xml.element("MaxKeys", maxKeys);
        if (delimiter != null) {
            xml.element("Delimiter", encoding.encode(delimiter));
        }
        if (encoding == KeyEncoding.URL) {
            xml.element("EncodingType", "url");
        }
        xml.element("IsTruncated", page.truncated());
        for (ListedVersion version : page.versions()) {
            writeVersion(xml, version);
        }
        for (String commonPrefix : page.commonPrefixes()) {
            xml.open("CommonPrefixes")
                    .element("Prefix", encoding.encode(commonPrefix))
                    .close("CommonPrefixes");
        }
        xml.close("ListVersionsResult");
    }

    private void writeVersion(XmlWriter xml, ListedVersion version) {
        ListedObject object = version.object();
        String element = object == null ? "DeleteMarker" : "Version";
        xml.open(element)
                .element("Key", encoding.encode(version.key().value()))
                .element("VersionId", version.versionId())
                .element("IsLatest", version.latest())
                .element("LastModified", version.lastModified());
        if (object != null) {
            writeObject(xml, object);
        }
        owners.apply(version.owner()).write(xml, "Owner");
        if (object != null) {
            xml.element("StorageClass", object.storageClass());
        }
        xml.close(element);
    }

    private static void writeObject(XmlWriter xml, ListedObject object) {
        xml.element("ETag", object.etag());
        if (object.checksumAlgorithm() != null) {
            xml.element("ChecksumAlgorithm", object.checksumAlgorithm());
        }
        if (object.checksumType() != null) {
            xml.element("ChecksumType", object.checksumType());
        }
        xml.element("Size", object.sizeBytes());
    }

    @Override
    public int expectedBytes() {
        return EXPECTED_BYTES
                + page.versions().size() * BYTES_PER_VERSION
                + page.commonPrefixes().size() * BYTES_PER_PREFIX;
    }
}
