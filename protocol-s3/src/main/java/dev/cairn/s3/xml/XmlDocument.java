package dev.cairn.s3.xml;

/** The body of an answer; each is a record called as its root element. */
public interface XmlDocument {
    int EXPECTED_BYTES = 1024;

    /** Writes the root element. */
    void write(XmlWriter xml);

    /** A guess of the document's size in bytes. */
    default int expectedBytes() {
        return EXPECTED_BYTES;
    }

    /** The whole document in UTF-8, with its XML declaration. */
    default byte[] toBytes() {
        XmlWriter xml = new XmlWriter(expectedBytes());
        write(xml);
        return xml.toBytes();
    }
}
