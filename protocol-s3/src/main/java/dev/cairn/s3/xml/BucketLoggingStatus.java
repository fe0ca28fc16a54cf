package dev.cairn.s3.xml;

/** Where the requests of a bucket are logged for its owner: nowhere. */
public record BucketLoggingStatus() implements XmlDocument {
    private static final String ROOT = "BucketLoggingStatus";

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).close(ROOT);
    }
}
