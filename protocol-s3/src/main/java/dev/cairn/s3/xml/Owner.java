package dev.cairn.s3.xml;

/**
 * An account in an answer, as {@code Owner} or {@code Initiator}.
 *
 * @param id canonical user id
 * @param displayName may be empty
 */
public record Owner(String id, String displayName) {
    void write(XmlWriter xml, String element) {
        xml.open(element).element("ID", id);
        if (!displayName.isEmpty()) {
            xml.element("DisplayName", displayName);
        }
        xml.close(element);
    }
}
