package dev.cairn.s3.xml;

import dev.cairn.storage.model.Checksum;
import dev.cairn.storage.model.ETag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The answer of CopyObject. */
public record CopyObjectResult(ETag etag, Instant lastModified, @Nullable Checksum checksum)
        implements XmlDocument {
    @Override
    public void write(XmlWriter xml) {
        xml.root("CopyObjectResult")
                .element("LastModified", lastModified)
                .element("ETag", etag);
        if (checksum != null) {
            ChecksumElements.writeValueAndType(xml, checksum);
        }
        xml.close("CopyObjectResult");
    }
}
