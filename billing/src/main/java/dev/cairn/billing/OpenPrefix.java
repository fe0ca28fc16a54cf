package dev.cairn.billing;

import dev.cairn.billing.plan.Fraction;
import dev.cairn.storage.model.BucketName;

/**
 * Where parts of open uploads are.
 *
 * @param prefix of their keys, up to the first slash; empty for keys without one
 * @param perMonth what they cost for each month that they stay as they are
 */
public record OpenPrefix(
        BucketName bucket, String prefix, long bytes, long uploadCount, Fraction perMonth) {
    OpenPrefix plus(OpenPrefix more) {
        return new OpenPrefix(
                bucket,
                prefix,
                bytes + more.bytes,
                uploadCount + more.uploadCount,
                perMonth.plus(more.perMonth));
    }
}
