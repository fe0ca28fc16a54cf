package dev.cairn.s3.xml;

import dev.cairn.storage.model.Part;

/** The answer of UploadPartCopy. */
public record CopyPartResult(Part part) implements XmlDocument {
    @Override
    public void write(XmlWriter xml) {
        xml.root("CopyPartResult")
                .element("LastModified", part.lastModified())
                .element("ETag", part.etag());
        ChecksumElements.writeValue(xml, part.checksum());
        xml.close("CopyPartResult");
    }
}
