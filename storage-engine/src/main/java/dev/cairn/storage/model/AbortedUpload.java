package dev.cairn.storage.model;

/** What an abort took away. */
public record AbortedUpload(String uploadId, long bytes, int partCount) {}
