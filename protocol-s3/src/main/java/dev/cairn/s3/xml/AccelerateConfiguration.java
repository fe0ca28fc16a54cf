package dev.cairn.s3.xml;

import org.jspecify.annotations.Nullable;

/**
 * Transfer acceleration of a bucket: the body of a put, the answer of a get.
 *
 * @param status null for a bucket where it was never set
 */
public record AccelerateConfiguration(@Nullable String status) implements XmlDocument {
    public static final int BYTES_MAX = 16 << 10;
    public static final String SUSPENDED = "Suspended";

    private static final String ROOT = "AccelerateConfiguration";
    private static final String STATUS = "Status";

    /**
     * Reads the body.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML, also for values that S3 does not have
     */
    public static AccelerateConfiguration read(byte[] body) {
        @Nullable String status = XmlReader.of(body).onlyChild(ROOT, STATUS);
        return switch (status) {
            case "Enabled", SUSPENDED -> new AccelerateConfiguration(status);
            case null, default -> throw XmlReader.malformedXml();
        };
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).elementIfPresent(STATUS, status).close(ROOT);
    }
}
