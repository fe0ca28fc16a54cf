package dev.cairn.it.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A response as it came over the wire. */
public record WireResponse(
        int status, String reason, List<WireRequest.Header> headers, byte[] body) {

    public WireResponse {
        headers = List.copyOf(headers);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header. */
    public List<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(WireRequest.Header::value)
                .toList();
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The text of the first element of that name, in any namespace; empty if there is none. */
    public Optional<String> element(String name) {
        return elements(name).stream().findFirst();
    }

    /** The texts of all elements of that name, in any namespace, in the order of the document. */
    public List<String> elements(String name) {
        if (body.length == 0) {
            return List.of();
        }
        NodeList nodes = document().getElementsByTagNameNS("*", name);
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            texts.add(nodes.item(index).getTextContent());
        }
        return texts;
    }

    /** The {@code Code} of an error document; empty if there is no document. */
    public String code() {
        return element("Code").orElse("");
    }

    /** The body as XML. */
    public Document document() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("no XML document: " + this, e);
        }
    }

    @Override
    public String toString() {
        String head = status + " " + reason + " " + headers;
        return body.length > 4096 ? head + " and " + body.length + " bytes" : head + "\n" + text();
    }
}
