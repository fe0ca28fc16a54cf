package dev.cairn.s3.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The actions of S3 that are about buckets and objects; a policy may name no others.
 *
 * <p>Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon
 * S3".
 */
final class KnownActions {
    static final String PREFIX = "s3:";

    private static final Set<String> OF_OBJECTS =
            names(
                    "AbortMultipartUpload",
                    "BypassGovernanceRetention",
                    "DeleteObject",
                    "DeleteObjectTagging",
                    "DeleteObjectVersion",
                    "DeleteObjectVersionTagging",
                    "GetObject",
                    "GetObjectAcl",
                    "GetObjectAttributes",
                    "GetObjectLegalHold",
                    "GetObjectRetention",
                    "GetObjectTagging",
                    "GetObjectTorrent",
                    "GetObjectVersion",
                    "GetObjectVersionAcl",
                    "GetObjectVersionAttributes",
                    "GetObjectVersionForReplication",
                    "GetObjectVersionTagging",
                    "GetObjectVersionTorrent",
                    "InitiateReplication",
                    "ListMultipartUploadParts",
                    "ObjectOwnerOverrideToBucketOwner",
                    "PutObject",
                    "PutObjectAcl",
                    "PutObjectLegalHold",
                    "PutObjectRetention",
                    "PutObjectTagging",
                    "PutObjectVersionAcl",
                    "PutObjectVersionTagging",
                    "ReplicateDelete",
                    "ReplicateObject",
                    "ReplicateTags",
                    "RestoreObject",
                    "UpdateObjectEncryption");

    private static final Set<String> OF_BUCKETS =
            names(
                    "CreateBucket",
                    "CreateBucketMetadataTableConfiguration",
                    "CreateSession",
                    "DeleteBucket",
                    "DeleteBucketMetadataTableConfiguration",
                    "DeleteBucketPolicy",
                    "DeleteBucketWebsite",
                    "GetAccelerateConfiguration",
                    "GetAnalyticsConfiguration",
                    "GetBucketAbac",
                    "GetBucketAcl",
                    "GetBucketCORS",
                    "GetBucketLocation",
                    "GetBucketLogging",
                    "GetBucketMetadataTableConfiguration",
                    "GetBucketNotification",
                    "GetBucketObjectLockConfiguration",
                    "GetBucketOwnershipControls",
                    "GetBucketPolicy",
                    "GetBucketPolicyStatus",
                    "GetBucketPublicAccessBlock",
                    "GetBucketRequestPayment",
                    "GetBucketTagging",
                    "GetBucketVersioning",
                    "GetBucketWebsite",
                    "GetEncryptionConfiguration",
                    "GetIntelligentTieringConfiguration",
                    "GetInventoryConfiguration",
                    "GetLifecycleConfiguration",
                    "GetMetricsConfiguration",
                    "GetReplicationConfiguration",
                    "ListBucket",
                    "ListBucketMultipartUploads",
                    "ListBucketVersions",
                    "ListTagsForResource",
                    "PutAccelerateConfiguration",
                    "PutAnalyticsConfiguration",
                    "PutBucketAbac",
                    "PutBucketAcl",
                    "PutBucketCORS",
                    "PutBucketLogging",
                    "PutBucketNotification",
                    "PutBucketObjectLockConfiguration",
                    "PutBucketOwnershipControls",
                    "PutBucketPolicy",
                    "PutBucketPublicAccessBlock",
                    "PutBucketRequestPayment",
                    "PutBucketTagging",
                    "PutBucketVersioning",
                    "PutBucketWebsite",
                    "PutEncryptionConfiguration",
                    "PutIntelligentTieringConfiguration",
                    "PutInventoryConfiguration",
                    "PutLifecycleConfiguration",
                    "PutMetricsConfiguration",
                    "PutReplicationConfiguration",
                    "TagResource",
                    "UntagResource",
                    "UpdateBucketMetadataInventoryTableConfiguration",
                    "UpdateBucketMetadataJournalTableConfiguration");

    private KnownActions() {}

    /** What a pattern of a policy, in lower case, means of all that there is. */
    static List<String> meant(PolicyText pattern) {
        return Stream.concat(OF_OBJECTS.stream(), OF_BUCKETS.stream())
                .filter(pattern::mayBeLike)
                .sorted()
                .toList();
    }

    static boolean isOfObjects(String action) {
        return OF_OBJECTS.contains(action);
    }

    private static Set<String> names(String... names) {
        return Stream.of(names)
                .map(name -> PREFIX + name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
