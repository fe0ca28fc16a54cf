package dev.cairn.s3.xml;

import org.jspecify.annotations.Nullable;

/** Who pays for the requests of a bucket: the body of a put, the answer of a get. */
public record RequestPaymentConfiguration(String payer) implements XmlDocument {
    public static final int BYTES_MAX = 16 << 10;
    public static final String BUCKET_OWNER = "BucketOwner";

    private static final String ROOT = "RequestPaymentConfiguration";
    private static final String PAYER = "Payer";

    /**
     * Reads the body.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML, also for values that S3 does not have
     */
    public static RequestPaymentConfiguration read(byte[] body) {
        @Nullable String payer = XmlReader.of(body).onlyChild(ROOT, PAYER);
        return switch (payer) {
            case BUCKET_OWNER, "Requester" -> new RequestPaymentConfiguration(payer);
            case null, default -> throw XmlReader.malformedXml();
        };
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).element(PAYER, payer).close(ROOT);
    }
}
