package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;

/** PutBucketLifecycleConfiguration: what is put comes back, and uploads and objects say so. */
class PutBucketLifecycleConfigurationIT {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void rulesOfEveryKind_comeBackEqual() {
        String bucket = cairn.bucket();
        List<LifecycleRule> rules = List.of(
                enabled("abort").filter(filter -> filter.prefix("big/"))
                        .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(7))
                        .build(),
                enabled("all").filter(filter -> filter.prefix(""))
                        .transitions(move(30, "STANDARD_IA"), move(60, "GLACIER"))
                        .expiration(end -> end.days(365))
                        .noncurrentVersionExpiration(
                                end -> end.noncurrentDays(30).newerNoncurrentVersions(3))
                        .noncurrentVersionTransitions(NoncurrentVersionTransition.builder()
                                .noncurrentDays(1).storageClass("GLACIER_IR").build())
                        .build(),
                enabled("and").filter(filter -> filter.and(and -> and.prefix("a/")
                        .tags(tag("k", "v"), tag("l", ""))
                        .objectSizeGreaterThan(5L).objectSizeLessThan(50L)))
                        .expiration(end -> end.date(Instant.parse("2040-01-01T00:00:00Z")))
                        .build(),
                enabled("tag").filter(filter -> filter.tag(tag("temp", "yes")))
                        .status(ExpirationStatus.DISABLED)
                        .expiration(end -> end.days(1)).build(),
                enabled("markers").filter(filter -> filter.prefix("m/"))
                        .expiration(end -> end.expiredObjectDeleteMarker(true)).build());
        cairn.s3().putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                .lifecycleConfiguration(configuration -> configuration.rules(rules))
                .transitionDefaultMinimumObjectSize("varies_by_storage_class"));
        var stored = cairn.s3().getBucketLifecycleConfiguration(
                request -> request.bucket(bucket));
        assertThat(stored.rules()).isEqualTo(rules);
        assertThat(stored.transitionDefaultMinimumObjectSizeAsString())
                .isEqualTo("varies_by_storage_class");
    }

    @Test
    void uploadsAndObjects_sayWhatTheRulesWillDo() {
        String bucket = cairn.bucket();
        cairn.s3().putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                .lifecycleConfiguration(configuration -> configuration.rules(
                        enabled("stale").filter(filter -> filter.prefix(""))
                                .abortIncompleteMultipartUpload(
                                        abort -> abort.daysAfterInitiation(7))
                                .expiration(end -> end.days(3))
                                .build())));
        CreateMultipartUploadResponse upload = cairn.s3().createMultipartUpload(
                request -> request.bucket(bucket).key("k"));
        assertThat(upload.abortRuleId()).isEqualTo("stale");
        assertThat(upload.abortDate()).isAfter(Instant.EPOCH);
        var parts = cairn.s3().listParts(request -> request.bucket(bucket).key("k")
                .uploadId(upload.uploadId()));
        assertThat(parts.abortDate()).isEqualTo(upload.abortDate());
        assertThat(parts.abortRuleId()).isEqualTo("stale");
        assertThat(cairn.s3().putObject(request -> request.bucket(bucket).key("o"),
                software.amazon.awssdk.core.sync.RequestBody.fromString("o")).expiration())
                .contains("rule-id=\"stale\"");
        assertThat(cairn.s3().headObject(request -> request.bucket(bucket).key("o")).expiration())
                .startsWith("expiry-date=\"").contains("00:00:00 GMT");
    }

    @Test
    void abortByTag_isInvalidRequest() {
        String bucket = cairn.bucket();
        Refused.with(400, "InvalidRequest", () -> cairn.s3().putBucketLifecycleConfiguration(
                request -> request.bucket(bucket).lifecycleConfiguration(
                        configuration -> configuration.rules(
                                enabled("tagged").filter(filter -> filter.tag(tag("a", "b")))
                                        .abortIncompleteMultipartUpload(
                                                abort -> abort.daysAfterInitiation(1))
                                        .build()))));
        Refused.with(404, "NoSuchLifecycleConfiguration", () -> cairn.s3()
                .getBucketLifecycleConfiguration(request -> request.bucket(bucket)));
    }

    private static LifecycleRule.Builder enabled(String id) {
        return LifecycleRule.builder().id(id).status(ExpirationStatus.ENABLED);
    }

    private static Transition move(int days, String storageClass) {
        return Transition.builder().days(days).storageClass(storageClass).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
