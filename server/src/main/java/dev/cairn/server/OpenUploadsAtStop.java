package dev.cairn.server;

import dev.cairn.storage.Storage;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.Initiator;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import dev.cairn.storage.model.UploadUsage;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uploads that are open when the server stops, for whoever wants none to be left: a line for
 * each of them, in the order of buckets and keys. To be asked when no request is served any more.
 */
final class OpenUploadsAtStop {
    private static final Logger LOG = LoggerFactory.getLogger(OpenUploadsAtStop.class);

    /** A test that leaves more than these has been told enough; the count is exact. */
    private static final int LINES_MAX = 100;

    private static final int PAGE = 1000;

    private final Storage storage;
    private long count;

    OpenUploadsAtStop(Storage storage) {
        this.storage = storage;
    }

    /**
     * Logs what is open, if anything is.
     *
     * @return how many uploads are open
     */
    long report() {
        String after = null;
        BucketPage page;
        do {
            page = storage.buckets().list(null, "", after, PAGE);
            page.buckets().forEach(bucket -> reportEachOf(bucket.name()));
            after = page.next();
        } while (after != null);
        if (count > LINES_MAX) {
            LOG.error("and {} open uploads more", count - LINES_MAX);
        }
        if (count > 0) {
            LOG.error(
                    "{} left open at stop (fail-on-open-uploads)",
                    count == 1 ? "1 upload is" : count + " uploads are");
        }
        return count;
    }

    private void reportEachOf(BucketName bucket) {
        String key = null;
        String uploadId = null;
        UploadPage page;
        do {
            page = storage.uploads().list(bucket, new UploadQuery("", null, key, uploadId, PAGE));
            page.uploads().forEach(upload -> report(bucket, upload));
            key = page.nextKey();
            uploadId = page.nextUploadId();
        } while (page.truncated());
    }

    /** Rules and the operator may still be ending uploads. */
    private void report(BucketName bucket, Upload upload) {
        UploadUsage held;
        try {
            held = storage.uploads().usage(bucket, upload.key(), upload.uploadId());
        } catch (StorageException refused) {
            if (refused.refusal() instanceof Refusal.NoSuchUpload) {
                return;
            }
            throw refused;
        }
        count++;
        if (count <= LINES_MAX) {
            Initiator by = upload.begun().initiator();
            LOG.error(
                    "open upload: s3://{}/{} with {} bytes in {} {}, begun {} by {} from {} with"
                            + " \"{}\", upload id {}",
                    bucket.value(),
                    onOneLine(upload.key().value()),
                    held.bytes(),
                    held.partCount(),
                    held.partCount() == 1 ? "part" : "parts",
                    upload.initiated(),
                    by.accessKey(),
                    by.address(),
                    onOneLine(by.userAgent()),
                    upload.uploadId());
        }
    }

    /** Keys may hold anything, also what would end the line or move the cursor. */
    private static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }
}
