package dev.cairn.s3.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of DeleteObjects. */
public record Delete(List<ObjectIdentifier> objects, boolean quiet) {
    public static final int OBJECTS_MAX = 1000;

    /** Room for 1,000 keys of 1,024 bytes, each character of which is an entity. */
    public static final int BYTES_MAX = 8 << 20;

    public Delete {
        objects = List.copyOf(objects);
    }

    /**
     * An object to delete.
     *
     * @param directoryCondition LastModifiedTime or Size, which only directory buckets know; null
     *     where neither is there
     */
    public record ObjectIdentifier(
            String key,
            @Nullable String versionId,
            @Nullable String etag,
            @Nullable String directoryCondition) {}

    /**
     * Reads the body.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML, also for none or more than 1,000 objects
     */
    public static Delete read(byte[] body) {
        List<ObjectIdentifier> objects = new ArrayList<>();
        boolean quiet = false;
        XmlReader xml = XmlReader.of(body);
        xml.root("Delete");
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Object" -> objects.add(readObject(xml));
                case "Quiet" -> quiet = readFlag(xml);
                default -> throw XmlReader.malformedXml();
            }
            if (objects.size() > OBJECTS_MAX) {
                throw XmlReader.malformedXml();
            }
        }
        xml.end();
        if (objects.isEmpty()) {
            throw XmlReader.malformedXml();
        }
        return new Delete(objects, quiet);
    }

    private static ObjectIdentifier readObject(XmlReader xml) {
        String key = null;
        String versionId = null;
        String etag = null;
        String directoryCondition = null;
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Key" -> key = xml.text();
                case "VersionId" -> versionId = xml.text();
                case "ETag" -> etag = xml.text();
                case "LastModifiedTime", "Size" -> {
                    xml.skip();
                    directoryCondition = name;
                }
                default -> throw XmlReader.malformedXml();
            }
        }
        if (key == null) {
            throw XmlReader.malformedXml();
        }
        return new ObjectIdentifier(key, versionId, etag, directoryCondition);
    }

    private static boolean readFlag(XmlReader xml) {
        return switch (xml.text().strip()) {
            case "true", "True", "TRUE", "1" -> true;
            case "false", "False", "FALSE", "0", "" -> false;
            default -> throw XmlReader.malformedXml();
        };
    }
}
