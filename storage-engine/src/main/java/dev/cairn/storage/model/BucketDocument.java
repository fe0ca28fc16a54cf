package dev.cairn.storage.model;

/**
 * A document of a bucket, in the encoding of whoever put it.
 *
 * @param version never 0; another one with each put, also in another bucket of the same name
 * @param bytes not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the version tells two of them apart.
public record BucketDocument(long version, byte[] bytes) {}
