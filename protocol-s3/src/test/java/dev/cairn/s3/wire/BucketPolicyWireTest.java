package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * GetBucketPolicy, PutBucketPolicy, DeleteBucketPolicy, GetBucketPolicyStatus, and what a policy
 * does to the other operations. In policies single quotes stand for double ones, B for the bucket.
 */
@ExtendWith(OpenWire.class)
class BucketPolicyWireTest {
    private static final String PUBLIC_READ = allow("'*'", "'s3:GetObject'", "'B/*'", "");
    private static final String STRANGERS = "{'AWS': 'stranger-id'}";

    private final Wire wire;
    private final String bucket;

    BucketPolicyWireTest(Wire wire) {
        this.wire = wire;
        bucket = wire.newBucket();
    }

    @Test
    void policy_comesBackAsItWasSentUntilItIsDeleted() {
        get("?policy").send().is(404, "NoSuchBucketPolicy").says("BucketName", bucket);
        get("?policyStatus").send().is(404, "NoSuchBucketPolicy");
        String document = text(allow(STRANGERS, "'s3:GetObject'", "'B/*'", " "));
        wire.put("/" + bucket + "?policy").body(document).send().is(204);

        get("?policy").send().is(200).holds(document).has("content-type", "application/json");
        get("?policyStatus").send().is(200).says("IsPublic", "false");
        wire.delete("/" + bucket + "?policy").send().is(204);

        get("?policy").send().is(404, "NoSuchBucketPolicy");
        wire.delete("/" + bucket + "?policy").send().is(204);
    }

    @Test
    void whatIsNoPolicy_changesNothing() {
        putPolicy(PUBLIC_READ);

        wire.put("/" + bucket + "?policy").body("{}").send().is(400, "MalformedPolicy")
                .says("Message", "Missing required field Statement");
        wire.put("/" + bucket + "?policy").body("").send().is(400, "MalformedPolicy");
        refused(allow("'*'", "'s3:GetObject'", "'other/*'", ""), "Policy has invalid resource");
        refused(allow("{'AWS': 'nobody'}", "'s3:GetObject'", "'B/*'", ""),
                "Invalid principal in policy");

        get("?policyStatus").send().is(200).says("IsPublic", "true");
    }

    @Test
    void policyOfTwentyKilobytes_isTheLargest() {
        String policy = text(PUBLIC_READ);
        String largest = policy + " ".repeat(20480 - policy.length());

        wire.put("/" + bucket + "?policy").body(largest).send().is(204);
        wire.put("/" + bucket + "?policy").body(largest + " ").send().is(400, "MalformedPolicy")
                .says("Message", "Policy exceeds the maximum allowed document size.");
    }

    @Test
    void publicRead_isForAnybodyAndForReadingAlone() {
        object("a");
        get("/a").anonymously().send().is(403, "AccessDenied");
        putPolicy(PUBLIC_READ);

        get("/a").anonymously().send().is(200).holds("content of a");
        wire.head("/" + bucket + "/a").anonymously().send().is(200);
        get("/a").as(Wire.STRANGER).send().is(200).holds("content of a");
        wire.put("/" + bucket + "/b").body("x").anonymously().send().is(403, "AccessDenied");
        wire.delete("/" + bucket + "/a").anonymously().send().is(403, "AccessDenied");
        get("").anonymously().send().is(403, "AccessDenied");
        get("/a?acl").anonymously().send().is(403, "AccessDenied");
        get("?policy").as(Wire.STRANGER).send().is(403, "AccessDenied");
        assertThat(wire.lastLog().account()).isEqualTo("stranger-id");
    }

    @Test
    void anonymousRequestThatOverwritesHeaders_isRefused() {
        object("a");
        putPolicy(PUBLIC_READ);

        get("/a?response-content-type=text/html").anonymously().send().is(400, "InvalidRequest");
        get("/a?response-content-type=text/html").as(Wire.STRANGER).send().is(200);
    }

    @Test
    void missingKey_isHiddenFromThoseWhoMayNotList() {
        object("a");
        putPolicy(PUBLIC_READ);
        get("/missing").anonymously().send().is(403, "AccessDenied");
        wire.head("/" + bucket + "/missing").as(Wire.STRANGER).send().is(403, "AccessDenied");
        get("/missing").send().is(404, "NoSuchKey");

        putPolicy(PUBLIC_READ, allow("'*'", "'s3:ListBucket'", "'B'", ""));
        get("/missing").anonymously().send().is(404, "NoSuchKey");
        get("?list-type=2").anonymously().send().is(200).lists("Key", "a");
    }

    @Test
    void ownerIsAllowedWhatNobodyDenies() {
        object("a");
        putPolicy(deny("'*'", "'s3:DeleteObject*'", "'B/*'", ""), PUBLIC_READ);

        get("/a").send().is(200);
        wire.put("/" + bucket + "/b").body("x").send().is(200);
        wire.delete("/" + bucket + "/a").send().is(403, "AccessDenied")
                .has("x-amz-bucket-region", "us-east-1");
        wire.delete("/" + bucket + "/a?versionId=null").send().is(403, "AccessDenied");
        get("/a").send().is(200);
    }

    @Test
    void owner_canAlwaysGetOutOfHisPolicy() {
        putPolicy(deny("'*'", "'s3:*'", "['B', 'B/*']", ""));

        get("").send().is(403, "AccessDenied");
        get("?policyStatus").send().is(403, "AccessDenied");
        get("?policy").send().is(200);
        putPolicy(PUBLIC_READ);
        get("").send().is(200);
        putPolicy(deny("'*'", "'s3:*'", "['B', 'B/*']", ""));
        wire.delete("/" + bucket + "?policy").send().is(204);
        get("").send().is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void policyOfAnother_isNotForOtherAccountsEvenWithTheRight(String method) {
        putPolicy(allow(STRANGERS, "'s3:*'", "['B', 'B/*']", ""));

        wire.request(method, "/" + bucket + "?policy").as(Wire.STRANGER).send()
                .is(405, "MethodNotAllowed");
        get("?policyStatus").as(Wire.STRANGER).send().is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, GET /B/a, 200",
        "s3:GetObject, HEAD /B/a, 200",
        "s3:GetObject, GET /B/a?versionId=null, 403",
        "s3:GetObjectVersion, GET /B/a?versionId=null, 200",
        "s3:GetObjectVersion, GET /B/a, 403",
        "s3:GetObjectTagging, GET /B/a?tagging, 200",
        "s3:GetObjectTagging, GET /B/a?tagging&versionId=null, 403",
        "s3:GetObjectVersionTagging, GET /B/a?tagging&versionId=null, 200",
        "s3:DeleteObjectTagging, DELETE /B/a?tagging, 204",
        "s3:GetObjectAcl, GET /B/a?acl, 200",
        "s3:GetObjectVersionAcl, GET /B/a?acl&versionId=null, 200",
        "s3:PutObject, PUT /B/new, 200",
        "s3:PutObjectAcl, PUT /B/new, 403",
        "s3:PutObject, POST /B/new?uploads, 200",
        "s3:DeleteObject, DELETE /B/a, 204",
        "s3:DeleteObject, DELETE /B/a?versionId=null, 403",
        "s3:DeleteObjectVersion, DELETE /B/a?versionId=null, 204",
        "s3:ListMultipartUploadParts, GET /B/a?uploadId=none, 404",
        "s3:PutObject, GET /B/a?uploadId=none, 403",
        "s3:AbortMultipartUpload, DELETE /B/a?uploadId=none, 404",
        "s3:PutObject, PUT /B/a?uploadId=none&partNumber=1, 404",
        "s3:RestoreObject, POST /B/a?restore, 501",
    })
    void rightInAnObject_isThatOfTheOperation(String action, String line, int status) {
        object("a");
        putPolicy(allow(STRANGERS, "'" + action + "'", "'B/*'", ""));

        String[] words = line.replace("B", bucket).split(" ", -1);
        Reply reply = wire.request(words[0], words[1]).as(Wire.STRANGER).send();

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:ListBucket, GET /B, 200",
        "s3:ListBucket, GET /B?list-type=2, 200",
        "s3:ListBucket, HEAD /B, 200",
        "s3:ListBucket, GET /B?versions, 403",
        "s3:ListBucketVersions, GET /B?versions, 200",
        "s3:ListBucketMultipartUploads, GET /B?uploads, 200",
        "s3:GetBucketLocation, GET /B?location, 200",
        "s3:GetBucketVersioning, GET /B?versioning, 200",
        "s3:GetBucketTagging, GET /B?tagging, 404",
        "s3:GetLifecycleConfiguration, GET /B?lifecycle, 404",
        "s3:GetBucketAcl, GET /B?acl, 200",
        "s3:GetEncryptionConfiguration, GET /B?encryption, 404",
        "s3:GetReplicationConfiguration, GET /B?replication, 404",
        "s3:GetBucketWebsite, GET /B?website, 404",
        "s3:GetMetricsConfiguration, GET /B?metrics, 200",
        "s3:GetMetricsConfiguration, GET /B?metrics&id=1, 404",
        "s3:GetBucketPublicAccessBlock, GET /B?publicAccessBlock, 404",
        "s3:GetBucketOwnershipControls, GET /B?ownershipControls, 200",
        "s3:GetAccelerateConfiguration, GET /B?accelerate, 200",
        "s3:DeleteBucket, DELETE /B, 204",
        "s3:GetBucketLocation, DELETE /B, 403",
    })
    void rightInABucket_isThatOfTheOperation(String action, String line, int status) {
        String own = wire.newBucket();
        String policy = allow(STRANGERS, "'" + action + "'", "'B'", "").replace("B'", own + "'");
        wire.put("/" + own + "?policy").body(document(policy)).send().is(204);

        String[] words = line.replace("/B", "/" + own).split(" ", -1);
        Reply reply = wire.request(words[0], words[1]).as(Wire.STRANGER).send();

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @Test
    void attributes_needTwoRights() {
        object("a");
        WireRequest asked = get("/a?attributes").as(Wire.STRANGER)
                .with("x-amz-object-attributes", "ETag");
        putPolicy(allow(STRANGERS, "'s3:GetObjectAttributes'", "'B/*'", ""));
        asked.send().is(403, "AccessDenied");
        putPolicy(allow(STRANGERS, "['s3:GetObjectAttributes', 's3:GetObject']", "'B/*'", ""));

        asked.send().is(200);
    }

    @Test
    void tagsOfANewObject_needARightOfTheirOwn() {
        putPolicy(allow(STRANGERS, "'s3:PutObject'", "'B/*'", ""));
        WireRequest tagged = wire.put("/" + bucket + "/t").as(Wire.STRANGER)
                .with("x-amz-tagging", "team=a");
        tagged.send().is(403, "AccessDenied");
        putPolicy(allow(STRANGERS, "['s3:PutObject', 's3:PutObjectTagging']", "'B/*'", ""));

        tagged.send().is(200);
        get("/t").send().is(200).has("x-amz-tagging-count", "1");
    }

    @Test
    void conditionOnAnETag_needsTheRightToRead() {
        object("a");
        putPolicy(allow(STRANGERS, "'s3:PutObject'", "'B/*'", ""));
        wire.put("/" + bucket + "/a").as(Wire.STRANGER).with("If-Match", "\"x\"").send()
                .is(403, "AccessDenied");
        wire.put("/" + bucket + "/a").as(Wire.STRANGER).with("If-None-Match", "*").send()
                .is(412, "PreconditionFailed");
    }

    @Test
    void objectsOfOthers_belongToTheBucketsOwner() {
        putPolicy(allow(STRANGERS, "'s3:PutObject'", "'B/*'", ""));
        wire.put("/" + bucket + "/a").body("x").as(Wire.STRANGER).send().is(200);

        get("").send().is(200).lists("Key", "a").says("ID", "owner-id");
        get("/a?acl").send().is(200).lists("ID", "owner-id", "owner-id");
    }

    @Test
    void deleteOfSeveral_refusesEachForItself() {
        object("a");
        object("kept/b");
        putPolicy(
                allow(STRANGERS, "'s3:DeleteObject'", "'B/*'", ""),
                deny("'*'", "'s3:DeleteObject'", "'B/kept/*'", ""));
        String delete = "<Delete><Object><Key>a</Key></Object><Object><Key>kept/b</Key></Object>"
                + "<Object><Key>a</Key><VersionId>null</VersionId></Object>"
                + "<Object><Key>c</Key><ETag>\"x\"</ETag></Object></Delete>";

        wire.post("/" + bucket + "?delete").as(Wire.STRANGER).body(delete).withMd5().send()
                .is(200)
                .lists("Key", "a", "kept/b", "a", "c")
                .lists("Code", "AccessDenied", "AccessDenied", "AccessDenied");
        get("").send().is(200).lists("Key", "kept/b");
    }

    @Test
    void copy_needsBothTheSourceAndTheTarget() {
        object("a");
        String target = wire.newBucket();
        WireRequest copy = wire.put("/" + target + "/copy").as(Wire.STRANGER)
                .with("x-amz-copy-source", bucket + "/a");
        copy.send().is(403, "AccessDenied");
        String write = allow(STRANGERS, "['s3:PutObject']", "'B/*'", "");
        wire.put("/" + target + "?policy").body(document(write.replace("B/", target + "/")))
                .send().is(204);
        copy.send().is(403, "AccessDenied");
        putPolicy(allow(STRANGERS, "'s3:GetObject'", "'B/*'", ""));
        copy.send().is(200);

        wire.get("/" + target + "/copy").send().is(200).holds("content of a");
        wire.put("/" + target + "/copy").as(Wire.STRANGER)
                .with("x-amz-copy-source", bucket + "/missing").send().is(403, "AccessDenied");
        putPolicy(allow(STRANGERS, "['s3:GetObject', 's3:ListBucket']", "['B', 'B/*']", ""));
        wire.put("/" + target + "/copy").as(Wire.STRANGER)
                .with("x-amz-copy-source", bucket + "/missing").send().is(404, "NoSuchKey");
    }

    @Test
    void copyOfTags_needsTheRightsToReadAndWriteThem() {
        wire.put("/" + bucket + "/a").with("x-amz-tagging", "team=a").send().is(200);
        WireRequest copy = wire.put("/" + bucket + "/b").as(Wire.STRANGER)
                .with("x-amz-copy-source", bucket + "/a");
        putPolicy(allow(STRANGERS, "['s3:GetObject', 's3:PutObject']", "'B/*'", ""));
        copy.send().is(403, "AccessDenied");
        putPolicy(allow(STRANGERS, "['s3:GetObject', 's3:PutObject', 's3:PutObjectTagging']",
                "'B/*'", ""));
        copy.send().is(403, "AccessDenied");
        putPolicy(allow(STRANGERS, "['s3:GetObject*', 's3:PutObject*']", "'B/*'", ""));

        copy.send().is(200);
    }

    @Test
    void anonymousPut_isCheckedAgainstItsHash() {
        putPolicy(allow("'*'", "'s3:PutObject'", "'B/*'", ""));

        wire.put("/" + bucket + "/a").body("x").anonymously().send().is(200);
        wire.put("/" + bucket + "/b").body("x").anonymously()
                .with("x-amz-content-sha256", "0".repeat(64)).send()
                .is(400, "XAmzContentSHA256Mismatch");
        wire.put("/" + bucket + "/b").body("x").anonymously()
                .with("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD").send()
                .is(403, "AccessDenied");
        wire.post("/" + bucket + "/b?uploads").anonymously().send().is(403, "AccessDenied");
        wire.put("/" + bucket + "/b").anonymously().with("x-amz-copy-source", bucket + "/a")
                .send().is(403, "AccessDenied");
        get("").send().is(200).lists("Key", "a");
    }

    @Test
    void missingBucket_isNoSuchBucketForAnybody() {
        wire.get("/no-such-bucket-here/a").anonymously().send().is(404, "NoSuchBucket");
        wire.put("/new-bucket-of-nobody").anonymously().send().is(403, "AccessDenied");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // Action, condition, request of the stranger, its header; every one of them passes.
        "s3:GetObject | {'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}}        | GET /B/a |",
        "s3:GetObject | {'Bool': {'aws:SecureTransport': 'false'}}             | GET /B/a |",
        "s3:GetObject | {'StringLike': {'aws:UserAgent': 'curl/*'}}            | GET /B/a |"
                + " User-Agent: curl/8",
        "s3:GetObject | {'StringLike': {'aws:Referer': 'https://a.example/*'}} | GET /B/a |"
                + " Referer: https://a.example/x",
        "s3:GetObject | {'DateLessThan': {'aws:CurrentTime': '2026-05-05T00:00:00Z'}} | GET /B/a |",
        "s3:GetObject | {'NumericGreaterThan': {'aws:EpochTime': '1777852799'}} | GET /B/a |",
        "s3:GetObject | {'ArnEquals': {'aws:PrincipalArn': 'arn:aws:iam::stranger-id:root'}} |"
                + " GET /B/a |",
        "s3:GetObject | {'StringEquals': {'aws:userid': 'stranger-id'}}        | GET /B/a |",
        "s3:GetObject | {'StringEquals': {'s3:authType': 'REST-HEADER'}}       | GET /B/a |",
        "s3:GetObject | {'StringEquals': {'s3:signatureversion': 'AWS4-HMAC-SHA256'}} | GET /B/a |",
        "s3:GetObject | {'NumericLessThan': {'s3:signatureAge': '1000'}}       | GET /B/a |",
        "s3:GetObject | {'StringLike': {'s3:x-amz-content-sha256': 'e3b0c442*'}} | GET /B/a |",
        "s3:GetObject | {'StringEquals': {'s3:ExistingObjectTag/team': 'a'}}   | GET /B/a |",
        "s3:GetObject | {'StringEquals': {'s3:ResourceAccount': 'owner-id'}}   | GET /B/a |",
        "s3:GetObjectVersion | {'StringEquals': {'s3:VersionId': 'null'}}      |"
                + " GET /B/a?versionId=null |",
        "s3:ListBucket | {'StringEquals': {'s3:prefix': 'home/'}}              |"
                + " GET /B?prefix=home/ |",
        "s3:ListBucket | {'StringEquals': {'s3:delimiter': '/'}}               |"
                + " GET /B?list-type=2&delimiter=/ |",
        "s3:ListBucket | {'NumericLessThanEquals': {'s3:max-keys': '10'}}      |"
                + " GET /B?max-keys=10 |",
        "s3:PutObject | {'StringEquals': {'s3:x-amz-acl': 'bucket-owner-full-control'}} |"
                + " PUT /B/b | x-amz-acl: bucket-owner-full-control",
        "s3:PutObject | {'StringEquals': {'s3:x-amz-storage-class': 'STANDARD_IA'}} | PUT /B/b |"
                + " x-amz-storage-class: STANDARD_IA",
        "s3:PutObject* | {'StringEquals': {'s3:RequestObjectTag/team': 'a'}}   | PUT /B/b |"
                + " x-amz-tagging: team=a",
        "s3:PutObject* | {'ForAllValues:StringEquals': {'s3:RequestObjectTagKeys': ['team']},"
                + " 'Null': {'s3:RequestObjectTagKeys': 'false'}} | PUT /B/b | x-amz-tagging: team=a",
        "s3:*Object | {'StringLike': {'s3:x-amz-copy-source': '*/a'}, 'Null': {'aws:x': 'true'}} |"
                + " PUT /B/b | x-amz-copy-source: /SRC/%61",
        "s3:*Object | {'StringEquals': {'s3:x-amz-metadata-directive': 'REPLACE'}} |"
                + " PUT /B/a | x-amz-metadata-directive: REPLACE",
        "s3:PutObject | {'StringEquals': {'s3:if-none-match': '*'}, 'Bool':"
                + " {'s3:ObjectCreationOperation': 'true'}} | PUT /B/b | If-None-Match: *",
    })
    void conditionKey_saysWhatTheRequestIs(
            String action, String condition, String line, String header) {
        wire.put("/" + bucket + "/a").with("x-amz-tagging", "team=a").send().is(200);
        String source = wire.newBucket();
        wire.put("/" + source + "/a").send().is(200);
        String[] words = line.replace("B", bucket).split(" ", -1);
        WireRequest request = wire.request(words[0], words[1]).as(Wire.STRANGER);
        if (header != null) {
            String value = header.substring(header.indexOf(':') + 1).strip();
            if (value.startsWith("/SRC")) {
                String all = document(allow(STRANGERS, "'s3:GetObject'", "'B/*'", "")
                        .replace("B/", source + "/"));
                wire.put("/" + source + "?policy").body(all).send().is(204);
            }
            request.with(header.substring(0, header.indexOf(':')),
                    value.replace("SRC", source));
        }
        String resource = action.equals("s3:ListBucket") ? "'B'" : "'B/*'";
        String more = ", 'Condition': " + condition;

        putPolicy(deny(STRANGERS, "'" + action + "'", resource, more),
                allow(STRANGERS, "'s3:*'", "['B', 'B/*']", ""));
        request.send().is(403, "AccessDenied");
        putPolicy(allow(STRANGERS, "'" + action + "'", resource, more));
        request.send().is(200);
    }

    @Test
    void date_isThatOfTheStore() {
        object("a");
        String until = wire.storageTime().plus(Duration.ofHours(1)).toString();
        putPolicy(allow("'*'", "'s3:GetObject'", "'B/*'",
                ", 'Condition': {'DateLessThan': {'aws:CurrentTime': '" + until + "'}}"));
        get("/a").anonymously().send().is(200);
        wire.advance(Duration.ofHours(2));

        get("/a").anonymously().send().is(403, "AccessDenied");
    }

    @Test
    void tagsInTheBody_canBeAskedFor() {
        object("a");
        putPolicy(allow(STRANGERS, "'s3:PutObjectTagging'", "'B/*'", ", 'Condition':"
                + " {'StringEquals': {'s3:RequestObjectTag/team': 'a'}}"));

        tag("team", "b").is(403, "AccessDenied");
        tag("team", "a").is(200);
        get("/a?tagging").send().is(200).lists("Value", "a");
    }

    @Test
    void existingTags_areThoseOfTheVersionThatIsNamed() {
        wire.put("/" + bucket + "?versioning")
                .body("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
                .send().is(200);
        String old = wire.put("/" + bucket + "/a").with("x-amz-tagging", "open=yes").send().is(200)
                .header("x-amz-version-id");
        String current = wire.put("/" + bucket + "/a").send().is(200).header("x-amz-version-id");
        putPolicy(allow("'*'", "'s3:GetObjectVersion'", "'B/*'", ", 'Condition':"
                + " {'StringEquals': {'s3:ExistingObjectTag/open': 'yes'}}"));

        get("/a?versionId=" + old).anonymously().send().is(200);
        get("/a?versionId=" + current).anonymously().send().is(403, "AccessDenied");
        get("/a?versionId=none").anonymously().send().is(403, "AccessDenied");
    }

    @Test
    void newBucketOfTheName_hasNoPolicy() {
        String name = wire.newBucket();
        wire.put("/" + name + "?policy")
                .body(document(allow("'*'", "'s3:*'", "'B'", "").replace("B'", name + "'")))
                .send().is(204);
        wire.get("/" + name).anonymously().send().is(200);
        wire.delete("/" + name).send().is(204);
        wire.put("/" + name).send().is(200);

        wire.get("/" + name).anonymously().send().is(403, "AccessDenied");
        wire.get("/" + name + "?policy").send().is(404, "NoSuchBucketPolicy");
    }

    private Reply tag(String key, String value) {
        return wire.put("/" + bucket + "/a?tagging").as(Wire.STRANGER)
                .body("<Tagging><TagSet><Tag><Key>" + key + "</Key><Value>" + value
                        + "</Value></Tag></TagSet></Tagging>")
                .send();
    }

    private WireRequest get(String rest) {
        return wire.get("/" + bucket + rest);
    }

    private void object(String key) {
        wire.put("/" + bucket + "/" + key).body("content of " + key).send().is(200);
    }

    private void putPolicy(String... statements) {
        wire.put("/" + bucket + "?policy").body(text(statements)).send().is(204);
    }

    private void refused(String statement, String message) {
        wire.put("/" + bucket + "?policy").body(text(statement)).send()
                .is(400, "MalformedPolicy").says("Message", message);
    }

    private String text(String... statements) {
        return document(String.join(", ", statements).replace("B'", bucket + "'")
                .replace("B/", bucket + "/"));
    }

    private static String document(String statements) {
        return ("{'Version': '2012-10-17', 'Statement': [" + statements + "]}").replace('\'', '"');
    }

    private static String allow(
            String principal, String action, String resource, String more) {
        return statement("Allow", principal, action, resource, more);
    }

    private static String deny(String principal, String action, String resource, String more) {
        return statement("Deny", principal, action, resource, more);
    }

    private static String statement(
            String effect, String principal, String action, String resource, String more) {
        String arns = resource.replaceAll("'([^']+)'", "'arn:aws:s3:::$1'");
        return "{'Effect': '" + effect + "', 'Principal': " + principal + ", 'Action': " + action
                + ", 'Resource': " + arns + more + "}";
    }
}
