package dev.cairn.s3.xml;

/** A list of storage class analyses without entries. */
public record ListBucketAnalyticsConfigurationResult() implements XmlDocument {
    private static final String ROOT = "ListBucketAnalyticsConfigurationResult";

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).element("IsTruncated", false).close(ROOT);
    }
}
