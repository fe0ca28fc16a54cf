package dev.cairn.s3.xml;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An access control list: the body of a put, the answer of a get.
 *
 * @param owner null where a body names none
 */
public record AccessControlPolicy(@Nullable Owner owner, List<Grant> grants)
        implements XmlDocument {
    public static final int BYTES_MAX = 64 << 10;

    private static final String ROOT = "AccessControlPolicy";
    private static final String FULL_CONTROL = "FULL_CONTROL";
    private static final String GRANTEE =
            "Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " xsi:type=\"CanonicalUser\"";

    /** One right of one account; the id is null for groups and those named by email. */
    public record Grant(@Nullable String id, String permission) {}

    public AccessControlPolicy {
        grants = List.copyOf(grants);
    }

    /** The list of what belongs to one account alone. */
    public static AccessControlPolicy ofOwner(Owner owner) {
        return new AccessControlPolicy(owner, List.of(new Grant(owner.id(), FULL_CONTROL)));
    }

    /**
     * Reads the body.
     *
     * @throws S3Exception MalformedACLError
     */
    public static AccessControlPolicy read(byte[] body) {
        try {
            return readList(XmlReader.of(body));
        } catch (S3Exception malformed) {
            throw new S3Exception(S3ErrorCode.MALFORMED_ACL_ERROR);
        }
    }

    /** Whether it says that this account has all rights, and nobody else has any. */
    public boolean isOfOwnerAlone(String id) {
        boolean named = owner == null || owner.id().isEmpty() || owner.id().equals(id);
        return named && grants.equals(List.of(new Grant(id, FULL_CONTROL)));
    }

    private static AccessControlPolicy readList(XmlReader xml) {
        Owner owner = null;
        List<Grant> grants = new ArrayList<>();
        xml.root(ROOT);
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Owner" -> owner = new Owner(Objects.requireNonNullElse(readId(xml), ""), "");
                case "AccessControlList" -> readGrants(xml, grants);
                default -> throw XmlReader.malformedXml();
            }
        }
        xml.end();
        return new AccessControlPolicy(owner, grants);
    }

    private static void readGrants(XmlReader xml, List<Grant> grants) {
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (!name.equals("Grant")) {
                throw XmlReader.malformedXml();
            }
            grants.add(readGrant(xml));
        }
    }

    private static Grant readGrant(XmlReader xml) {
        String id = null;
        String permission = null;
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "Grantee" -> id = readId(xml);
                case "Permission" -> permission = xml.text();
                default -> throw XmlReader.malformedXml();
            }
        }
        return switch (permission) {
            case FULL_CONTROL, "READ", "WRITE", "READ_ACP", "WRITE_ACP" ->
                    new Grant(id, permission);
            case null, default -> throw XmlReader.malformedXml();
        };
    }

    private static @Nullable String readId(XmlReader xml) {
        String id = null;
        for (String name = xml.child(); name != null; name = xml.child()) {
            String text = xml.text();
            switch (name) {
                case "ID" -> id = text;
                case "DisplayName", "URI", "EmailAddress" -> {}
                default -> throw XmlReader.malformedXml();
            }
        }
        return id;
    }

    @Override
    public void write(XmlWriter xml) {
        xml.root(ROOT);
        if (owner != null) {
            owner.write(xml, "Owner");
        }
        xml.open("AccessControlList");
        for (Grant grant : grants) {
            xml.open("Grant").open(GRANTEE).elementIfPresent("ID", grant.id());
            xml.close("Grantee").element("Permission", grant.permission()).close("Grant");
        }
        xml.close("AccessControlList").close(ROOT);
    }
}
