package dev.cairn.s3.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The condition keys that a policy may name: all that begin with {@code aws:}, and of S3's own those
 * that there are, with the actions that they are for.
 *
 * <p>Source: Service Authorization Reference, "Condition keys for Amazon S3".
 */
final class KnownKeys {
    private static final String GLOBAL = "aws:";
    private static final Set<String> OF_TAGS =
            Set.of("s3:existingobjecttag", "s3:requestobjecttag", "s3:buckettag");

    /** Keys of S3 for which a request has no value here, though it would have one there. */
    private static final Set<String> NOT_KEPT = Set.of("s3:tlsversion");

    /** Keys of any action. */
    private static final Set<String> GENERAL =
            Set.of(
                    "s3:authtype",
                    "s3:buckettag",
                    "s3:dataaccesspointaccount",
                    "s3:dataaccesspointarn",
                    "s3:accesspointnetworkorigin",
                    "s3:accessgrantsinstancearn",
                    "s3:resourceaccount",
                    "s3:signatureage",
                    "s3:signatureversion",
                    "s3:x-amz-content-sha256");

    private static final Pattern WRITES = actions("putobject|replicateobject");
    private static final Pattern GRANTS =
            actions("createbucket|putbucketacl|putobject|putobjectacl|putobjectversionacl");
    private static final Pattern LISTS = actions("listbucket|listbucketversions");
    private static final Pattern LOCKS =
            actions(
                    "bypassgovernanceretention|putbucketobjectlockconfiguration|putobject|"
                            + "putobjectlegalhold|putobjectretention|replicateobject");

    private static final Map<String, Pattern> OF_ACTIONS =
            Map.ofEntries(
                    Map.entry("s3:delimiter", LISTS),
                    Map.entry("s3:max-keys", LISTS),
                    Map.entry("s3:prefix", LISTS),
                    Map.entry(
                            "s3:existingobjecttag",
                            actions(
                                    "getobject(version)?(acl|attributes|tagging)?"
                                            + "|putobject(version)?(acl|tagging)"
                                            + "|deleteobject(version)?tagging")),
                    Map.entry(
                            "s3:requestobjecttag",
                            actions("putobject(version)?(tagging)?|replicatetags")),
                    Map.entry(
                            "s3:requestobjecttagkeys",
                            actions("putobject(version)?(tagging)?|replicatetags")),
                    Map.entry("s3:versionid", actions(".*version.*")),
                    Map.entry("s3:locationconstraint", actions("createbucket")),
                    Map.entry("s3:inventoryaccessibleoptionalfields", actions("putinventory.*")),
                    Map.entry(
                            "s3:if-match",
                            actions("putobject|deleteobject|deleteobjectversion")),
                    Map.entry("s3:if-none-match", WRITES),
                    Map.entry("s3:objectcreationoperation", WRITES),
                    Map.entry("s3:x-amz-acl", GRANTS),
                    Map.entry("s3:x-amz-grant-full-control", GRANTS),
                    Map.entry("s3:x-amz-grant-read", GRANTS),
                    Map.entry("s3:x-amz-grant-read-acp", GRANTS),
                    Map.entry("s3:x-amz-grant-write", GRANTS),
                    Map.entry("s3:x-amz-grant-write-acp", GRANTS),
                    Map.entry(
                            "s3:x-amz-object-ownership",
                            actions("createbucket|putbucketownershipcontrols")),
                    Map.entry("s3:x-amz-copy-source", WRITES),
                    Map.entry("s3:x-amz-metadata-directive", WRITES),
                    Map.entry("s3:x-amz-server-side-encryption", WRITES),
                    Map.entry("s3:x-amz-server-side-encryption-aws-kms-key-id", WRITES),
                    Map.entry("s3:x-amz-server-side-encryption-customer-algorithm", WRITES),
                    Map.entry("s3:x-amz-storage-class", WRITES),
                    Map.entry("s3:x-amz-website-redirect-location", WRITES),
                    Map.entry("s3:object-lock-legal-hold", LOCKS),
                    Map.entry("s3:object-lock-mode", LOCKS),
                    Map.entry("s3:object-lock-retain-until-date", LOCKS),
                    Map.entry("s3:object-lock-remaining-retention-days", LOCKS));

    private KnownKeys() {}

    /** Whether there is such a key. */
    static boolean has(ConditionKey key) {
        if (key.name().startsWith(GLOBAL)) {
            return true;
        }
        boolean tagged = OF_TAGS.contains(key.name());
        return tagged != key.tag().isEmpty()
                && (GENERAL.contains(key.name()) || OF_ACTIONS.containsKey(key.name()));
    }

    /** Whether S3 would keep a condition on the key and this server could not. */
    static boolean isNotKept(ConditionKey key) {
        return NOT_KEPT.contains(key.name());
    }

    /** Whether at least one of these actions knows the key. */
    static boolean isFor(ConditionKey key, List<String> actions) {
        Pattern known = OF_ACTIONS.get(key.name());
        return known == null
                || actions.stream().anyMatch(action -> known.matcher(action).matches());
    }

    private static Pattern actions(String names) {
        return Pattern.compile(KnownActions.PREFIX + "(" + names + ")");
    }
}
