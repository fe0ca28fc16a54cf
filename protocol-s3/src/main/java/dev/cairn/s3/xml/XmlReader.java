package dev.cairn.s3.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a request's document, element by element. Whatever a document of S3 cannot hold
 * (text between elements, elements in other namespaces, a document type) is MalformedXML.
 *
 * <p>Use: {@link #root}, then {@link #child} until it answers null; each child is either read by
 * {@link #text} or walked through in the same way.
 */
final class XmlReader {
    /** Clients that were written before S3 had versions still send this one. */
    private static final String NAMESPACE_OLD = "http://doc.s3.amazonaws.com/2006-03-01";

    private static final int DEPTH_MAX = 16;

    private final XMLStreamReader reader;

    private XmlReader(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** Reads a document in UTF-8 or what its declaration says, with or without byte order mark. */
    static XmlReader of(byte[] document) {
        try {
            return new XmlReader(
                    inputFactory().createXMLStreamReader(new ByteArrayInputStream(document)));
        } catch (XMLStreamException malformed) {
            throw malformedXml();
        }
    }

    static S3Exception malformedXml() {
        return new S3Exception(S3ErrorCode.MALFORMED_XML);
    }

    /** Moves to the root element, which must be called so. */
    void root(String name) {
        if (!root().equals(name)) {
            throw malformedXml();
        }
    }

    /** Moves to the root element; its name. */
    String root() {
        int event = next();
        while (event == XMLStreamConstants.COMMENT
                || event == XMLStreamConstants.PROCESSING_INSTRUCTION
                || event == XMLStreamConstants.SPACE) {
            event = next();
        }
        if (event != XMLStreamConstants.START_ELEMENT) {
            throw malformedXml();
        }
        return localName();
    }

    /**
     * Reads a whole document whose root may have one child.
     *
     * @return the text of the child; null where there is none
     */
    @Nullable
    String onlyChild(String root, String child) {
        root(root);
        String text = null;
        for (String name = child(); name != null; name = child()) {
            if (!name.equals(child) || text != null) {
                throw malformedXml();
            }
            text = text();
        }
        end();
        return text;
    }

    /** Moves to the next child of the open element; null at its end, where its parent is open. */
    @Nullable
    String child() {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return localName();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return null;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!reader.isWhiteSpace()) {
                        throw malformedXml();
                    }
                }
                case XMLStreamConstants.COMMENT,
                        XMLStreamConstants.PROCESSING_INSTRUCTION,
                        XMLStreamConstants.SPACE -> {}
                default -> throw malformedXml();
            }
        }
    }

    /** The text of the open element, which must have no children; its parent is open then. */
    String text() {
        try {
            return reader.getElementText();
        } catch (XMLStreamException malformed) {
            throw malformedXml();
        }
    }

    /** The number that the open element holds. */
    int number() {
        String text = text().strip();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw malformedXml();
        }
    }

    /** The same for numbers of 64 bits. */
    long longNumber() {
        String text = text().strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw malformedXml();
        }
    }

    /** The truth value that the open element holds, as schemas and as clients write it. */
    boolean flag() {
        return switch (text().strip()) {
            case "true", "True", "TRUE", "1" -> true;
            case "false", "False", "FALSE", "0" -> false;
            default -> throw malformedXml();
        };
    }

    /** The instant in ISO 8601 that the open element holds; a time without zone is UTC's. */
    Instant instant() {
        String text = text().strip();
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : DateTimeFormatter.ISO_DATE_TIME
                            .withZone(ZoneOffset.UTC)
                            .parse(text, Instant::from);
        } catch (DateTimeException malformed) {
            throw malformedXml();
        }
    }

    /** Passes over the open element and all below it; its parent is open then. */
    void skip() {
        for (int depth = 1; depth > 0;) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    /** After the root element was walked through: nothing may follow. */
    void end() {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.END_DOCUMENT -> {
                    return;
                }
                case XMLStreamConstants.COMMENT,
                        XMLStreamConstants.PROCESSING_INSTRUCTION,
                        XMLStreamConstants.SPACE -> {}
                default -> throw malformedXml();
            }
        }
    }

    private String localName() {
        String namespace = reader.getNamespaceURI();
        if (namespace != null
                && !namespace.isEmpty()
                && !namespace.equals(XmlWriter.NAMESPACE)
                && !namespace.equals(NAMESPACE_OLD)) {
            throw malformedXml();
        }
        return reader.getLocalName();
    }

    private int next() {
        try {
            return reader.next();
        } catch (XMLStreamException malformed) {
            throw malformedXml();
        }
    }

    /**
     * One for each document: made in microseconds, and nothing of one request's names or limits is
     * shared with another.
     */
    private static XMLInputFactory inputFactory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH_MAX);
        // Text that is parsed when it is looked at fails there, with an unchecked exception.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        return factory;
    }
}
