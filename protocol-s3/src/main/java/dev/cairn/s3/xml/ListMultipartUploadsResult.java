package dev.cairn.s3.xml;

import dev.cairn.storage.model.NewUpload;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer of ListMultipartUploads.
 *
 * @param keyMarker empty where none was sent
 * @param uploadIdMarker empty where none was sent
 * @param accounts what an account's id stands for
 */
public record ListMultipartUploadsResult(
        String bucket,
        String prefix,
        @Nullable String delimiter,
        String keyMarker,
        String uploadIdMarker,
        int maxUploads,
        KeyEncoding encoding,
        UploadPage page,
        Function<String, Owner> accounts)
        implements XmlDocument {
    private static final int BYTES_PER_UPLOAD = 640;

    @Override
    public void write(XmlWriter xml) {
        xml.root("ListMultipartUploadsResult")
                .element("Bucket", bucket)
                .element("KeyMarker", encoding.encode(keyMarker))
                .element("UploadIdMarker", uploadIdMarker);
        if (page.nextKey() != null) {
            String nextUploadId = page.nextUploadId();
            xml.element("NextKeyMarker", encoding.encode(page.nextKey()))
                    .element("NextUploadIdMarker", nextUploadId == null ? "" : nextUploadId);
        }
        xml.element("Prefix", encoding.encode(prefix));
        if (delimiter != null) {
            xml.element("Delimiter", encoding.encode(delimiter));
        }
        if (encoding == KeyEncoding.URL) {
            xml.element("EncodingType", "url");
        }
        xml.element("MaxUploads", maxUploads).element("IsTruncated", page.truncated());
        for (Upload upload : page.uploads()) {
            writeUpload(xml, upload);
        }
        for (String commonPrefix : page.commonPrefixes()) {
            xml.open("CommonPrefixes")
                    .element("Prefix", encoding.encode(commonPrefix))
                    .close("CommonPrefixes");
        }
        xml.close("ListMultipartUploadsResult");
    }

    private void writeUpload(XmlWriter xml, Upload upload) {
        NewUpload begun = upload.begun();
        xml.open("Upload")
                .element("Key", encoding.encode(upload.key().value()))
                .element("UploadId", upload.uploadId());
        accounts.apply(begun.initiator().account()).write(xml, "Initiator");
        accounts.apply(begun.object().owner()).write(xml, "Owner");
        xml.element("StorageClass", begun.object().storageClass())
                .element("Initiated", upload.initiated())
                .element("ChecksumAlgorithm", begun.algorithm())
                .element("ChecksumType", begun.checksumType())
                .close("Upload");
    }

    @Override
    public int expectedBytes() {
        return EXPECTED_BYTES + page.uploads().size() * BYTES_PER_UPLOAD;
    }
}
