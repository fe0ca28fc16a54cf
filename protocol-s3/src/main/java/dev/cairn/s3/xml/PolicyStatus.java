package dev.cairn.s3.xml;

/**
 * The answer of GetBucketPolicyStatus.
 *
 * @param isPublic whether the policy lets in people whom it does not name
 */
public record PolicyStatus(boolean isPublic) implements XmlDocument {
    private static final String ROOT = "PolicyStatus";

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT).element("IsPublic", isPublic).close(ROOT);
    }
}
