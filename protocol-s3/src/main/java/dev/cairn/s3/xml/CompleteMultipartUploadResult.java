package dev.cairn.s3.xml;

import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ETag;
import org.jspecify.annotations.Nullable;

/** The answer of CompleteMultipartUpload. */
public record CompleteMultipartUploadResult(
        String location, String bucket, String key, ETag etag, @Nullable Checksum checksum)
        implements XmlDocument {
    @Override
    public void write(XmlWriter xml) {
        xml.root("CompleteMultipartUploadResult")
                .element("Location", location)
                .element("Bucket", bucket)
                .element("Key", key)
                .element("ETag", etag);
        if (checksum != null) {
            ChecksumElements.writeValueAndType(xml, checksum);
        }
        xml.close("CompleteMultipartUploadResult");
    }
}
