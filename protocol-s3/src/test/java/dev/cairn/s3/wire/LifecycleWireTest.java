package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.S3Settings;
import dev.cairn.s3.auth.SignatureVersion2;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GetBucketLifecycleConfiguration, PutBucketLifecycleConfiguration, DeleteBucketLifecycle. */
@ExtendWith(OpenWire.class)
class LifecycleWireTest {
    private static final String MINIMUM = "x-amz-transition-default-minimum-object-size";
    private static final String ABORT = "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7"
            + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>";
    private static final String ALL = "<Filter/><Status>Enabled</Status>";

    private final Wire wire;

    LifecycleWireTest(Wire wire) {
        this.wire = wire;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<Rule><ID>a</ID><Filter/><Status>Enabled</Status>" + ABORT + "</Rule>",
        "<Rule><ID>a</ID><Filter><Prefix></Prefix></Filter><Status>Disabled</Status>" + ABORT
                + "</Rule>",
        "<Rule><ID>a</ID><Prefix>logs/</Prefix><Status>Enabled</Status>" + ABORT + "</Rule>",
        "<Rule><ID>a &amp; b</ID><Filter><Tag><Key>k</Key><Value></Value></Tag></Filter>"
                + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
        "<Rule><ID>a</ID><Filter><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></Filter>"
                + "<Status>Enabled</Status><Expiration><Date>2030-02-28T00:00:00.000Z</Date>"
                + "</Expiration></Rule>",
        "<Rule><ID>a</ID><Filter><ObjectSizeLessThan>1099511627776000</ObjectSizeLessThan></Filter>"
                + "<Status>Enabled</Status><Transition><Days>0</Days><StorageClass>GLACIER"
                + "</StorageClass></Transition></Rule>",
        "<Rule><ID>a</ID><Filter><And><Prefix>p/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>"
                + "<Tag><Key>l</Key><Value>w</Value></Tag>"
                + "<ObjectSizeGreaterThan>5</ObjectSizeGreaterThan>"
                + "<ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter>"
                + "<Status>Enabled</Status>"
                + "<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>"
                + "<Transition><Days>60</Days><StorageClass>GLACIER</StorageClass></Transition>"
                + "<Expiration><Days>365</Days></Expiration>"
                + "<NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays>"
                + "<NewerNoncurrentVersions>2</NewerNoncurrentVersions>"
                + "<StorageClass>ONEZONE_IA</StorageClass></NoncurrentVersionTransition>"
                + "<NoncurrentVersionExpiration><NoncurrentDays>90</NoncurrentDays>"
                + "<NewerNoncurrentVersions>5</NewerNoncurrentVersions>"
                + "</NoncurrentVersionExpiration></Rule>",
        "<Rule><ID>a</ID><Filter/><Status>Enabled</Status><Expiration><ExpiredObjectDeleteMarker>"
                + "false</ExpiredObjectDeleteMarker></Expiration></Rule>",
    })
    void whatIsPut_comesBackAsItWas(String rules) {
        String bucket = wire.newBucket();
        put(bucket, rules).is(200).has(MINIMUM, "all_storage_classes_128K");

        Reply reply = wire.get("/" + bucket + "?lifecycle").send().is(200);

        assertThat(reply.text()).endsWith(
                "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + rules.replace("<Filter/>", "<Filter></Filter>")
                        + "</LifecycleConfiguration>");
        reply.has(MINIMUM, "all_storage_classes_128K").has("content-type", "application/xml");
    }

    @Test
    void minimumOfTransitions_isKeptWithTheRules() {
        String bucket = wire.newBucket();
        String rule = "<Rule><ID>a</ID>" + ALL + ABORT + "</Rule>";
        wire.put("/" + bucket + "?lifecycle").with(MINIMUM, "varies_by_storage_class")
                .body(document(rule)).withMd5().send().is(200)
                .has(MINIMUM, "varies_by_storage_class");
        wire.get("/" + bucket + "?lifecycle").send().is(200)
                .has(MINIMUM, "varies_by_storage_class");
        wire.put("/" + bucket + "?lifecycle").with(MINIMUM, "none")
                .body(document(rule)).withMd5().send().is(400, "InvalidRequest")
                .says("Message", "Invalid TransitionDefaultMinimumObjectSize found");
    }

    @Test
    void ruleWithoutId_getsOneThatStays() {
        String bucket = wire.newBucket();
        put(bucket, "<Rule>" + ALL + ABORT + "</Rule><Rule><ID></ID>" + ALL + ABORT + "</Rule>")
                .is(200);
        List<String> ids = wire.get("/" + bucket + "?lifecycle").send().is(200).all("ID");
        assertThat(ids).hasSize(2).doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).hasSize(48));
        wire.get("/" + bucket + "?lifecycle").send().is(200)
                .lists("ID", ids.toArray(String[]::new));
    }

    @Test
    void notSetAndDeleted_isNoSuchLifecycleConfiguration() {
        String bucket = wire.newBucket();
        wire.get("/" + bucket + "?lifecycle").send().is(404, "NoSuchLifecycleConfiguration")
                .says("BucketName", bucket);
        wire.delete("/" + bucket + "?lifecycle").send().is(204);
        put(bucket, "<Rule>" + ALL + ABORT + "</Rule>").is(200);
        wire.get("/" + bucket + "?lifecycle").send().is(200);
        wire.delete("/" + bucket + "?lifecycle").send().is(204);
        wire.get("/" + bucket + "?lifecycle").send().is(404, "NoSuchLifecycleConfiguration");
    }

    @Test
    void missingBucket_isNoSuchBucket() {
        wire.get("/nowhere?lifecycle").send().is(404, "NoSuchBucket");
        wire.put("/nowhere?lifecycle").body("x").send().is(404, "NoSuchBucket");
        wire.delete("/nowhere?lifecycle").send().is(404, "NoSuchBucket");
    }

    @Test
    void newBucketOfTheName_hasNoRules() {
        String bucket = wire.newBucket();
        put(bucket, "<Rule>" + ALL + ABORT + "</Rule>").is(200);
        wire.delete("/" + bucket).send().is(204);
        wire.put("/" + bucket).send().is(200);
        wire.get("/" + bucket + "?lifecycle").send().is(404, "NoSuchLifecycleConfiguration");
    }

    @Test
    void bodyWithoutOrWithOtherChecksum_isRefused() {
        String bucket = wire.newBucket();
        String body = document("<Rule>" + ALL + ABORT + "</Rule>");
        wire.put("/" + bucket + "?lifecycle").body(body).send().is(400, "InvalidRequest")
                .says("Message", "Missing required header for this request: Content-MD5");
        wire.put("/" + bucket + "?lifecycle").body(body)
                .with("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==").send().is(400, "BadDigest");
        wire.put("/" + bucket + "?lifecycle").body(body)
                .with("x-amz-checksum-crc32", "AAAAAA==").send().is(400, "BadDigest");
        wire.get("/" + bucket + "?lifecycle").send().is(404, "NoSuchLifecycleConfiguration");
    }

    @Test
    void bodyInAnyDress_isRead() {
        String bucket = wire.newBucket();
        String body = "\ufeff<?xml version='1.0'?><!-- rules --><x:LifecycleConfiguration xmlns:x="
                + "'http://s3.amazonaws.com/doc/2006-03-01/'> <x:Rule>\n <x:Status>Enabled"
                + "</x:Status><x:AbortIncompleteMultipartUpload><x:DaysAfterInitiation> 3 "
                + "</x:DaysAfterInitiation></x:AbortIncompleteMultipartUpload><x:Filter>"
                + "<x:Prefix>a</x:Prefix></x:Filter></x:Rule></x:LifecycleConfiguration>";
        wire.put("/" + bucket + "?lifecycle").body(body).withMd5().send().is(200);
        wire.get("/" + bucket + "?lifecycle").send().is(200)
                .says("DaysAfterInitiation", "3").says("Prefix", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "no xml",
        "<Rules/>",
        "<LifecycleConfiguration><Other/></LifecycleConfiguration>",
    })
    void otherDocument_isMalformed(String body) {
        String bucket = wire.newBucket();
        wire.put("/" + bucket + "?lifecycle").body(body).withMd5().send()
                .is(400, "MalformedXML");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<Status>Enabled</Status>" + ABORT,
        "<Filter/>" + ABORT,
        "<Filter/><Status>enabled</Status>" + ABORT,
        ALL + ABORT + ABORT,
        ALL + "<Filter/>" + ABORT,
        ALL + "<Unknown/>" + ABORT,
        ALL + "<AbortIncompleteMultipartUpload/>",
        ALL + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1.5</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>",
        ALL + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>2147483648"
                + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>",
        ALL + "<Expiration/>",
        ALL + "<Expiration><Days>1</Days><Date>2030-01-01T00:00:00Z</Date></Expiration>",
        ALL + "<Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true"
                + "</ExpiredObjectDeleteMarker></Expiration>",
        ALL + "<Expiration><ExpiredObjectDeleteMarker>yes</ExpiredObjectDeleteMarker></Expiration>",
        ALL + "<Expiration><Date>tomorrow</Date></Expiration>",
        ALL + "<Transition><Days>1</Days></Transition>",
        ALL + "<Transition><StorageClass>GLACIER</StorageClass></Transition>",
        ALL + "<Transition><Days>1</Days><StorageClass>COLD</StorageClass></Transition>",
        ALL + "<Transition><Days>1</Days><Days>2</Days><StorageClass>GLACIER</StorageClass>"
                + "</Transition>",
        ALL + "<NoncurrentVersionExpiration><NewerNoncurrentVersions>1</NewerNoncurrentVersions>"
                + "</NoncurrentVersionExpiration>",
        ALL + "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><StorageClass>GLACIER"
                + "</StorageClass></NoncurrentVersionExpiration>",
        ALL + "<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays>"
                + "</NoncurrentVersionTransition>",
        "<Filter><Prefix>a</Prefix><ObjectSizeLessThan>5</ObjectSizeLessThan></Filter>"
                + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration>",
        "<Filter><And><Prefix>a</Prefix></And></Filter><Status>Enabled</Status>"
                + "<Expiration><Days>1</Days></Expiration>",
        "<Filter><And><Prefix>a</Prefix><ObjectSizeLessThan>5</ObjectSizeLessThan></And>"
                + "<Prefix>b</Prefix></Filter><Status>Enabled</Status><Expiration><Days>1</Days>"
                + "</Expiration>",
        "<Filter><Tag><Key>a</Key></Tag></Filter><Status>Enabled</Status><Expiration><Days>1</Days>"
                + "</Expiration>",
    })
    void ruleOutsideOfTheSchema_isMalformedAndChangesNothing(String rule) {
        String bucket = wire.newBucket();
        put(bucket, "<Rule><ID>before</ID>" + ALL + ABORT + "</Rule>").is(200);
        put(bucket, "<Rule>" + rule + "</Rule>").is(400, "MalformedXML");
        wire.get("/" + bucket + "?lifecycle").send().is(200).lists("ID", "before");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<Rule><Filter/><Status>Enabled</Status><Expiration><Days>0</Days></Expiration></Rule>"
                + "| InvalidArgument| 'Days' for Expiration action must be a positive integer|Days",
        "<Rule><Filter/><Status>Enabled</Status><Expiration><Date>2030-01-01T01:00:00Z</Date>"
                + "</Expiration></Rule>| InvalidArgument| 'Date' must be at midnight GMT| Date",
        "<Rule><Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter><Status>Enabled</Status>"
                + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload></Rule>| InvalidRequest|"
                + "AbortIncompleteMultipartUpload cannot be specified with Tags.|",
        "<Rule><Filter><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan></Filter>"
                + "<Status>Enabled</Status><AbortIncompleteMultipartUpload><DaysAfterInitiation>7"
                + "</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>| InvalidRequest|"
                + "AbortIncompleteMultipartUpload cannot be specified with Object Size.|",
        "<Rule><Filter/><Status>Enabled</Status></Rule>| InvalidRequest|"
                + "At least one action needs to be specified in a rule|",
        "''| InvalidRequest| At least one lifecycle rule must be specified.|",
        "<Rule><Prefix>a</Prefix><Filter/><Status>Enabled</Status><Expiration><Days>1</Days>"
                + "</Expiration></Rule>| InvalidRequest| Base level prefix cannot be used in"
                + " Lifecycle V2, prefixes are only supported in the Filter.|",
        "<Rule><Filter><And><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>a</Key><Value>c"
                + "</Value></Tag></And></Filter><Status>Enabled</Status><Expiration><Days>1</Days>"
                + "</Expiration></Rule>| InvalidRequest| Duplicate Tag Keys are not allowed.|",
    })
    void ruleThatMakesNoSense_isRefusedInTheWordsOfS3(
            String rules, String code, String message, String argument) {
        String bucket = wire.newBucket();
        put(bucket, rules).is(400, code).says("Message", message)
                .says("ArgumentName", argument);
        wire.get("/" + bucket + "?lifecycle").send().is(404, "NoSuchLifecycleConfiguration");
    }

    @Test
    void thousandRules_comeBackAndOneMoreIsRefused() {
        String bucket = wire.newBucket();
        put(bucket, rules(1000)).is(200);
        assertThat(wire.get("/" + bucket + "?lifecycle").send().is(200).all("ID"))
                .hasSize(1000).startsWith("id 0").endsWith("id 999");
        put(bucket, rules(1001)).is(400, "InvalidRequest");
    }

    private static String rules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "<Rule><ID>id " + i + "</ID><Filter><Prefix>" + "p".repeat(900) + i
                        + "</Prefix></Filter><Status>Enabled</Status>" + ABORT + "</Rule>")
                .collect(Collectors.joining());
    }

    @Test
    void upload_saysWhenAndByWhichRuleItIsAborted() {
        String bucket = wire.newBucket();
        put(bucket, "<Rule><ID>stale</ID><Filter><Prefix>big/</Prefix></Filter>"
                + "<Status>Enabled</Status>" + ABORT + "</Rule>").is(200);
        // It is the 4th of May 2026.
        String uploadId = wire.post("/" + bucket + "/big/a?uploads").send().is(200)
                .has("x-amz-abort-date", "Tue, 12 May 2026 00:00:00 GMT")
                .has("x-amz-abort-rule-id", "stale").text("UploadId");
        wire.get("/" + bucket + "/big/a?uploadId=" + uploadId).send().is(200)
                .has("x-amz-abort-date", "Tue, 12 May 2026 00:00:00 GMT")
                .has("x-amz-abort-rule-id", "stale");
        wire.post("/" + bucket + "/small?uploads").send().is(200)
                .has("x-amz-abort-date", null).has("x-amz-abort-rule-id", null);
        wire.delete("/" + bucket + "?lifecycle").send().is(204);
        wire.get("/" + bucket + "/big/a?uploadId=" + uploadId).send().is(200)
                .has("x-amz-abort-date", null);
    }

    @Test
    void object_saysWhenAndByWhichRuleItExpires() {
        String bucket = wire.newBucket();
        put(bucket, "<Rule><ID>old &amp; \u00fcber</ID><Filter><Prefix>log/</Prefix></Filter>"
                + "<Status>Enabled</Status><Expiration><Days>30</Days></Expiration></Rule>"
                + "<Rule><ID>tagged</ID><Filter><Tag><Key>temp</Key><Value>yes</Value></Tag>"
                + "</Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>")
                .is(200);
        String expires = "expiry-date=\"Thu, 04 Jun 2026 00:00:00 GMT\", "
                + "rule-id=\"old%20%26%20%C3%BCber\"";
        String soon = "expiry-date=\"Wed, 06 May 2026 00:00:00 GMT\", rule-id=\"tagged\"";
        String header = "x-amz-expiration";

        wire.put("/" + bucket + "/log/a").body("a").send().is(200).has(header, expires);
        wire.get("/" + bucket + "/log/a").send().is(200).has(header, expires);
        wire.head("/" + bucket + "/log/a").send().is(200).has(header, expires);
        wire.get("/" + bucket + "/log/a").with("range", "bytes=0-0").send().is(206)
                .has(header, expires);
        wire.put("/" + bucket + "/log/b").with("x-amz-copy-source", "/" + bucket + "/log/a")
                .send().is(200).has(header, expires);
        wire.put("/" + bucket + "/a").body("a").send().is(200).has(header, null);
        wire.put("/" + bucket + "/t").with("x-amz-tagging", "temp=yes").body("a").send().is(200)
                .has(header, soon);
        wire.head("/" + bucket + "/t").send().is(200).has(header, soon);
        String uploadId = wire.post("/" + bucket + "/log/c?uploads").send().is(200)
                .has(header, null).text("UploadId");
        String etag = wire.put("/" + bucket + "/log/c?partNumber=1&uploadId=" + uploadId)
                .body("part").send().is(200).has(header, null).header("etag");
        wire.post("/" + bucket + "/log/c?uploadId=" + uploadId)
                .body("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                        + "</ETag></Part></CompleteMultipartUpload>")
                .send().is(200).has(header, expires);
    }

    @Test
    void ruleOfNewBuckets_isShownAsAnyOther(@TempDir Path folder) throws Exception {
        S3Settings settings = new S3Settings(
                "us-east-1", false, List.of("localhost"), 14, SignatureVersion2.PRESIGN);
        try (Wire other = Wire.open(folder, settings)) {
            String bucket = other.newBucket();
            other.get("/" + bucket + "?lifecycle").send().is(200)
                    .lists("ID", "cairn-default-abort")
                    .lists("Status", "Enabled")
                    .lists("DaysAfterInitiation", "14");
            other.post("/" + bucket + "/a?uploads").send().is(200)
                    .has("x-amz-abort-rule-id", "cairn-default-abort");
            other.delete("/" + bucket + "?lifecycle").send().is(204);
            other.put("/" + bucket).send().is(200);
            other.get("/" + bucket + "?lifecycle").send()
                    .is(404, "NoSuchLifecycleConfiguration");
        }
    }

    private Reply put(String bucket, String rules) {
        return wire.put("/" + bucket + "?lifecycle").body(document(rules)).withMd5().send();
    }

    private static String document(String rules) {
        return "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + rules
                + "</LifecycleConfiguration>";
    }
}
