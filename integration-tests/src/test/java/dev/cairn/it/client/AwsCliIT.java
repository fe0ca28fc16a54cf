package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.TestBytes;
import dev.cairn.it.server.CairnServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** aws-cli with its defaults: the high-level commands, and {@code s3api} for each operation. */
class AwsCliIT {
    private static final int MIB = 1024 * 1024;

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @TempDir
    Path folder;

    private String bucket = "";

    @BeforeAll
    static void requireAwsCli() {
        PythonClients.requireAwsCli();
    }

    @BeforeEach
    void createBucket() {
        bucket = cairn.bucket();
    }

    @Test
    void copyOfASmallAndALargeFile_comesBackIdentical() throws IOException {
        for (int size : new int[] {0, 1000, 20 * MIB}) {
            Path file = folder.resolve("file-" + size);
            TestBytes.writeFile(file, size, size);
            aws("s3", "cp", file.getFileName().toString(), "s3://" + bucket + "/copied");
            aws("s3", "cp", "s3://" + bucket + "/copied", "back-" + size);
            assertThat(Files.mismatch(file, folder.resolve("back-" + size))).isEqualTo(-1);
        }
    }

    @Test
    void copyWithinTheStore_andMove_andRemove() throws IOException {
        Files.writeString(folder.resolve("one"), "one");
        aws("s3", "cp", "one", "s3://" + bucket + "/one");
        aws("s3", "cp", "s3://" + bucket + "/one", "s3://" + bucket + "/two");
        aws("s3", "mv", "s3://" + bucket + "/two", "s3://" + bucket + "/three");
        assertThat(keys()).containsExactly("one", "three");
        aws("s3", "mv", "s3://" + bucket + "/three", "three");
        assertThat(folder.resolve("three")).hasContent("one");
        aws("s3", "rm", "s3://" + bucket + "/one");
        assertThat(keys()).isEmpty();
        aws("s3", "rb", "s3://" + bucket);
        assertThat(aws("s3", "ls")).doesNotContain(bucket);
    }

    @Test
    void tree_goesThereAndBackIdentical() throws IOException {
        Path tree = folder.resolve("tree");
        for (int number = 0; number < 60; number++) {
            Path file = tree.resolve("folder-" + number % 7).resolve("file " + number + "+é.txt");
            Files.createDirectories(file.getParent());
            TestBytes.writeFile(file, number * 97L, number);
        }
        aws("s3", "sync", "tree", "s3://" + bucket + "/tree");
        assertThat(aws("s3", "sync", "tree", "s3://" + bucket + "/tree")).isEmpty();
        aws("s3", "sync", "s3://" + bucket + "/tree", "back");
        assertThat(contents(folder.resolve("back"))).isEqualTo(contents(tree));

        Files.delete(tree.resolve("folder-0/file 0+é.txt"));
        assertThat(aws("s3", "sync", "--delete", "tree", "s3://" + bucket + "/tree"))
                .contains("delete: s3://" + bucket + "/tree/folder-0/file 0+é.txt");
        assertThat(keys()).hasSize(59);
        aws("s3", "rm", "--recursive", "s3://" + bucket);
        assertThat(keys()).isEmpty();
    }

    @Test
    void pipe_isUploadedAndPresigned() throws IOException {
        CommandLine.Result piped = shell().run(List.of("sh", "-c",
                "printf piped | aws s3 cp - s3://" + bucket + "/piped"));
        piped.succeeded();
        assertThat(aws("s3", "cp", "s3://" + bucket + "/piped", "-")).isEqualTo("piped");
        assertThat(aws("s3", "ls", "s3://" + bucket + "/")).contains("piped");
    }

    @Test
    void buckets_byS3Api() {
        String other = bucket + "-api";
        api("create-bucket", "--bucket", other);
        api("head-bucket", "--bucket", other);
        assertThat(api("get-bucket-location", "--bucket", other).get("LocationConstraint").isNull())
                .isTrue();
        api("get-bucket-versioning", "--bucket", other);
        assertThat(api("list-buckets").get("Buckets").toString()).contains(other);
        api("delete-bucket", "--bucket", other);
        assertThat(api("list-buckets").get("Buckets").toString()).doesNotContain(other);
    }

    @Test
    void documentsOfBuckets_byS3Api() {
        api("put-bucket-lifecycle-configuration", "--bucket", bucket,
                "--lifecycle-configuration",
                "{\"Rules\":[{\"ID\":\"stale\",\"Status\":\"Enabled\",\"Filter\":{},"
                        + "\"AbortIncompleteMultipartUpload\":{\"DaysAfterInitiation\":7}}]}");
        JsonNode rules = api("get-bucket-lifecycle-configuration", "--bucket", bucket);
        assertThat(rules.get("Rules").get(0).get("ID").asString()).isEqualTo("stale");
        api("delete-bucket-lifecycle", "--bucket", bucket);
        api("put-bucket-tagging", "--bucket", bucket, "--tagging", "TagSet=[{Key=a,Value=b}]");
        JsonNode tags = api("get-bucket-tagging", "--bucket", bucket);
        assertThat(tags.get("TagSet").get(0).get("Value").asString()).isEqualTo("b");
        api("delete-bucket-tagging", "--bucket", bucket);
        api("put-bucket-cors", "--bucket", bucket, "--cors-configuration",
                "{\"CORSRules\":[{\"AllowedMethods\":[\"GET\"],\"AllowedOrigins\":[\"*\"]}]}");
        JsonNode cors = api("get-bucket-cors", "--bucket", bucket);
        assertThat(cors.get("CORSRules").get(0).get("AllowedOrigins").get(0).asString())
                .isEqualTo("*");
        api("delete-bucket-cors", "--bucket", bucket);
    }

    @Test
    void policiesAndPublicAccess_byS3Api() throws IOException {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"arn:aws:s3:::" + bucket + "/*\"}]}";
        api("put-bucket-policy", "--bucket", bucket, "--policy", policy);
        assertThat(api("get-bucket-policy", "--bucket", bucket).get("Policy").asString())
                .isEqualTo(policy);
        assertThat(api("get-bucket-policy-status", "--bucket", bucket).get("PolicyStatus")
                .get("IsPublic").asBoolean()).isTrue();
        Files.writeString(folder.resolve("body"), "public");
        api("put-object", "--bucket", bucket, "--key", "k", "--body", "body");
        aws("s3", "cp", "--no-sign-request", "s3://" + bucket + "/k", "read");
        assertThat(folder.resolve("read")).hasContent("public");
        api("put-public-access-block", "--bucket", bucket,
                "--public-access-block-configuration", "RestrictPublicBuckets=true");
        assertThat(api("get-public-access-block", "--bucket", bucket)
                .get("PublicAccessBlockConfiguration").get("RestrictPublicBuckets").asBoolean())
                .isTrue();
        api("delete-public-access-block", "--bucket", bucket);
        api("delete-bucket-policy", "--bucket", bucket);
    }

    @Test
    void ownershipAndLists_byS3Api() throws IOException {
        api("put-bucket-ownership-controls", "--bucket", bucket, "--ownership-controls",
                "Rules=[{ObjectOwnership=BucketOwnerEnforced}]");
        api("get-bucket-ownership-controls", "--bucket", bucket);
        api("delete-bucket-ownership-controls", "--bucket", bucket);
        api("put-bucket-request-payment", "--bucket", bucket,
                "--request-payment-configuration", "Payer=BucketOwner");
        assertThat(api("get-bucket-request-payment", "--bucket", bucket).get("Payer").asString())
                .isEqualTo("BucketOwner");
        api("put-bucket-accelerate-configuration", "--bucket", bucket,
                "--accelerate-configuration", "Status=Suspended");
        api("get-bucket-accelerate-configuration", "--bucket", bucket);
        api("put-bucket-acl", "--bucket", bucket, "--acl", "private");
        assertThat(api("get-bucket-acl", "--bucket", bucket).get("Grants")).hasSize(1);
        Files.writeString(folder.resolve("body"), "x");
        api("put-object", "--bucket", bucket, "--key", "k", "--body", "body");
        api("put-object-acl", "--bucket", bucket, "--key", "k", "--acl", "private");
        assertThat(api("get-object-acl", "--bucket", bucket, "--key", "k").get("Grants"))
                .hasSize(1);
    }

    @Test
    void documentsThatNoBucketHas_byS3Api() {
        for (String operation : List.of("get-bucket-logging",
                "get-bucket-notification-configuration", "delete-bucket-encryption",
                "delete-bucket-replication", "delete-bucket-website",
                "list-bucket-analytics-configurations", "list-bucket-inventory-configurations",
                "list-bucket-metrics-configurations",
                "list-bucket-intelligent-tiering-configurations")) {
            api(operation, "--bucket", bucket);
        }
        for (String operation : List.of("get-bucket-encryption", "get-bucket-replication",
                "get-bucket-website", "get-object-lock-configuration")) {
            CommandLine.Result result = shell().run(
                    List.of("aws", "s3api", operation, "--bucket", bucket));
            assertThat(result.stderr()).containsPattern("\\(\\w*(NotFoundError|NoSuch)\\w*\\)");
        }
    }

    @Test
    void objects_byS3Api() throws IOException {
        Files.writeString(folder.resolve("body"), "0123456789");
        JsonNode put = api("put-object", "--bucket", bucket, "--key", "k", "--body", "body",
                "--metadata", "colour=red");
        assertThat(put.get("ETag").asString()).isEqualTo("\"781e5e245d69b566979b86e28d23f2c7\"");
        JsonNode head = api("head-object", "--bucket", bucket, "--key", "k");
        assertThat(head.get("ContentLength").asInt()).isEqualTo(10);
        assertThat(head.get("Metadata").get("colour").asString()).isEqualTo("red");
        JsonNode attributes = api("get-object-attributes", "--bucket", bucket, "--key", "k",
                "--object-attributes", "ETag", "ObjectSize");
        assertThat(attributes.get("ETag").asString()).isEqualTo("781e5e245d69b566979b86e28d23f2c7");
        assertThat(attributes.get("ObjectSize").asInt()).isEqualTo(10);
        api("get-object", "--bucket", bucket, "--key", "k", "--range", "bytes=2-4", "out");
        assertThat(folder.resolve("out")).hasContent("234");
        api("copy-object", "--bucket", bucket, "--key", "copy",
                "--copy-source", bucket + "/k");
        assertThat(api("list-objects", "--bucket", bucket).get("Contents")).hasSize(2);
        assertThat(api("list-objects-v2", "--bucket", bucket).get("Contents")).hasSize(2);
        api("delete-object", "--bucket", bucket, "--key", "k");
        api("delete-objects", "--bucket", bucket, "--delete", "Objects=[{Key=copy}]");
        assertThat(keys()).isEmpty();
    }

    @Test
    void multipartUpload_byS3Api() throws IOException {
        TestBytes.writeFile(folder.resolve("first"), 5 * MIB, 1);
        TestBytes.writeFile(folder.resolve("last"), 100, 2);
        String id = api("create-multipart-upload", "--bucket", bucket, "--key", "k")
                .get("UploadId").asString();
        String first = part(id, 1, "first");
        String last = part(id, 2, "last");
        assertThat(api("list-multipart-uploads", "--bucket", bucket).get("Uploads")).hasSize(1);
        assertThat(api("list-parts", "--bucket", bucket, "--key", "k", "--upload-id", id)
                .get("Parts")).hasSize(2);
        JsonNode completed = api("complete-multipart-upload", "--bucket", bucket, "--key", "k",
                "--upload-id", id, "--multipart-upload",
                "{\"Parts\":[{\"PartNumber\":1,\"ETag\":" + first + "},"
                        + "{\"PartNumber\":2,\"ETag\":" + last + "}]}");
        assertThat(completed.get("ETag").asString()).endsWith("-2\"");

        String other = api("create-multipart-upload", "--bucket", bucket, "--key", "k")
                .get("UploadId").asString();
        api("abort-multipart-upload", "--bucket", bucket, "--key", "k", "--upload-id", other);
        assertThat(api("list-multipart-uploads", "--bucket", bucket).has("Uploads")).isFalse();
    }

    @Test
    void versionsAndTags_byS3Api() throws IOException {
        api("put-bucket-versioning", "--bucket", bucket,
                "--versioning-configuration", "Status=Enabled");
        assertThat(api("get-bucket-versioning", "--bucket", bucket).get("Status").asString())
                .isEqualTo("Enabled");
        Files.writeString(folder.resolve("one"), "one");
        Files.writeString(folder.resolve("two"), "two");
        String first = api("put-object", "--bucket", bucket, "--key", "k", "--body", "one",
                "--tagging", "team=a").get("VersionId").asString();
        api("put-object", "--bucket", bucket, "--key", "k", "--body", "two");
        String marker = api("delete-object", "--bucket", bucket, "--key", "k").get("VersionId")
                .asString();
        JsonNode versions = api("list-object-versions", "--bucket", bucket);
        assertThat(versions.get("Versions")).hasSize(2);
        assertThat(versions.get("DeleteMarkers").get(0).get("VersionId").asString())
                .isEqualTo(marker);
        api("get-object", "--bucket", bucket, "--key", "k", "--version-id", first, "out");
        assertThat(folder.resolve("out")).hasContent("one");
        assertThat(api("get-object-tagging", "--bucket", bucket, "--key", "k", "--version-id",
                first).get("TagSet")).hasSize(1);
        api("put-object-tagging", "--bucket", bucket, "--key", "k", "--version-id", first,
                "--tagging", "TagSet=[{Key=a,Value=1},{Key=b,Value=2}]");
        api("delete-object-tagging", "--bucket", bucket, "--key", "k", "--version-id", first);
        api("delete-object", "--bucket", bucket, "--key", "k", "--version-id", marker);
        aws("s3", "cp", "s3://" + bucket + "/k", "back");
        assertThat(folder.resolve("back")).hasContent("two");
    }

    @Test
    void missingKey_isSaidAsUsual() {
        CommandLine.Result result = shell().run(
                List.of("aws", "s3", "cp", "s3://" + bucket + "/missing", "missing"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("(404)");
    }

    private String part(String id, int number, String file) {
        return api("upload-part", "--bucket", bucket, "--key", "k", "--upload-id", id,
                "--part-number", String.valueOf(number), "--body", file).get("ETag").toString();
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        cairn.s3().listObjectsV2(request -> request.bucket(bucket)).contents()
                .forEach(object -> keys.add(object.key()));
        return keys;
    }

    private JsonNode api(String... arguments) {
        List<String> command = new ArrayList<>(List.of("aws", "s3api"));
        command.addAll(List.of(arguments));
        String output = shell().run(command).succeeded();
        return output.isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(output);
    }

    private String aws(String... arguments) {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        return shell().run(command).succeeded();
    }

    private CommandLine shell() {
        return PythonClients.shell(cairn, folder);
    }

    /** All files below a folder with their bytes. */
    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(path).toString(),
                        TestBytes.etag(Files.readAllBytes(path)));
            }
        }
        return contents;
    }
}
