package dev.cairn.server.admin;

import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.AbortedUpload;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.UploadUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Aborts all uploads that a filter lets through, or says what it would abort. */
final class FilteredAbort {
    private static final Logger LOG = LoggerFactory.getLogger(FilteredAbort.class);
    private static final int ITEMS_MAX = 1000;

    private final ServedStore store;
    private final UploadStore uploads;
    private final UploadFilter filter;
    private final boolean dryRun;
    private final List<MatchedUploadsDocument.Item> items = new ArrayList<>();
    private long matched;
    private long aborted;
    private long failed;
    private long bytes;

    FilteredAbort(ServedStore store, UploadFilter filter, boolean dryRun) {
        this.store = store;
        this.uploads = store.storage().uploads();
        this.filter = filter;
        this.dryRun = dryRun;
    }

    MatchedUploadsDocument run() {
        new UploadWalk(store, filter, this::visit).run(null);
        return new MatchedUploadsDocument(
                dryRun, matched, aborted, failed, bytes, items, matched > items.size());
    }

    private boolean visit(OpenUpload open) {
        Optional<UploadUsage> usage = open.usage();
        if (usage.isEmpty()) {
            return true;
        }
        matched++;
        if (dryRun) {
            bytes += usage.get().bytes();
            report(open, usage.get().bytes(), usage.get().partCount(), "matched");
            return true;
        }
        try {
            AbortedUpload done =
                    uploads.abortByOperator(
                            open.bucket(), open.upload().key(), open.upload().uploadId());
            aborted++;
            bytes += done.bytes();
            report(open, done.bytes(), done.partCount(), "aborted");
        } catch (StorageException refused) {
            boolean gone = OpenUpload.isGone(refused);
            if (!gone) {
                failed++;
                LOG.debug("{} was not aborted: {}", open.upload().uploadId(), refused.refusal());
            }
            report(open, usage.get().bytes(), usage.get().partCount(), gone ? "gone" : "failed");
        }
        return true;
    }

    private void report(OpenUpload open, long sizeBytes, int partCount, String result) {
        if (items.size() < ITEMS_MAX) {
            items.add(
                    new MatchedUploadsDocument.Item(
                            open.bucket().value(),
                            open.upload().key().value(),
                            open.upload().uploadId(),
                            open.upload().initiated(),
                            sizeBytes,
                            partCount,
                            result));
        }
    }
}
