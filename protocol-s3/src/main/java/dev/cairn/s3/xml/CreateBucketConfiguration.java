package dev.cairn.s3.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of CreateBucket.
 *
 * @param locationConstraint null where there is none or it is empty
 * @param tags in their order; not checked, and may name a key twice
 * @param unsupported an element whose meaning this server does not know how to keep: Location or
 *     Bucket (directory buckets); null where there is none
 */
public record CreateBucketConfiguration(
        @Nullable String locationConstraint, List<Tagging.Tag> tags, @Nullable String unsupported) {
    /** Room for a set of tags and a name. */
    public static final int BYTES_MAX = Tagging.BYTES_MAX + 1024;

    public CreateBucketConfiguration {
        tags = List.copyOf(tags);
    }

    /** No body is the same as an empty element. */
    public static CreateBucketConfiguration read(byte[] body) {
        if (body.length == 0) {
            return new CreateBucketConfiguration(null, List.of(), null);
        }
        String locationConstraint = null;
        String unsupported = null;
        List<Tagging.Tag> tags = new ArrayList<>();
        XmlReader xml = XmlReader.of(body);
        xml.root("CreateBucketConfiguration");
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "LocationConstraint" -> {
                    String text = xml.text().strip();
                    locationConstraint = text.isEmpty() ? null : text;
                }
                case "Tags" -> Tagging.readSet(xml, tags);
                case "Location", "Bucket" -> {
                    xml.skip();
                    unsupported = name;
                }
                default -> throw XmlReader.malformedXml();
            }
        }
        xml.end();
        return new CreateBucketConfiguration(locationConstraint, tags, unsupported);
    }
}
