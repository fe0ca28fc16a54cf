package dev.cairn.server.admin;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import java.util.Comparator;
import java.util.List;

/**
 * Where an upload stands in a listing, and so where a page ended.
 *
 * @param value that of the order; 0 by key
 */
record UploadPlace(
        UploadSort sort, long value, BucketName bucket, ObjectKey key, String uploadId)
        implements Comparable<UploadPlace> {
    private static final Comparator<UploadPlace> ORDER =
            Comparator.comparingLong(UploadPlace::value)
                    .thenComparing(place -> place.bucket().value())
                    .thenComparing(UploadPlace::key)
                    .thenComparing(UploadPlace::uploadId);

    static UploadPlace of(UploadSort sort, long value, OpenUpload open) {
        return new UploadPlace(
                sort, value, open.bucket(), open.upload().key(), open.upload().uploadId());
    }

    /** The place that a token names, which must be of the same order and bucket. */
    static UploadPlace parse(String token, UploadSort sort, UploadFilter filter) {
        List<String> words = PageToken.parse(token, 5);
        if (!words.get(0).equals(sort.code()) || !BucketName.isValid(words.get(2))) {
            throw PageToken.foreign();
        }
        BucketName bucket = new BucketName(words.get(2));
        if (filter.bucket() != null && !filter.bucket().equals(bucket)) {
            throw AdminException.invalidArgument("token belongs to another bucket");
        }
        try {
            return new UploadPlace(
                    sort,
                    Long.parseLong(words.get(1)),
                    bucket,
                    new ObjectKey(words.get(4)),
                    words.get(3));
        } catch (IllegalArgumentException malformed) {
            throw PageToken.foreign();
        }
    }

    String token() {
        return PageToken.of(
                sort.code(), Long.toString(value), bucket.value(), uploadId, key.value());
    }

    @Override
    public int compareTo(UploadPlace other) {
        return ORDER.compare(this, other);
    }
}
