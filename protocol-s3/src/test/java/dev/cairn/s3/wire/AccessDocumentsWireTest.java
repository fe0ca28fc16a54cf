package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Public access blocks, ownership controls, request payment, acceleration, access control lists,
 * and the documents that no bucket has.
 */
@ExtendWith(OpenWire.class)
class AccessDocumentsWireTest {
    private static final String PUBLIC =
            """
            {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
             "Resource": "arn:aws:s3:::BUCKET/*"},
             {"Effect": "Allow", "Principal": {"AWS": "stranger-id"}, "Action": "s3:PutObject",
             "Resource": "arn:aws:s3:::BUCKET/*"}]}
            """;

    private static final String LIST_OF_OWNER =
            "<AccessControlPolicy><Owner><ID>owner-id</ID></Owner><AccessControlList>"
                    + "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " xsi:type=\"CanonicalUser\"><ID>owner-id</ID></Grantee>"
                    + "<Permission>FULL_CONTROL</Permission></Grant>"
                    + "</AccessControlList></AccessControlPolicy>";

    private final Wire wire;
    private final String bucket;

    AccessDocumentsWireTest(Wire wire) {
        this.wire = wire;
        bucket = "/" + wire.newBucket();
    }

    @Test
    void publicAccessBlock_comesBackUntilItIsDeleted() {
        String document = bucket + "?publicAccessBlock";
        wire.get(document).send().is(404, "NoSuchPublicAccessBlockConfiguration");
        block("<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>TRUE</IgnorePublicAcls>");
        wire.get(document).send().is(200).says("BlockPublicAcls", "true")
                .says("IgnorePublicAcls", "true").says("BlockPublicPolicy", "false")
                .says("RestrictPublicBuckets", "false");
        block("<RestrictPublicBuckets>true</RestrictPublicBuckets>"
                + "<BlockPublicPolicy>true</BlockPublicPolicy>");
        wire.get(document).send().is(200).says("BlockPublicAcls", "false")
                .says("IgnorePublicAcls", "false").says("BlockPublicPolicy", "true")
                .says("RestrictPublicBuckets", "true");
        wire.delete(document).send().is(204);
        wire.get(document).send().is(404, "NoSuchPublicAccessBlockConfiguration");
        wire.delete(document).send().is(204);
        wire.put(document).body("<PublicAccessBlockConfiguration><Other>true</Other>"
                + "</PublicAccessBlockConfiguration>").send().is(400, "MalformedXML");
    }

    @Test
    void blockPublicPolicy_refusesPublicPoliciesAlone() {
        block("<BlockPublicPolicy>true</BlockPublicPolicy>");

        putPolicy(PUBLIC).is(403, "AccessDenied");
        wire.get(bucket + "?policy").send().is(404, "NoSuchBucketPolicy");
        putPolicy(PUBLIC.replace("\"*\"", "{\"AWS\": \"stranger-id\"}")).is(204);
        block("");
        putPolicy(PUBLIC).is(204);
    }

    @Test
    void restrictPublicBuckets_keepsAllOthersOutOfAPublicBucket() {
        wire.put(bucket + "/a").body("x").send().is(200);
        putPolicy(PUBLIC).is(204);
        wire.get(bucket + "/a").anonymously().send().is(200);
        block("<RestrictPublicBuckets>true</RestrictPublicBuckets>");

        wire.get(bucket + "/a").anonymously().send().is(403, "AccessDenied");
        wire.put(bucket + "/b").as(Wire.STRANGER).send().is(403, "AccessDenied");
        wire.get(bucket + "/a").send().is(200);
        wire.get(bucket + "?policyStatus").send().is(200).says("IsPublic", "true");

        putPolicy(PUBLIC.replace("\"*\"", "{\"AWS\": \"stranger-id\"}")).is(204);
        wire.put(bucket + "/b").as(Wire.STRANGER).send().is(200);
    }

    @Test
    void ownershipControls_areEnforcedOrNothing() {
        String document = bucket + "?ownershipControls";
        wire.get(document).send().is(200).says("ObjectOwnership", "BucketOwnerEnforced");
        wire.delete(document).send().is(204);
        wire.get(document).send().is(404, "OwnershipControlsNotFoundError");
        ownership("BucketOwnerEnforced").is(200);
        wire.get(document).send().is(200).says("ObjectOwnership", "BucketOwnerEnforced");
        ownership("ObjectWriter").is(501, "NotImplemented").says("Element", "ObjectOwnership");
        ownership("BucketOwnerPreferred").is(501, "NotImplemented");
        ownership("Anybody").is(400, "MalformedXML");
        wire.put(document).body("<OwnershipControls/>").send().is(400, "MalformedXML");
        wire.get(document).send().is(200).says("ObjectOwnership", "BucketOwnerEnforced");
        wire.delete(document).send().is(204);
        wire.delete(document).send().is(204);
        wire.get(document).send().is(404, "OwnershipControlsNotFoundError");
    }

    @Test
    void bucketThatIsCreatedEnforced_saysSo() {
        wire.put("/enforced-from-birth").with("x-amz-object-ownership", "BucketOwnerEnforced")
                .send().is(200);

        wire.get("/enforced-from-birth?ownershipControls").send().is(200)
                .says("ObjectOwnership", "BucketOwnerEnforced");
    }

    @Test
    void requestPayment_isTheOwners() {
        String document = bucket + "?requestPayment";
        wire.get(document).send().is(200).says("Payer", "BucketOwner");
        payer("BucketOwner").is(200);
        payer("Requester").is(501, "NotImplemented").says("Element", "Payer");
        payer("Nobody").is(400, "MalformedXML");
        wire.get(document).send().is(200).says("Payer", "BucketOwner");
    }

    @Test
    void acceleration_canOnlyBeSuspended() {
        String document = bucket + "?accelerate";
        wire.get(document).send().is(200).says("Status", null);
        accelerate(bucket, "Enabled").is(501, "NotImplemented").says("Element", "Status");
        accelerate(bucket, "Faster").is(400, "MalformedXML");
        wire.get(document).send().is(200).says("Status", null);
        accelerate(bucket, "Suspended").is(200);
        wire.get(document).send().is(200).says("Status", "Suspended");
        wire.put("/bucket.with.dots").send().is(200);
        accelerate("/bucket.with.dots", "Suspended").is(400, "InvalidRequest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/key"})
    void list_isTheOwnersAlone(String key) {
        wire.put(bucket + "/key").body("x").send().is(200);
        String list = bucket + key + "?acl";

        wire.get(list).send().is(200).lists("ID", "owner-id", "owner-id")
                .says("DisplayName", "owner").lists("Permission", "FULL_CONTROL");
        wire.put(list).with("x-amz-acl", "private").send().is(200);
        wire.put(list).with("x-amz-acl", "bucket-owner-full-control").send().is(200);
        wire.put(list).body(LIST_OF_OWNER).send().is(200);
        wire.put(list).with("x-amz-acl", "public-read").send()
                .is(400, "AccessControlListNotSupported");
        wire.put(list).body(LIST_OF_OWNER.replace("FULL_CONTROL", "READ")).send()
                .is(400, "AccessControlListNotSupported");
        wire.put(list).body(LIST_OF_OWNER.replace("owner-id", "stranger-id")).send()
                .is(400, "AccessControlListNotSupported");
        wire.put(list).body(LIST_OF_OWNER.replace("<ID>owner-id</ID></Grantee>",
                "<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee>")).send()
                .is(400, "AccessControlListNotSupported");
        wire.put(list).body("<AccessControlPolicy><Any/></AccessControlPolicy>").send()
                .is(400, "MalformedACLError");
        wire.put(list).send().is(400, "MissingSecurityHeader")
                .says("MissingHeaderName", "x-amz-acl");
        wire.put(list).with("x-amz-acl", "private").body(LIST_OF_OWNER).send()
                .is(400, "UnexpectedContent");
    }

    @Test
    void listOfAMissingObject_isNoSuchKey() {
        wire.get(bucket + "/missing?acl").send().is(404, "NoSuchKey");
        wire.put(bucket + "/missing?acl").with("x-amz-acl", "private").send()
                .is(404, "NoSuchKey");
        wire.get(bucket + "/missing?acl&versionId=none").send().is(400, "InvalidArgument");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "accelerate, 200, -, AccelerateConfiguration",
        "acl, 200, -, AccessControlPolicy",
        "analytics, 200, -, ListBucketAnalyticsConfigurationResult",
        "analytics&id=a, 404, NoSuchConfiguration, -",
        "encryption, 404, ServerSideEncryptionConfigurationNotFoundError, -",
        "intelligent-tiering, 200, -, ListBucketIntelligentTieringConfigurationsOutput",
        "intelligent-tiering&id=a, 404, NoSuchConfiguration, -",
        "inventory, 200, -, ListInventoryConfigurationsResult",
        "inventory&id=a, 404, NoSuchConfiguration, -",
        "lifecycle, 404, NoSuchLifecycleConfiguration, -",
        "location, 200, -, LocationConstraint",
        "logging, 200, -, BucketLoggingStatus",
        "metrics, 200, -, ListMetricsConfigurationsResult",
        "metrics&id=a, 404, NoSuchConfiguration, -",
        "notification, 200, -, NotificationConfiguration",
        "object-lock, 404, ObjectLockConfigurationNotFoundError, -",
        "ownershipControls, 200, -, OwnershipControls",
        "policy, 404, NoSuchBucketPolicy, -",
        "policyStatus, 404, NoSuchBucketPolicy, -",
        "publicAccessBlock, 404, NoSuchPublicAccessBlockConfiguration, -",
        "replication, 404, ReplicationConfigurationNotFoundError, -",
        "requestPayment, 200, -, RequestPaymentConfiguration",
        "tagging, 404, NoSuchTagSet, -",
        "versioning, 200, -, VersioningConfiguration",
        "website, 404, NoSuchWebsiteConfiguration, -",
    })
    void documentThatIsNotSet_isAnsweredAsS3Does(
            String key, int status, String code, String root) {
        Reply reply = wire.get(bucket + "?" + key).send();
        if (code == null) {
            reply.is(status);
            assertThat(reply.text()).contains("<" + root + " ");
        } else {
            reply.is(status, code).says("BucketName", bucket.substring(1));
        }
        wire.get("/no-such-bucket?" + key).send().is(404, "NoSuchBucket");
        wire.get(bucket + "?" + key).anonymously().send().is(403, "AccessDenied");
    }

    @ParameterizedTest
    @CsvSource({
        "encryption, 204", "replication, 204", "website, 204", "policy, 204", "tagging, 204",
        "lifecycle, 204", "ownershipControls, 204", "publicAccessBlock, 204",
        "analytics&id=a, 404", "inventory&id=a, 404", "metrics&id=a, 404",
        "intelligent-tiering&id=a, 404",
    })
    void documentThatIsNotSet_isDeletedAsS3Does(String key, int status) {
        wire.put(bucket + "/kept").send().is(200);
        Reply reply = wire.delete(bucket + "?" + key).send().is(status);
        if (status == 404) {
            reply.is(404, "NoSuchConfiguration");
        }
        wire.get(bucket).send().is(200).lists("Key", "kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "encryption", "logging", "notification", "object-lock", "replication", "website",
        "analytics&id=a", "inventory&id=a", "metrics&id=a", "intelligent-tiering&id=a",
    })
    void documentThatWouldPromiseSomething_isNotImplemented(String key) {
        wire.put(bucket + "?" + key).body("<Any/>").send().is(501, "NotImplemented");
    }

    private void block(String flags) {
        wire.put(bucket + "?publicAccessBlock")
                .body("<PublicAccessBlockConfiguration>" + flags
                        + "</PublicAccessBlockConfiguration>")
                .send().is(200);
    }

    private Reply putPolicy(String policy) {
        return wire.put(bucket + "?policy")
                .body(policy.replace("BUCKET", bucket.substring(1))).send();
    }

    private Reply ownership(String value) {
        return wire.put(bucket + "?ownershipControls")
                .body("<OwnershipControls><Rule><ObjectOwnership>" + value
                        + "</ObjectOwnership></Rule></OwnershipControls>")
                .send();
    }

    private Reply payer(String value) {
        return wire.put(bucket + "?requestPayment")
                .body("<RequestPaymentConfiguration><Payer>" + value
                        + "</Payer></RequestPaymentConfiguration>")
                .send();
    }

    private Reply accelerate(String target, String value) {
        return wire.put(target + "?accelerate")
                .body("<AccelerateConfiguration><Status>" + value
                        + "</Status></AccelerateConfiguration>")
                .send();
    }
}
