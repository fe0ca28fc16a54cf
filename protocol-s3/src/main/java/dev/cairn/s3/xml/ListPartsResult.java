package dev.cairn.s3.xml;

import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartPage;
import java.util.function.Function;

/**
 * The answer of ListParts.
 *
 * @param accounts what an account's id stands for
 */
public record ListPartsResult(
        String bucket,
        PartPage page,
        int partNumberMarker,
        int maxParts,
        Function<String, Owner> accounts)
        implements XmlDocument {
    private static final int BYTES_PER_PART = 240;

    @Override
    public void write(XmlWriter xml) {
        NewUpload begun = page.upload().begun();
        xml.root("ListPartsResult")
                .element("Bucket", bucket)
                .element("Key", page.upload().key().value())
                .element("UploadId", page.upload().uploadId());
        accounts.apply(begun.initiator().account()).write(xml, "Initiator");
        accounts.apply(begun.object().owner()).write(xml, "Owner");
        xml.element("StorageClass", begun.object().storageClass())
                .element("PartNumberMarker", partNumberMarker)
                .element("NextPartNumberMarker", nextPartNumberMarker())
                .element("MaxParts", maxParts)
                .element("IsTruncated", page.truncated())
                .element("ChecksumAlgorithm", begun.algorithm())
                .element("ChecksumType", begun.checksumType());
        for (Part part : page.parts()) {
            writePart(xml, part);
        }
        xml.close("ListPartsResult");
    }

    /** The last number of the page, also where nothing follows. */
    private int nextPartNumberMarker() {
        return page.parts().isEmpty() ? 0 : page.parts().getLast().number();
    }

    private static void writePart(XmlWriter xml, Part part) {
        xml.open("Part")
                .element("PartNumber", part.number())
                .element("LastModified", part.lastModified())
                .element("ETag", part.etag())
                .element("Size", part.sizeBytes());
        ChecksumElements.writeValue(xml, part.checksum());
        xml.close("Part");
    }

    @Override
    public int expectedBytes() {
        return EXPECTED_BYTES + page.parts().size() * BYTES_PER_PART;
    }
}
