package dev.cairn.s3.xml;

/** The answer of CreateMultipartUpload. */
public record InitiateMultipartUploadResult(String bucket, String key, String uploadId)
        implements XmlDocument {
    @Override
    public void write(XmlWriter xml) {
        xml.root("InitiateMultipartUploadResult")
                .element("Bucket", bucket)
                .element("Key", key)
                .element("UploadId", uploadId)
                .close("InitiateMultipartUploadResult");
    }
}
