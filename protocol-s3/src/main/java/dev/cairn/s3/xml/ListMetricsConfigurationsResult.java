package dev.cairn.s3.xml;

/** A list of request metrics without entries. */
public record ListMetricsConfigurationsResult() implements XmlDocument {
    private static final String ROOT = "ListMetricsConfigurationsResult";

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).element("IsTruncated", false).close(ROOT);
    }
}
