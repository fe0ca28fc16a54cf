package dev.cairn.s3.operation;

import dev.cairn.s3.auth.Caller;
import dev.cairn.storage.model.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * Who may do the operation, and where.
 *
 * @param bucket the addressed bucket, which the caller owns; null where none is addressed or it
 *     need not exist
 */
public record Access(Caller caller, @Nullable Bucket bucket) {}
