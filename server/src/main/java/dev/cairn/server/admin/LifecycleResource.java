package dev.cairn.server.admin;

import dev.cairn.billing.UploadCosts;
import dev.cairn.billing.plan.Fraction;
import dev.cairn.billing.plan.PricePlan;
import dev.cairn.lifecycle.AbortRules;
import dev.cairn.lifecycle.ActionRecord;
import dev.cairn.lifecycle.LifecycleConfiguration;
import dev.cairn.lifecycle.LifecycleExplanation;
import dev.cairn.lifecycle.LifecycleReport;
import dev.cairn.lifecycle.LifecycleRun;
import dev.cairn.lifecycle.TransitionMinimum;
import dev.cairn.lifecycle.VersionFacts;
import dev.cairn.storage.RuleScope;
import dev.cairn.storage.Storage;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.RulePlace;
import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Lifecycle rules: run now, tried, and explained. */
final class LifecycleResource {
    private static final String BUCKET = "bucket";
    private static final String AS_OF = "asOf";
    private static final String CONFIGURATION = "configuration";

    /** Twice the longest configuration, since JSON writes a quote or a newline as two characters. */
    private static final int TRIAL_BYTES_MAX =
            2 * dev.cairn.s3.xml.LifecycleConfiguration.BYTES_MAX + (1 << 16);

    private final ServedStore store;
    private final Storage storage;

    LifecycleResource(ServedStore store) {
        this.store = store;
        this.storage = store.storage();
    }

    /** POST /lifecycle/run: does what is due and says what that was. */
    Answer run(AdminRequest request) throws IOException {
        RequestDocument document =
                request.body().document(Set.of(BUCKET, AS_OF, "dryRun", "reclaim"));
        BucketName bucket = document.text(BUCKET).map(AdminRequest::bucketName).orElse(null);
        Instant asOf = document.instant(AS_OF).orElse(null);
        boolean dryRun = document.truth("dryRun").orElse(false);
        boolean reclaim = document.truth("reclaim").orElse(true);
        Instant now = storage.clock().now();
        if (!dryRun && asOf != null && asOf.isAfter(now)) {
            throw AdminException.invalidArgument(
                    ("asOf lies in the future, and nothing is ended before it is due: the clock of"
                            + " the store shows %s; with dryRun it is only said what would be due")
                            .formatted(now));
        }
        LifecycleRun run = new LifecycleRun(bucket, asOf, dryRun, reclaim, null);
        return new Answer.Document(LifecycleRunDocument.of(store.runner().run(run)));
    }

    /** POST /lifecycle/dry-run: what would be due if a bucket had this configuration. */
    Answer dryRun(AdminRequest request) throws IOException {
        RequestDocument document =
                request.body()
                        .document(Set.of(BUCKET, CONFIGURATION, AS_OF), TRIAL_BYTES_MAX);
        BucketName bucket =
                document.text(BUCKET)
                        .map(AdminRequest::bucketName)
                        .orElseThrow(() -> missing(BUCKET));
        String xml = document.text(CONFIGURATION).orElseThrow(() -> missing(CONFIGURATION));
        Instant asOf = document.instant(AS_OF).orElse(null);
        LifecycleRun run = new LifecycleRun(bucket, asOf, true, false, configuration(xml));
        LifecycleReport report = store.runner().run(run);
        return new Answer.Document(
                new LifecycleTrialDocument(
                        LifecycleRunDocument.of(report), savedPerMonth(bucket, report)));
    }

    private Money savedPerMonth(BucketName bucket, LifecycleReport report) {
        PricePlan plan = store.billing().plans().of(bucket);
        Fraction saved = Fraction.ZERO;
        for (ActionRecord action : report.actions()) {
            String uploadId = action.uploadId();
            if (uploadId != null) {
                saved = saved.plus(perMonth(plan, action, uploadId));
            }
        }
        return Money.of(saved, plan.currency());
    }

    private Fraction perMonth(PricePlan plan, ActionRecord action, String uploadId) {
        try {
            Upload upload = storage.uploads().get(action.bucket(), action.key(), uploadId);
            return UploadCosts.perMonth(plan, upload, action.bytes(), storage.clock().now());
        } catch (StorageException refused) {
            if (!OpenUpload.isGone(refused)) {
                throw refused;
            }
            return Fraction.ZERO;
        }
    }

    /** GET /lifecycle/explain: what the rules mean for an open upload, or for an object. */
    Answer explain(AdminRequest request) {
        BucketName name = request.requireBucket();
        ObjectKey key = request.requireKey();
        Bucket bucket = storage.buckets().get(name);
        String uploadId = request.find("uploadId");
        return new Answer.Document(
                LifecycleExplanationDocument.of(
                        uploadId == null
                                ? ofObject(bucket, key)
                                : ofUpload(bucket, key, uploadId)));
    }

    /** GET /lifecycle/missing: buckets in which nothing ends unfinished uploads. */
    Answer missing(AdminRequest request) {
        String token = request.find("token");
        String after = token == null ? null : PageToken.parse(token, 1).get(0);
        boolean partly = request.truth("partly");
        return new Answer.Document(
                new UnruledBuckets(store, partly, request.limit()).page(after));
    }

    private LifecycleExplanation ofUpload(Bucket bucket, ObjectKey key, String uploadId) {
        AbortRules rules = store.rules().abortRules(bucket);
        Upload upload = storage.uploads().get(bucket.name(), key, uploadId);
        Instant lastPartAt =
                storage.uploads().usage(bucket.name(), key, uploadId).lastPartAt();
        return LifecycleExplanation.ofUpload(
                rules, key.value(), upload.initiated(), lastPartAt, store.scale());
    }

    /** Of the current version, or of the delete marker in its place. */
    private LifecycleExplanation ofObject(Bucket bucket, ObjectKey key) {
        List<RuleSubject> newest =
                storage.rules()
                        .walk(
                                bucket,
                                new RuleScope(key.value(), 1, 0),
                                RulePlace.before(key.value()),
                                subject -> subject.key().equals(key))
                        .subjects();
        if (newest.isEmpty()) {
            throw new AdminException(
                    404,
                    "NoSuchKey",
                    "there is no object " + key + "; an open upload is named by uploadId");
        }
        return LifecycleExplanation.ofVersion(
                store.rules().rules(bucket),
                VersionFacts.of(newest.getFirst()),
                store.scale());
    }

    private static LifecycleConfiguration configuration(String xml) {
        var sent =
                dev.cairn.s3.xml.LifecycleConfiguration.read(
                        xml.getBytes(StandardCharsets.UTF_8), new UnnamedRules());
        return dev.cairn.s3.xml.LifecycleConfiguration.refusing(
                () -> new LifecycleConfiguration(
                        TransitionMinimum.ALL_STORAGE_CLASSES_128K, sent.rules()));
    }

    private static AdminException missing(String name) {
        return AdminException.invalidArgument("the field " + name + " is missing");
    }

    /** Names for rules that have none: by their place among these. */
    private static final class UnnamedRules implements Supplier<String> {
        private int count;

        @Override
        public String get() {
            count++;
            return "(unnamed " + count + ")";
        }
    }
}
