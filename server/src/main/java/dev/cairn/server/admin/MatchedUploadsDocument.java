package dev.cairn.server.admin;

import java.time.Instant;
import java.util.List;

/**
 * What was or would be aborted by a filter.
 *
 * @param matched how many uploads the filter lets through
 * @param failed how many of them are still open although they should not be
 * @param bytes of those aborted, or in a dry run of those matched
 * @param items the first 1,000 of those matched
 * @param truncated whether there are more of these
 */
record MatchedUploadsDocument(
        boolean dryRun,
        long matched,
        long aborted,
        long failed,
        long bytes,
        List<Item> items,
        boolean truncated) {
    /**
     * One upload.
     *
     * @param result {@code matched} (in a dry run), {@code aborted}, {@code gone} (it ended by
     *     itself) or {@code failed}
     */
    record Item(
            String bucket,
            String key,
            String uploadId,
            Instant initiated,
            long bytes,
            int partCount,
            String result) {}
}
