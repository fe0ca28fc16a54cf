package dev.cairn.s3.policy;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;

/** How policies name buckets and objects. */
public final class ResourceArn {
    static final String PREFIX = "arn:aws:s3:::";

    private ResourceArn() {}

    public static String of(BucketName bucket) {
        return PREFIX + bucket.value();
    }

    public static String of(BucketName bucket, ObjectKey key) {
        return of(bucket) + '/' + key.value();
    }
}
