package dev.cairn.s3.operation;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.ResponseBody;
import dev.cairn.s3.http.S3Response;
import dev.cairn.s3.xml.XmlDocument;

/** Answers whose body is a document. */
final class XmlResponse {
    private static final String CONTENT_TYPE = "application/xml";

    private XmlResponse() {}

    static S3Response ok(XmlDocument document) {
        return ok(document, Headers.EMPTY);
    }

    static S3Response ok(XmlDocument document, Headers more) {
        Headers headers =
                Headers.builder().add("content-type", CONTENT_TYPE).addAll(more).build();
        return S3Response.of(200, headers, new ResponseBody.Bytes(document.toBytes()));
    }
}
