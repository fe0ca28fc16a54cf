package dev.cairn.storage.blob;

/** A range of a blob, in bytes. */
public record Slice(BlobId blob, long offset, long length) {}
