package dev.cairn.s3.error;

import java.nio.charset.StandardCharsets;

/**
 * The XML document of an error.
 *
 * <p>Source: Amazon S3 API Reference, "Error responses". The document has no namespace.
 */
public final class ErrorDocument {
    private final StringBuilder xml =
            new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");

    private ErrorDocument() {}

    /**
     * Writes the document.
     *
     * @param resource the path of the request, as sent
     * @param requestId the value of {@code x-amz-request-id}
     * @param hostId the value of {@code x-amz-id-2}
     */
    public static byte[] of(S3Exception refusal, String resource, String requestId, String hostId) {
        ErrorDocument document = new ErrorDocument();
        document.element("Code", refusal.code().code());
        document.element("Message", refusal.message());
        refusal.details().forEach(document::element);
        document.element("Resource", resource);
        document.element("RequestId", requestId);
        document.element("HostId", hostId);
        return document.xml.append("</Error>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void element(String name, String text) {
        xml.append('<').append(name).append('>');
        text.codePoints().forEach(this::character);
        xml.append("</").append(name).append('>');
    }

    /**
     * Characters that XML 1.0 forbids are written as references all the same, as S3 does: keys may
     * hold them, and a client that reads leniently gets the key back.
     */
    private void character(int c) {
        switch (c) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '"' -> xml.append("&quot;");
            case '\t', '\n' -> xml.append((char) c);
            default -> {
                if (c < ' ' || c == 0x7f || c == 0xfffe || c == 0xffff) {
                    xml.append("&#x").append(Integer.toHexString(c)).append(';');
                } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    xml.append('\ufffd');
                } else {
                    xml.appendCodePoint(c);
                }
            }
        }
    }
}
