package dev.cairn.s3.xml;

/** The answer of GetBucketVersioning for a bucket that never had versioning: an empty element. */
public record VersioningConfiguration() implements XmlDocument {
    @Override
    public void write(XmlWriter xml) {
        xml.root("VersioningConfiguration").close("VersioningConfiguration");
    }
}
