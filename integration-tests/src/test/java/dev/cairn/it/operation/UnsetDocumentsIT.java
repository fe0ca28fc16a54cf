package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.it.Refused;
import dev.cairn.it.TestBytes;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import java.util.Objects;

/**
 * The documents that no bucket has, and all sub-resources of a bucket as a tool asks for them that
 * compares it with a plan.
 */
class UnsetDocumentsIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    /** Everything that such tools read of a bucket: query key to status. */
    private static final Map<String, Integer> FRESH = Map.ofEntries(
            Map.entry("accelerate", 200),
            Map.entry("acl", 200),
            Map.entry("analytics", 200),
            Map.entry("cors", 404),
            Map.entry("encryption", 404),
            Map.entry("intelligent-tiering", 200),
            Map.entry("inventory", 200),
            Map.entry("lifecycle", 404),
            Map.entry("location", 200),
            Map.entry("logging", 200),
            Map.entry("metrics", 200),
            Map.entry("notification", 200),
            Map.entry("object-lock", 404),
            Map.entry("ownershipControls", 200),
            Map.entry("policy", 404),
            Map.entry("policyStatus", 404),
            Map.entry("publicAccessBlock", 404),
            Map.entry("replication", 404),
            Map.entry("requestPayment", 200),
            Map.entry("tagging", 404),
            Map.entry("versioning", 200),
            Map.entry("website", 404));

    private record Call(
            String operation, BiConsumer<S3Client, String> call, int status, String code) {
        void check(String bucket) {
            if (code.isEmpty()) {
                call.accept(cairn.s3(), bucket);
            } else {
                Refused.with(status, code, () -> call.accept(cairn.s3(), bucket));
            }
        }
    }

    /** The operations that this class tests, for {@link OperationTableIT}. */
    static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        calls().forEach(call -> operations.add(call.operation()));
        return operations;
    }

    private static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        calls.add(new Call("GetBucketEncryption",
                (s3, bucket) -> s3.getBucketEncryption(it -> it.bucket(bucket)), 404,
                "ServerSideEncryptionConfigurationNotFoundError"));
        calls.add(new Call("GetBucketReplication",
                (s3, bucket) -> s3.getBucketReplication(it -> it.bucket(bucket)), 404,
                "ReplicationConfigurationNotFoundError"));
        calls.add(new Call("GetBucketWebsite",
                (s3, bucket) -> s3.getBucketWebsite(it -> it.bucket(bucket)), 404,
                "NoSuchWebsiteConfiguration"));
        calls.add(new Call("GetObjectLockConfiguration",
                (s3, bucket) -> s3.getObjectLockConfiguration(it -> it.bucket(bucket)), 404,
                "ObjectLockConfigurationNotFoundError"));
        calls.add(new Call("DeleteBucketEncryption",
                (s3, bucket) -> s3.deleteBucketEncryption(it -> it.bucket(bucket)), 204, ""));
        calls.add(new Call("DeleteBucketReplication",
                (s3, bucket) -> s3.deleteBucketReplication(it -> it.bucket(bucket)), 204, ""));
        calls.add(new Call("DeleteBucketWebsite",
                (s3, bucket) -> s3.deleteBucketWebsite(it -> it.bucket(bucket)), 204, ""));
        calls.add(new Call("GetBucketLogging",
                (s3, bucket) -> assertThat(
                        s3.getBucketLogging(it -> it.bucket(bucket)).loggingEnabled()).isNull(),
                200, ""));
        calls.add(new Call("GetBucketNotificationConfiguration",
                (s3, bucket) -> assertThat(
                        s3.getBucketNotificationConfiguration(it -> it.bucket(bucket))
                                .hasQueueConfigurations())
                        .isFalse(),
                200, ""));
        addLists(calls);
        addSeveral(calls);
        return calls;
    }

    private static void addLists(List<Call> calls) {
        calls.add(new Call("ListBucketAnalyticsConfigurations",
                (s3, bucket) -> assertThat(
                        s3.listBucketAnalyticsConfigurations(it -> it.bucket(bucket))
                                .isTruncated())
                        .isFalse(),
                200, ""));
        calls.add(new Call("ListBucketIntelligentTieringConfigurations",
                (s3, bucket) -> assertThat(
                        s3.listBucketIntelligentTieringConfigurations(it -> it.bucket(bucket))
                                .isTruncated())
                        .isFalse(),
                200, ""));
        calls.add(new Call("ListBucketInventoryConfigurations",
                (s3, bucket) -> assertThat(
                        s3.listBucketInventoryConfigurations(it -> it.bucket(bucket))
                                .isTruncated())
                        .isFalse(),
                200, ""));
        calls.add(new Call("ListBucketMetricsConfigurations",
                (s3, bucket) -> assertThat(
                        s3.listBucketMetricsConfigurations(it -> it.bucket(bucket))
                                .isTruncated())
                        .isFalse(),
                200, ""));
    }

    private static void addSeveral(List<Call> calls) {
        several(calls, "GetBucketAnalyticsConfiguration",
                (s3, bucket) -> s3.getBucketAnalyticsConfiguration(
                        it -> it.bucket(bucket).id("a")));
        several(calls, "DeleteBucketAnalyticsConfiguration",
                (s3, bucket) -> s3.deleteBucketAnalyticsConfiguration(
                        it -> it.bucket(bucket).id("a")));
        several(calls, "GetBucketIntelligentTieringConfiguration",
                (s3, bucket) -> s3.getBucketIntelligentTieringConfiguration(
                        it -> it.bucket(bucket).id("a")));
        several(calls, "DeleteBucketIntelligentTieringConfiguration",
                (s3, bucket) -> s3.deleteBucketIntelligentTieringConfiguration(
                        it -> it.bucket(bucket).id("a")));
        several(calls, "GetBucketInventoryConfiguration",
                (s3, bucket) -> s3.getBucketInventoryConfiguration(
                        it -> it.bucket(bucket).id("a")));
        several(calls, "DeleteBucketInventoryConfiguration",
                (s3, bucket) -> s3.deleteBucketInventoryConfiguration(
                        it -> it.bucket(bucket).id("a")));
        several(calls, "GetBucketMetricsConfiguration",
                (s3, bucket) -> s3.getBucketMetricsConfiguration(
                        it -> it.bucket(bucket).id("a")));
        several(calls, "DeleteBucketMetricsConfiguration",
                (s3, bucket) -> s3.deleteBucketMetricsConfiguration(
                        it -> it.bucket(bucket).id("a")));
    }

    private static void several(
            List<Call> calls, String operation, BiConsumer<S3Client, String> call) {
        calls.add(new Call(operation, call, 404, "NoSuchConfiguration"));
    }

    @TestFactory
    List<DynamicTest> operation_answersAsForABucketWithoutIt() {
        String bucket = cairn.bucket();
        return calls().stream()
                .map(call -> dynamicTest(call.operation(), () -> call.check(bucket))).toList();
    }

    @Test
    void freshBucket_isReadThrough() {
        String bucket = cairn.bucket();
        Map<String, Integer> statuses = new TreeMap<>();
        FRESH.keySet().forEach(key -> statuses.put(key, read(bucket, key).status()));
        assertThat(statuses).isEqualTo(new TreeMap<>(FRESH));
    }

    /** Each put changes what it puts, and no other answer. */
    @Test
    void eachPut_showsWhereItBelongsAndNowhereElse() {
        String bucket = cairn.bucket();
        Map<String, String> puts = new TreeMap<>(Map.of(
                "accelerate", "<AccelerateConfiguration><Status>Suspended</Status>"
                        + "</AccelerateConfiguration>",
                "ownershipControls", "<OwnershipControls><Rule><ObjectOwnership>"
                        + "BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>",
                "policy", Policies.publicRead(bucket),
                "publicAccessBlock", "<PublicAccessBlockConfiguration><BlockPublicAcls>true"
                        + "</BlockPublicAcls></PublicAccessBlockConfiguration>",
                "versioning", "<VersioningConfiguration><Status>Enabled</Status>"
                        + "</VersioningConfiguration>",
                "requestPayment", "<RequestPaymentConfiguration><Payer>BucketOwner</Payer>"
                        + "</RequestPaymentConfiguration>",
                "cors", "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod>"
                        + "<AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>",
                "lifecycle", "<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status>"
                        + "<Filter/><Expiration><Days>1</Days></Expiration></Rule>"
                        + "</LifecycleConfiguration>",
                "tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet>"
                        + "</Tagging>"));
        // A new bucket says already what is put here.
        cairn.s3().deleteBucketOwnershipControls(request -> request.bucket(bucket));
        Map<String, String> before = texts(bucket);
        // What an access control list says of the owner alone can be put, and changes nothing.
        puts.put("acl", before.get("acl"));
        puts.forEach((key, document) -> {
            WireResponse put = cairn.wire().send(
                    WireRequest.put("/" + bucket + "?" + key, document)
                            .header("Content-MD5", md5(document)));
            assertThat(put.status()).describedAs(put.toString()).isIn(200, 204);
            Map<String, String> after = texts(bucket);
            Set<String> changed = new TreeSet<>();
            FRESH.keySet().stream()
                    .filter(name -> !Objects.equals(after.get(name), before.get(name)))
                    .forEach(changed::add);
            assertThat(changed).isEqualTo(switch (key) {
                case "policy" -> Set.of("policy", "policyStatus");
                case "requestPayment", "acl" -> Set.of();
                default -> Set.of(key);
            });
            before.putAll(after);
        });
    }

    private static Map<String, String> texts(String bucket) {
        Map<String, String> texts = new TreeMap<>();
        FRESH.keySet().forEach(key -> {
            WireResponse read = read(bucket, key);
            texts.put(key, read.status() == 200
                    ? read.text()
                    : read.status() + " " + read.code());
        });
        return texts;
    }

    private static String md5(String text) {
        return Base64.getEncoder()
                .encodeToString(TestBytes.md5(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static WireResponse read(String bucket, String key) {
        return cairn.wire().send(WireRequest.get("/" + bucket + "?" + key));
    }
}
