package dev.cairn.s3.xml;

/** A list of inventories without entries. */
public record ListInventoryConfigurationsResult() implements XmlDocument {
    private static final String ROOT = "ListInventoryConfigurationsResult";

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).element("IsTruncated", false).close(ROOT);
    }
}
