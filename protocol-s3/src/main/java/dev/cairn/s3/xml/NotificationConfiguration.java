package dev.cairn.s3.xml;

/** Who is told what happens in a bucket: nobody. */
public record NotificationConfiguration() implements XmlDocument {
    private static final String ROOT = "NotificationConfiguration";

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).close(ROOT);
    }
}
