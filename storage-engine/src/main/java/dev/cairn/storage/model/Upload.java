package dev.cairn.storage.model;

import java.time.Instant;

/** An open multipart upload. */
public record Upload(ObjectKey key, String uploadId, Instant initiated, NewUpload begun) {}
