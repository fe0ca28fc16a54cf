package dev.cairn.s3.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tags of a bucket or an object, in their order, as sent: twice the same key is possible. */
public record Tagging(List<Map.Entry<String, String>> tags) implements XmlDocument {
    /** Room for 50 tags of 384 characters. */
    public static final int BYTES_MAX = 256 << 10;

    private static final int TAG_BYTES = 100;

    public Tagging {
        tags = List.copyOf(tags);
    }

    /** The tags of a map. */
    public static Tagging of(Map<String, String> tags) {
        return new Tagging(tags.entrySet().stream().map(Map.Entry::copyOf).toList());
    }

    /**
     * Reads the body.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML
     */
    public static Tagging read(byte[] body) {
        List<Map.Entry<String, String>> tags = new ArrayList<>();
        boolean set = false;
        XmlReader xml = XmlReader.of(body);
        xml.root("Tagging");
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals("TagSet") || set) {
                throw XmlReader.malformedXml();
            }
            set = true;
            for (String child = xml.child(); child != null; child = xml.child()) {
                if (!child.equals("Tag")) {
                    throw XmlReader.malformedXml();
                }
                Tag tag = Tag.read(xml);
                tags.add(Map.entry(tag.key(), tag.value()));
            }
        }
        xml.end();
        if (!set) {
            throw XmlReader.malformedXml();
        }
        return new Tagging(tags);
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root("Tagging").open("TagSet");
        tags.forEach(tag -> new Tag(tag.getKey(), tag.getValue()).write(xml));
        xml.close("TagSet").close("Tagging");
    }

    @Override
    public int expectedBytes() {
        return EXPECTED_BYTES + TAG_BYTES * tags.size();
    }
}
