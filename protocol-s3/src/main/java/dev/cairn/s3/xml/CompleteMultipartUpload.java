package dev.cairn.s3.xml;

import dev.cairn.storage.model.ChecksumAlgorithm;
import dev.cairn.storage.model.ETag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The body of CompleteMultipartUpload: the list of parts, as sent. */
public record CompleteMultipartUpload(List<CompletedPart> parts) {
    public static final int PARTS_MAX = 10_000;

    /** Room for 10,000 indented parts with a checksum each. */
    public static final int BYTES_MAX = 4 << 20;

    public CompleteMultipartUpload {
        parts = List.copyOf(parts);
    }

    /**
     * A part of the list.
     *
     * @param checksums base64, by algorithm
     */
    public record CompletedPart(
            int number, ETag etag, Map<ChecksumAlgorithm, String> checksums) {}

    /**
     * Reads the body.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML, also for none or more than 10,000 parts
     */
    public static CompleteMultipartUpload read(byte[] body) {
        List<CompletedPart> parts = new ArrayList<>();
        XmlReader xml = XmlReader.of(body);
        xml.root("CompleteMultipartUpload");
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals("Part") || parts.size() == PARTS_MAX) {
                throw XmlReader.malformedXml();
            }
            parts.add(readPart(xml));
        }
        xml.end();
        if (parts.isEmpty()) {
            throw XmlReader.malformedXml();
        }
        return new CompleteMultipartUpload(parts);
    }

    private static CompletedPart readPart(XmlReader xml) {
        Integer number = null;
        ETag etag = null;
        Map<ChecksumAlgorithm, String> checksums = Map.of();
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "PartNumber" -> number = xml.number();
                case "ETag" -> etag = ETag.parse(xml.text());
                default -> checksums = readChecksum(xml, name, checksums);
            }
        }
        if (number == null || etag == null) {
            throw XmlReader.malformedXml();
        }
        return new CompletedPart(number, etag, checksums);
    }

    private static Map<ChecksumAlgorithm, String> readChecksum(
            XmlReader xml, String name, Map<ChecksumAlgorithm, String> before) {
        ChecksumAlgorithm algorithm =
                ChecksumElements.algorithmOf(name).orElseThrow(XmlReader::malformedXml);
        String value = xml.text().strip();
        if (value.isEmpty()) {
            return before;
        }
        if (before.isEmpty()) {
            return Map.of(algorithm, value);
        }
        Map<ChecksumAlgorithm, String> all = new EnumMap<>(before);
        all.put(algorithm, value);
        return all;
    }
}
