package dev.cairn.s3.xml;

import dev.cairn.storage.model.ETag;

/** The answer to a form that asks for 201: alone of all answers without a namespace. */
public record PostResponse(String location, String bucket, String key, ETag etag)
        implements XmlDocument {
    private static final String ROOT = "PostResponse";

    @Override
    public void write(XmlWriter xml) {
        xml.open(ROOT)
                .element("Location", location)
                .element("Bucket", bucket)
                .element("Key", key)
                .element("ETag", etag)
                .close(ROOT);
    }
}
