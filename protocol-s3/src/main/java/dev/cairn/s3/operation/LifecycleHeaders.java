package dev.cairn.s3.operation;

import dev.cairn.lifecycle.AbortRules;
import dev.cairn.lifecycle.DayScale;
import dev.cairn.lifecycle.DueAction;
import dev.cairn.lifecycle.LifecycleRules;
import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.lifecycle.VersionFacts;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.PercentEncoding;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.ObjectVersion;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a bucket's rules will do to an upload or an object, as headers of an answer. */
final class LifecycleHeaders {
    /** Dates of headers have four digits for the year. */
    private static final Instant DATE_MAX = Instant.parse("9999-12-31T23:59:59Z");

    private final LifecycleStore configurations;
    private final UploadStore uploads;

    LifecycleHeaders(LifecycleStore configurations, UploadStore uploads) {
        this.configurations = configurations;
        this.uploads = uploads;
    }

    /** When an upload is aborted and by which rule; nothing where none says so. */
    Headers ofUpload(Bucket bucket, Upload upload) {
        AbortRules rules = configurations.abortRules(bucket);
        Instant lastPartAt = rules.asksForParts() ? lastPartAt(bucket, upload) : null;
        return rules.due(upload.key().value(), upload.initiated(), lastPartAt, DayScale.REAL)
                .filter(LifecycleHeaders::canBeShown)
                .map(
                        due -> Headers.builder()
                                .add("x-amz-abort-date", HttpDate.format(due.due()))
                                .add("x-amz-abort-rule-id", printable(due.ruleId()))
                                .build())
                .orElse(Headers.EMPTY);
    }

    /** The same as {@link #ofObject}, of a request that names no version. */
    Headers ofRead(S3Request request, ObjectVersion version) {
        return VersionIds.of(request) == null
                ? ofObject(request.bucket(), version)
                : Headers.EMPTY;
    }

    /** When a current version expires and by which rule; nothing where none says so. */
    Headers ofObject(Bucket bucket, ObjectVersion version) {
        LifecycleRules rules = configurations.rules(bucket).rules();
        if (!rules.actsOnObjects()) {
            return Headers.EMPTY;
        }
        VersionFacts facts =
                VersionFacts.current(
                        version.key().value(),
                        version.sizeBytes(),
                        version.object().tags(),
                        version.object().storageClass(),
                        version.lastModified());
        return rules.expiration(facts, DayScale.REAL)
                .filter(LifecycleHeaders::canBeShown)
                .map(LifecycleHeaders::expiration)
                .orElse(Headers.EMPTY);
    }

    /** Null also where the upload has ended just now. */
    private @Nullable Instant lastPartAt(Bucket bucket, Upload upload) {
        try {
            return uploads.usage(bucket.name(), upload.key(), upload.uploadId()).lastPartAt();
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchUpload) {
                return null;
            }
            throw refused;
        }
    }

    private static Headers expiration(DueAction due) {
        String value =
                "expiry-date=\""
                        + HttpDate.format(due.due())
                        + "\", rule-id=\""
                        + PercentEncoding.encode(due.ruleId(), false)
                        + "\"";
        return Headers.builder().add("x-amz-expiration", value).build();
    }

    /** As it is, which is how S3 sends it, unless no header could carry that. */
    private static String printable(String ruleId) {
        boolean plain = ruleId.chars().allMatch(c -> c >= ' ' && c <= '~');
        return plain ? ruleId : PercentEncoding.encode(ruleId, false);
    }

    private static boolean canBeShown(DueAction due) {
        return !due.due().isAfter(DATE_MAX);
    }
}
