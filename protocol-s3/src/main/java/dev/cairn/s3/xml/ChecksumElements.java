package dev.cairn.s3.xml;

import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ChecksumAlgorithm;
import java.util.Optional;

/** The elements {@code ChecksumCRC32} and its like, and {@code ChecksumType}. */
final class ChecksumElements {
    private static final String PREFIX = "Checksum";

    private ChecksumElements() {}

    /** The value alone, as of a part. */
    static void writeValue(XmlWriter xml, Checksum checksum) {
        xml.element(PREFIX + checksum.algorithm().name(), checksum.value());
    }

    static void writeValueAndType(XmlWriter xml, Checksum checksum) {
        writeValue(xml, checksum);
        xml.element("ChecksumType", checksum.type());
    }

    /** The algorithm whose value an element carries. */
    static Optional<ChecksumAlgorithm> algorithmOf(String element) {
        return element.startsWith(PREFIX)
                ? ChecksumAlgorithm.of(element.substring(PREFIX.length()))
                : Optional.empty();
    }
}
