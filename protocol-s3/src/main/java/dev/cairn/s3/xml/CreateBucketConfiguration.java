package dev.cairn.s3.xml;

import org.jspecify.annotations.Nullable;

/**
 * The body of CreateBucket.
 *
 * @param locationConstraint null where there is none or it is empty
 * @param unsupported an element whose meaning this server does not know how to keep: Location,
 *     Bucket (directory buckets) or Tags; null where there is none
 */
public record CreateBucketConfiguration(
        @Nullable String locationConstraint, @Nullable String unsupported) {
    public static final int BYTES_MAX = 64 * 1024;

    /** No body is the same as an empty element. */
    public static CreateBucketConfiguration read(byte[] body) {
        if (body.length == 0) {
            return new CreateBucketConfiguration(null, null);
        }
        String locationConstraint = null;
        String unsupported = null;
        XmlReader xml = XmlReader.of(body);
        xml.root("CreateBucketConfiguration");
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "LocationConstraint" -> {
                    String text = xml.text().strip();
                    locationConstraint = text.isEmpty() ? null : text;
                }
                case "Location", "Bucket", "Tags" -> {
                    xml.skip();
                    unsupported = name;
                }
                default -> throw XmlReader.malformedXml();
            }
        }
        xml.end();
        return new CreateBucketConfiguration(locationConstraint, unsupported);
    }
}
