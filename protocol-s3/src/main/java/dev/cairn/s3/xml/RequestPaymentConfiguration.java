package dev.cairn.s3.xml;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who pays for the requests of a bucket: the body of a put, the answer of a get. */
public record RequestPaymentConfiguration(String payer) implements XmlDocument {
    public static final int BYTES_MAX = 16 << 10;
    public static final String BUCKET_OWNER = "BucketOwner";

    private static final Set<String> PAYERS = Set.of(BUCKET_OWNER, "Requester");
    private static final String ROOT = "RequestPaymentConfiguration";
    private static final String PAYER = "Payer";

    /**
     * Reads the body.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML, also for values that S3 does not have
     */
    public static RequestPaymentConfiguration read(byte[] body) {
        @Nullable String payer = XmlReader.of(body).onlyChild(ROOT, PAYER);
        if (payer == null || !PAYERS.contains(payer)) {
            throw XmlReader.malformedXml();
        }
        return new RequestPaymentConfiguration(payer);
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).element(PAYER, payer).close(ROOT);
    }
}
