package dev.cairn.billing;

import dev.cairn.storage.model.BucketName;

/**
 * Where parts of open uploads are.
 *
 * @param prefix of their keys, up to the first slash; empty for keys without one
 */
public record OpenPrefix(BucketName bucket, String prefix, long bytes, long uploadCount) {}
