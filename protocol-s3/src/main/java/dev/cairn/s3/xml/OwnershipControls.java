package dev.cairn.s3.xml;

import org.jspecify.annotations.Nullable;

/** To whom the objects of a bucket belong: the body of a put, the answer of a get. */
public record OwnershipControls(String objectOwnership) implements XmlDocument {
    public static final int BYTES_MAX = 16 << 10;

    /** The bucket's owner has everything, and there are no access control lists. */
    public static final String ENFORCED = "BucketOwnerEnforced";

    private static final String ROOT = "OwnershipControls";
    private static final String RULE = "Rule";
    private static final String OWNERSHIP = "ObjectOwnership";

    /**
     * Reads the body.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML, also for values that S3 does not have
     */
    public static OwnershipControls read(byte[] body) {
        String ownership = null;
        XmlReader xml = XmlReader.of(body);
        xml.root(ROOT);
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals(RULE) || ownership != null) {
                throw XmlReader.malformedXml();
            }
            ownership = readRule(xml);
        }
        xml.end();
        if (ownership == null) {
            throw XmlReader.malformedXml();
        }
        return new OwnershipControls(ownership);
    }

    private static String readRule(XmlReader xml) {
        @Nullable String ownership = null;
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals(OWNERSHIP) || ownership != null) {
                throw XmlReader.malformedXml();
            }
            ownership = xml.text();
        }
        return switch (ownership) {
            case ENFORCED, "BucketOwnerPreferred", "ObjectWriter" -> ownership;
            case null, default -> throw XmlReader.malformedXml();
        };
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT)
                .open(RULE)
                .element(OWNERSHIP, objectOwnership)
                .close(RULE)
                .close(ROOT);
    }
}
