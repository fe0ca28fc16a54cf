package dev.cairn.s3.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of tags: the body of the requests that put one, and the answer of those that get one.
 *
 * @param tags in their order; what is read has not been checked, and may name a key twice
 */
public record Tagging(List<Tag> tags) implements XmlDocument {
    /** Room for 50 tags of the longest keys and values, each character of which is an entity. */
    public static final int BYTES_MAX = 256 << 10;

    public Tagging {
        tags = List.copyOf(tags);
    }

    /** One tag. */
    public record Tag(String key, String value) {}

    /** Tags as an object or a bucket has them. */
    public static Tagging of(Map<String, String> tags) {
        List<Tag> list = new ArrayList<>(tags.size());
        tags.forEach((key, value) -> list.add(new Tag(key, value)));
        return new Tagging(list);
    }

    /**
     * Reads the body.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML
     */
    public static Tagging read(byte[] body) {
        List<Tag> tags = new ArrayList<>();
        XmlReader xml = XmlReader.of(body);
        xml.root("Tagging");
        boolean found = false;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (found || !name.equals("TagSet")) {
                throw XmlReader.malformedXml();
            }
            found = true;
            readSet(xml, tags);
        }
        xml.end();
        if (!found) {
            throw XmlReader.malformedXml();
        }
        return new Tagging(tags);
    }

    /** Reads the tags of the open element. */
    static void readSet(XmlReader xml, List<Tag> tags) {
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals("Tag")) {
                throw XmlReader.malformedXml();
            }
            tags.add(readTag(xml));
        }
    }

    /** Reads the open element. */
    static Tag readTag(XmlReader xml) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name = xml.child(); name != null; name = xml.child()) {
            boolean known = name.equals("Key") || name.equals("Value");
            if (!known || texts.put(name, xml.text()) != null) {
                throw XmlReader.malformedXml();
            }
        }
        String key = texts.get("Key");
        String value = texts.get("Value");
        if (key == null || value == null) {
            throw XmlReader.malformedXml();
        }
        return new Tag(key, value);
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root("Tagging").open("TagSet");
        for (Tag tag : tags) {
            xml.open("Tag").element("Key", tag.key()).element("Value", tag.value()).close("Tag");
        }
        xml.close("TagSet").close("Tagging");
    }
}
