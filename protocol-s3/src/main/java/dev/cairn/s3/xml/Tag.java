package dev.cairn.s3.xml;

/** A tag: key and value, as sent. */
public record Tag(String key, String value) {
    /** Reads the open element. */
    static Tag read(XmlReader xml) {
        String key = null;
        String value = null;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("Key") && key == null) {
                key = xml.text();
            } else if (name.equals("Value") && value == null) {
                value = xml.text();
            } else {
                throw XmlReader.malformedXml();
            }
        }
        if (key == null || value == null) {
            throw XmlReader.malformedXml();
        }
        return new Tag(key, value);
    }

    void write(XmlWriter xml) {
        xml.open("Tag").element("Key", key).element("Value", value).close("Tag");
    }
}
