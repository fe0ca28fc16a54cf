package dev.cairn.s3.xml;

/**
 * The answer of GetBucketLocation. The oldest region has no constraint: its element is empty.
 *
 * <p>Source: Amazon S3 API Reference, "GetBucketLocation".
 *
 * @param constraint what the bucket was created with, or the server's region
 */
public record LocationConstraint(String constraint) implements XmlDocument {
    public static final String US_EAST_1 = "us-east-1";

    /** The region that a constraint stands for: {@code EU} is the old name of eu-west-1. */
    public static String region(String constraint) {
        return constraint.equals("EU") ? "eu-west-1" : constraint;
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root("LocationConstraint");
        if (!constraint.equals(US_EAST_1)) {
            xml.characters(constraint);
        }
        xml.close("LocationConstraint");
    }
}
