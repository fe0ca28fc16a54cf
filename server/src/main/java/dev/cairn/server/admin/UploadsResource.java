package dev.cairn.server.admin;

import dev.cairn.storage.Storage;
import dev.cairn.storage.UploadStore;
import dev.cairn.storage.model.Bucket;
import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.BucketPage;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Part;
import dev.cairn.storage.model.PartPage;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.model.StorageException;
import dev.cairn.storage.model.Upload;
import dev.cairn.storage.model.UploadPage;
import dev.cairn.storage.model.UploadQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Open multipart uploads: what nobody sees in a listing of objects, and what takes room. */
final class UploadsResource {
    /** How many buckets one page looks into; beyond it the page ends early, with a token. */
    private static final int BUCKETS_MAX = 1000;

    private final Storage storage;
    private final UploadStore uploads;

    UploadsResource(Storage storage) {
        this.storage = storage;
        this.uploads = storage.uploads();
    }

    /** GET /uploads: by key and then by initiation, bucket by bucket in the order of names. */
    Answer list(AdminRequest request) {
        String sort = request.find("sort");
        if (sort != null && !sort.equals("key")) {
            throw sort.equals("-bytes") || sort.equals("-age")
                    ? AdminException.notImplemented("sort=" + sort + " is not there yet")
                    : AdminException.invalidArgument("sort must be key, -bytes or -age");
        }
        String prefix = request.find("prefix");
        String token = request.find("token");
        Place start = token == null ? null : Place.parse(token);
        BucketName only = request.findBucket();
        Page page = new Page(prefix == null ? "" : prefix, request.limit());
        if (only == null) {
            addAllBuckets(page, start);
        } else {
            if (start != null && !start.bucket().equals(only)) {
                throw AdminException.invalidArgument("token belongs to another bucket");
            }
            addBucket(page, only, start);
        }
        return new Answer.Document(new PageDocument<>(page.items, page.nextToken));
    }

    /** GET /uploads/{uploadId}: one upload with its parts by number. */
    Answer show(AdminRequest request) {
        BucketName bucket = request.requireBucket();
        ObjectKey key = request.requireKey();
        String uploadId = request.segment("uploadId");
        String token = request.find("token");
        int after = token == null ? 0 : partNumber(PageToken.parse(token, 1).get(0));
        PartPage parts = uploads.parts(bucket, key, uploadId, after, request.limit());
        UploadDocument upload =
                UploadDocument.of(bucket, parts.upload(), uploads.usage(bucket, key, uploadId));
        String next =
                parts.truncated()
                        ? PageToken.of(Integer.toString(parts.parts().getLast().number()))
                        : null;
        return new Answer.Document(
                new UploadDetailDocument(
                        upload,
                        parts.parts().stream()
                                .map(UploadDetailDocument.PartDocument::of)
                                .toList(),
                        next));
    }

    /** DELETE /uploads/{uploadId}: as AbortMultipartUpload, counted as the operator's. */
    Answer abort(AdminRequest request) {
        BucketName bucket = request.requireBucket();
        ObjectKey key = request.requireKey();
        return new Answer.Document(
                AbortedUploadDocument.of(
                        uploads.abortByOperator(
                                bucket, key, request.segment("uploadId"))));
    }

    private void addAllBuckets(Page page, @Nullable Place start) {
        BucketName last = null;
        if (start != null) {
            last = start.bucket();
            addBucketUnlessGone(page, last, start);
        }
        String after = last == null ? null : last.value();
        BucketPage buckets = storage.buckets().list(null, "", after, BUCKETS_MAX);
        for (Bucket bucket : buckets.buckets()) {
            if (page.isFull()) {
                break;
            }
            last = bucket.name();
            addBucketUnlessGone(page, last, null);
        }
        boolean stoppedEarly =
                !buckets.buckets().isEmpty() && !buckets.buckets().getLast().name().equals(last);
        boolean moreBuckets = stoppedEarly || buckets.next() != null;
        if (page.nextToken == null && moreBuckets && last != null) {
            page.nextToken = Place.behind(last).token();
        }
    }

    private void addBucketUnlessGone(Page page, BucketName bucket, @Nullable Place start) {
        try {
            addBucket(page, bucket, start);
        } catch (StorageException refused) {
            if (!(refused.refusal() instanceof Refusal.NoSuchBucket)) {
                throw refused;
            }
        }
    }

    /** Adds the uploads of a bucket behind a place in it, until the page is full. */
    private void addBucket(Page page, BucketName bucket, @Nullable Place start) {
        String afterKey = start == null ? null : start.key();
        String afterId = start == null ? null : start.uploadId();
        if (start != null && start.isEndOfBucket()) {
            return;
        }
        while (!page.isFull()) {
            UploadPage found =
                    uploads.list(
                            bucket,
                            new UploadQuery(page.prefix, null, afterKey, afterId, page.room()));
            found.uploads().forEach(upload -> addIfOpen(page, bucket, upload));
            if (!found.truncated()) {
                page.nextToken = null;
                return;
            }
            afterKey = found.nextKey();
            afterId = found.nextUploadId();
            page.nextToken = new Place(bucket, orEmpty(afterKey), orEmpty(afterId)).token();
        }
    }

    /** An upload that ended since it was listed is left out. */
    private void addIfOpen(Page page, BucketName bucket, Upload upload) {
        try {
            page.items.add(
                    UploadDocument.of(
                            bucket,
                            upload,
                            uploads.usage(bucket, upload.key(), upload.uploadId())));
        } catch (StorageException refused) {
            if (!(refused.refusal() instanceof Refusal.NoSuchUpload)) {
                throw refused;
            }
        }
    }

    private static int partNumber(String word) {
        try {
            int number = Integer.parseInt(word);
            if (number >= Part.NUMBER_MIN && number <= Part.NUMBER_MAX) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below.
        }
        throw PageToken.foreign();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The page that is being filled. */
    private static final class Page {
        private final String prefix;
        private final int limit;
        private final List<UploadDocument> items = new ArrayList<>();
        private @Nullable String nextToken;

        Page(String prefix, int limit) {
            this.prefix = prefix;
            this.limit = limit;
        }

        boolean isFull() {
            return items.size() >= limit;
        }

        int room() {
            return limit - items.size();
        }
    }

    /** Where a page ended: behind an upload, or, without key, behind a whole bucket. */
    private record Place(BucketName bucket, String key, String uploadId) {
        static Place behind(BucketName bucket) {
            return new Place(bucket, "", "");
        }

        static Place parse(String token) {
            List<String> words = PageToken.parse(token, 3);
            if (!BucketName.isValid(words.get(0))) {
                throw PageToken.foreign();
            }
            return new Place(new BucketName(words.get(0)), words.get(2), words.get(1));
        }

        boolean isEndOfBucket() {
            return key.isEmpty();
        }

        String token() {
            return PageToken.of(bucket.value(), uploadId, key);
        }
    }
}
