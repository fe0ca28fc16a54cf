package dev.cairn.s3.xml;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.Versioning;

/**
 * Whether a bucket keeps versions: the body of PutBucketVersioning and the answer of
 * GetBucketVersioning, which is an empty element for a bucket that never had versioning.
 */
public record VersioningConfiguration(Versioning versioning) implements XmlDocument {
    public static final int BYTES_MAX = 16 << 10;

    private static final String ROOT = "VersioningConfiguration";
    private static final String MFA_DELETE = "MfaDelete";

    /**
     * What is read.
     *
     * @param mfaDelete whether deletes shall need a second factor
     */
    public record Requested(Versioning versioning, boolean mfaDelete) {}

    /**
     * Reads the body.
     *
     * @throws S3Exception MalformedXML, IllegalVersioningConfigurationException without Status
     */
    public static Requested read(byte[] body) {
        Versioning versioning = Versioning.NEVER;
        boolean mfaDelete = false;
        XmlReader xml = XmlReader.of(body);
        xml.root(ROOT);
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Status" -> versioning = status(xml.text());
                case MFA_DELETE -> mfaDelete = isEnabled(xml.text());
                default -> throw XmlReader.malformedXml();
            }
        }
        xml.end();
        if (versioning == Versioning.NEVER) {
            throw new S3Exception(
                    S3ErrorCode.ILLEGAL_VERSIONING_CONFIGURATION_EXCEPTION,
                    "The Versioning element must be specified");
        }
        return new Requested(versioning, mfaDelete);
    }

    private static Versioning status(String text) {
        return switch (text) {
            case "Enabled" -> Versioning.ENABLED;
            case "Suspended" -> Versioning.SUSPENDED;
            default -> throw XmlReader.malformedXml();
        };
    }

    private static boolean isEnabled(String text) {
        return switch (text) {
            case "Enabled" -> true;
            case "Disabled" -> false;
            default -> throw XmlReader.malformedXml();
        };
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT);
        switch (versioning) {
            case NEVER -> {}
            case ENABLED -> xml.element("Status", "Enabled");
            case SUSPENDED -> xml.element("Status", "Suspended");
        }
        xml.close(ROOT);
    }
}
