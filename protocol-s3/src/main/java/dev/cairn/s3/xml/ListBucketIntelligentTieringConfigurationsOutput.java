package dev.cairn.s3.xml;

/** A list of archive tiers without entries. */
public record ListBucketIntelligentTieringConfigurationsOutput() implements XmlDocument {
    private static final String ROOT = "ListBucketIntelligentTieringConfigurationsOutput";

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).element("IsTruncated", false).close(ROOT);
    }
}
