package dev.cairn.server.admin;

import dev.cairn.billing.BucketPlans;
import dev.cairn.lifecycle.LifecycleStore;
import dev.cairn.storage.BucketStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.BucketSettings;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Buckets of all accounts. */
final class BucketsResource {
    private static final String PLAN = "plan";
    private static final String OPEN_UPLOADS_MAX = "openUploadsMax";
    private static final String INCOMPLETE_BYTES_MAX = "incompleteBytesMax";
    private static final String ABORT_AFTER_IDLE = "abortAfterIdle";
    private static final Duration IDLE_MIN = Duration.ofSeconds(1);
    private static final Duration IDLE_MAX = Duration.ofDays(36_500);
    private static final Set<String> SETTINGS =
            Set.of(PLAN, OPEN_UPLOADS_MAX, INCOMPLETE_BYTES_MAX, ABORT_AFTER_IDLE);

    private final BucketStore buckets;
    private final LifecycleStore rules;
    private final BucketPlans plans;

    BucketsResource(ServedStore store) {
        this.buckets = store.storage().buckets();
        this.rules = store.rules();
        this.plans = store.billing().plans();
    }

    /** GET /buckets: by name. */
    Answer list(AdminRequest request) {
        String token = request.find("token");
        String after = token == null ? null : PageToken.parse(token, 1).get(0);
        BucketPage page = buckets.list(null, "", after, request.limit());
        List<BucketDocument> items = new ArrayList<>();
        for (Bucket bucket : page.buckets()) {
            try {
                items.add(document(bucket));
            } catch (StorageException refused) {
                // A bucket that went since it was listed is left out.
                if (!(refused.refusal() instanceof Refusal.NoSuchBucket)) {
                    throw refused;
                }
            }
        }
        String next = page.next() == null ? null : PageToken.of(page.next());
        return new Answer.Document(new PageDocument<>(items, next));
    }

    /** GET /buckets/{bucket}. */
    Answer show(AdminRequest request) {
        Bucket bucket = buckets.get(AdminRequest.bucketName(request.segment("bucket")));
        return new Answer.Document(document(bucket));
    }

    /** GET /buckets/{bucket}/settings. */
    Answer settings(AdminRequest request) {
        BucketName bucket = AdminRequest.bucketName(request.segment("bucket"));
        return new Answer.Document(SettingsDocument.of(buckets.settings(bucket)));
    }

    /** PUT /buckets/{bucket}/settings: all of them anew; what is left out is not set any more. */
    Answer putSettings(AdminRequest request) throws IOException {
        BucketName bucket = AdminRequest.bucketName(request.segment("bucket"));
        RequestDocument document = request.body().document(SETTINGS);
        document.text(PLAN).ifPresent(name -> PlansResource.find(plans.catalog(), name));
        Optional<Duration> idle = document.duration(ABORT_AFTER_IDLE);
        if (idle.isPresent()
                && (idle.get().compareTo(IDLE_MIN) < 0 || idle.get().compareTo(IDLE_MAX) > 0)) {
            throw AdminException.invalidArgument("abortAfterIdle must be PT1S to P36500D");
        }
        BucketSettings settings =
                new BucketSettings(
                        document.number(OPEN_UPLOADS_MAX, 0, Long.MAX_VALUE).orElse(null),
                        document.number(INCOMPLETE_BYTES_MAX, 0, Long.MAX_VALUE).orElse(null),
                        idle.map(duration -> duration.truncatedTo(ChronoUnit.SECONDS))
                                .orElse(null),
                        document.text(PLAN).orElse(null));
        buckets.putSettings(bucket, settings);
        return new Answer.Document(SettingsDocument.of(settings));
    }

    private BucketDocument document(Bucket bucket) {
        return BucketDocument.of(
                bucket,
                buckets.usage(bucket.name()),
                buckets.settings(bucket.name()),
                plans.fallback().name(),
                AbortRuleDocument.of(rules.abortRules(bucket)).orElse(null));
    }
}
