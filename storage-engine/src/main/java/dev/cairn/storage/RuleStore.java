package dev.cairn.storage;

import dev.cairn.storage.catalog.Batch;
import dev.cairn.storage.catalog.KeyRows;
import dev.cairn.storage.catalog.ObjectRow;
import dev.cairn.storage.catalog.VersionRow;
import dev.cairn.storage.model.AbortedUpload;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.ByteClass;
import dev.cairn.storage.model.DeletedVersion;
import dev.cairn.storage.model.NewObject;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.RulePage;
import dev.cairn.storage.model.RulePlace;
import dev.cairn.storage.model.RuleSubject;
import dev.cairn.storage.model.StorageClass;
import dev.cairn.storage.model.StorageException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lifecycle rules do: they see versions and uploads, and then do to them what a request would,
 * if they still are what was seen. Every call blocks; refusals are {@code StorageException}s, and
 * NoSuchBucket is one of every call.
 *
 * <p>Every change names the instant at which it was due: that is when it counts, however late it
 * happens.
 */
public final class RuleStore {
    private static final Logger LOG = LoggerFactory.getLogger(RuleStore.class);

    private final Engine engine;
    private final UploadStore uploads;
    private final VersionLookup lookup;
    private final LedgerStore ledger;

    RuleStore(Engine engine, UploadStore uploads, LedgerStore ledger) {
        this.ledger = ledger;
        this.engine = engine;
        this.uploads = uploads;
        this.lookup = new VersionLookup(engine.catalog());
    }

    /**
     * Goes on with a walk over the versions of a bucket, key by key, of each the newest first.
     *
     * @param from where the last page ended; null for the first key
     * @param wanted chooses what the page brings
     */
    public RulePage walk(
            Bucket bucket,
            RuleScope scope,
            @Nullable RulePlace from,
            Predicate<RuleSubject> wanted) {
        return RuleWalk.page(engine.catalog(), resolve(bucket), scope, from, wanted);
    }

    /** Ends an upload; empty where it has ended already, or the check does not hold any more. */
    public Optional<AbortedUpload> abort(
            Bucket bucket, ObjectKey key, String uploadId, UploadCheck check, Instant due) {
        try {
            Space unused = resolve(bucket);
            AbortTerms terms = new AbortTerms(check, counting(due));
            AbortedUpload aborted = uploads.abortByRule(bucket.name(), key, uploadId, terms);
            LOG.debug("upload {} aborted by rule, due {}", uploadId, due);
            return Optional.of(aborted);
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchUpload
                    || Abort.isRefusalOfCheck(refused)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /**
     * Deletes a current version, or puts a delete marker in its place, as a delete without version
     * id does.
     *
     * @param still asked again about the version as it is in the commit
     * @return false where it is not the same any more, and nothing has happened
     */
    public boolean expire(
            Bucket bucket, RuleSubject seen, Predicate<RuleSubject> still, Instant due) {
        return remove(bucket, seen, null, still, due);
    }

    /** Deletes a noncurrent version or a delete marker for good; else as {@link #expire}. */
    public boolean remove(
            Bucket bucket, RuleSubject seen, Predicate<RuleSubject> still, Instant due) {
        return remove(bucket, seen, seen.versionId(), still, due);
    }

    /** Puts a version into another storage class; else as {@link #expire}. */
    public boolean changeClass(
            Bucket bucket,
            RuleSubject seen,
            StorageClass target,
            Predicate<RuleSubject> still,
            Instant due) {
        Space found = resolve(bucket);
        KeyRows rows = new KeyRows(found.id(), seen.key());
        try {
            boolean changed =
                    engine.rounds()
                            .run(
                                    found,
                                    rows.group(),
                                    space -> changeClass(space, seen, target, still,
                                            counting(due)));
            LOG.debug("{} {} goes to {}, due {}", seen.key(), seen.versionId(), target, due);
            return changed;
        } catch (StorageException refused) {
            return leftAlone(refused);
        }
    }

    /** The ledger knows of nothing before it began. */
    private Instant counting(Instant due) {
        Instant since = ledger.since();
        return due.isBefore(since) ? since : due;
    }

    private boolean remove(
            Bucket bucket,
            RuleSubject seen,
            @Nullable String versionId,
            Predicate<RuleSubject> still,
            Instant due) {
        Space space = resolve(bucket);
        RemovalCheck check = new RuleCheck(space, seen, still);
        Removal removal = new Removal(engine, seen.key(), versionId, check, counting(due));
        try {
            DeletedVersion unused =
                    engine.rounds()
                            .run(space, new KeyRows(space.id(), seen.key()).group(), removal);
            LOG.debug("{} {} goes by rule, due {}", seen.key(), seen.versionId(), due);
            return true;
        } catch (StorageException refused) {
            return leftAlone(refused);
        }
    }

    private Step<Boolean> changeClass(
            Space space,
            RuleSubject seen,
            StorageClass target,
            Predicate<RuleSubject> still,
            Instant due) {
        KeyRows rows = new KeyRows(space.id(), seen.key());
        boolean named = space.versioning().everEnabled();
        VersionLookup.Found found =
                lookup.find(space, rows, named ? seen.versionId() : null);
        RuleCheck check = new RuleCheck(space, seen, still);
        KeyVersions versions = KeyVersions.read(engine, space, rows).countingSince(due);
        Instant noncurrentSince = found.noncurrentSince();
        ByteClass byteClass = ByteClass.CURRENT;
        if (noncurrentSince == null) {
            check.current(found.object());
        } else {
            check.other(versions, new VersionRow.Noncurrent(found.object(), noncurrentSince));
            byteClass = ByteClass.NONCURRENT;
        }
        NewObject old = found.object().object();
        NewObject inTarget = new NewObject(old.metadata(), old.tags(), target, old.owner());
        Instant at = versions.instant(found.object().booked());
        ObjectRow moved = found.object().with(inTarget).booked(at);
        BookedVersions booked = new BookedVersions(versions.batch(), space.id());
        booked.went(found.object(), byteClass, at);
        booked.came(moved, byteClass, at);
        Batch batch =
                versions.batch()
                        .guard(found.row(), found.value())
                        .put(found.row(), found.with(moved))
                        .build();
        return new Step.Commit<>(batch, true);
    }

    /** Gone, or not what it was: nothing for a rule to do. */
    private static boolean leftAlone(StorageException refused) {
        boolean changed =
                RuleCheck.isRefusal(refused)
                        || refused.refusal() instanceof Refusal.NoSuchKey
                        || refused.refusal() instanceof Refusal.NoSuchVersion
                        || refused.refusal() instanceof Refusal.CurrentIsDeleteMarker
                        || refused.refusal() instanceof Refusal.VersionIsDeleteMarker;
        if (!changed) {
            throw refused;
        }
        return false;
    }

    /** The bucket itself, and not another one that has its name by now. */
    private Space resolve(Bucket bucket) {
        Space space = engine.spaces().resolve(bucket.name());
        if (space.id() != bucket.id()) {
            throw new StorageException(new Refusal.NoSuchBucket(bucket.name()));
        }
        return space;
    }
}
