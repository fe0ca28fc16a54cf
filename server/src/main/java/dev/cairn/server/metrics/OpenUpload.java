package dev.cairn.server.metrics;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import java.time.Instant;

/** An open upload that a walk has passed. */
record OpenUpload(BucketName bucket, ObjectKey key, String uploadId, Instant initiated) {}
