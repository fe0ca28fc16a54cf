package dev.cairn.s3.xml;

import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer of GetObjectAttributes, with the attributes that were asked for and no others.
 *
 * @param parts null for an object that is not multipart
 */
public record GetObjectAttributesResponse(
        ObjectVersion version, Set<Attribute> wanted, @Nullable ObjectParts parts)
        implements XmlDocument {
    private static final int BYTES_PER_PART = 160;

    /** What a client can ask for. */
    public enum Attribute {
        ETAG("ETag"),
        CHECKSUM("Checksum"),
        OBJECT_PARTS("ObjectParts"),
        STORAGE_CLASS("StorageClass"),
        OBJECT_SIZE("ObjectSize");

        private final String element;

        Attribute(String element) {
            this.element = element;
        }

        /** The attribute of this name in headers and documents. */
        public static Optional<Attribute> of(String name) {
            for (Attribute attribute : values()) {
                if (attribute.element.equals(name)) {
                    return Optional.of(attribute);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * How many parts an object has.
     *
     * @param page null where they are counted but not listed
     */
    public record ObjectParts(int count, @Nullable Page page) {
        /** Some of them, by number, behind the marker. */
        public record Page(
                int partNumberMarker, int maxParts, boolean truncated, List<Part> parts) {
            public Page {
                parts = List.copyOf(parts);
            }

            /** The last number of the page, also where nothing follows. */
            private int nextPartNumberMarker() {
                return parts.isEmpty() ? 0 : parts.getLast().number();
            }
        }
    }

    public GetObjectAttributesResponse {
        wanted = Set.copyOf(wanted);
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root("GetObjectAttributesResponse");
        if (wanted.contains(Attribute.ETAG)) {
            // Unlike anywhere else, S3 writes no quotes here.
            xml.element(Attribute.ETAG.element, version.etag().value());
        }
        Checksum checksum = version.checksum();
        if (wanted.contains(Attribute.CHECKSUM) && checksum != null) {
            xml.open(Attribute.CHECKSUM.element);
            ChecksumElements.writeValueAndType(xml, withoutCount(checksum));
            xml.close(Attribute.CHECKSUM.element);
        }
        if (wanted.contains(Attribute.OBJECT_PARTS) && parts != null) {
            writeParts(xml, parts);
        }
        if (wanted.contains(Attribute.STORAGE_CLASS)) {
            xml.element(Attribute.STORAGE_CLASS.element, version.object().storageClass());
        }
        if (wanted.contains(Attribute.OBJECT_SIZE)) {
            xml.element(Attribute.OBJECT_SIZE.element, version.sizeBytes());
        }
        xml.close("GetObjectAttributesResponse");
    }

    /** Unlike anywhere else, S3 leaves the count of parts behind a composite checksum out here. */
    private static Checksum withoutCount(Checksum checksum) {
        int count = checksum.value().indexOf('-');
        return count < 0
                ? checksum
                : new Checksum(
                        checksum.algorithm(),
                        checksum.type(),
                        checksum.value().substring(0, count));
    }

    private static void writeParts(XmlWriter xml, ObjectParts parts) {
        xml.open(Attribute.OBJECT_PARTS.element).element("PartsCount", parts.count());
        ObjectParts.Page page = parts.page();
        if (page != null) {
            xml.element("PartNumberMarker", page.partNumberMarker())
                    .element("NextPartNumberMarker", page.nextPartNumberMarker())
                    .element("MaxParts", page.maxParts())
                    .element("IsTruncated", page.truncated());
            for (Part part : page.parts()) {
                xml.open("Part")
                        .element("PartNumber", part.number())
                        .element("Size", part.sizeBytes());
                ChecksumElements.writeValue(xml, part.checksum());
                xml.close("Part");
            }
        }
        xml.close(Attribute.OBJECT_PARTS.element);
    }

    @Override
    public int expectedBytes() {
        int listed = parts == null || parts.page() == null ? 0 : parts.page().parts().size();
        return EXPECTED_BYTES + listed * BYTES_PER_PART;
    }
}
