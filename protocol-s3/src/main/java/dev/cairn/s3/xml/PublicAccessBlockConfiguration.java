package dev.cairn.s3.xml;

/** What a bucket does about public access: the body of a put, the answer of a get. */
public record PublicAccessBlockConfiguration(
        boolean blockPublicAcls,
        boolean ignorePublicAcls,
        boolean blockPublicPolicy,
        boolean restrictPublicBuckets)
        implements XmlDocument {
    public static final int BYTES_MAX = 16 << 10;

    /** Of a bucket that has none. */
    public static final PublicAccessBlockConfiguration NOTHING =
            new PublicAccessBlockConfiguration(false, false, false, false);

    private static final String ROOT = "PublicAccessBlockConfiguration";

    /**
     * Reads the body; what it does not name is false.
     *
     * @throws dev.cairn.s3.error.S3Exception MalformedXML
     */
    public static PublicAccessBlockConfiguration read(byte[] body) {
        boolean blockAcls = false;
        boolean ignoreAcls = false;
        boolean blockPolicy = false;
        boolean restrictBuckets = false;
        XmlReader xml = XmlReader.of(body);
        xml.root(ROOT);
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "BlockPublicAcls" -> blockAcls = xml.flag();
                case "IgnorePublicAcls" -> ignoreAcls = xml.flag();
                case "BlockPublicPolicy" -> blockPolicy = xml.flag();
                case "RestrictPublicBuckets" -> restrictBuckets = xml.flag();
                default -> throw XmlReader.malformedXml();
            }
        }
        xml.end();
        return new PublicAccessBlockConfiguration(
                blockAcls, ignoreAcls, blockPolicy, restrictBuckets);
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT)
                .element("BlockPublicAcls", blockPublicAcls)
                .element("IgnorePublicAcls", ignorePublicAcls)
                .element("BlockPublicPolicy", blockPublicPolicy)
                .element("RestrictPublicBuckets", restrictPublicBuckets)
                .close(ROOT);
    }
}
