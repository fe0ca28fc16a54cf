package dev.cairn.storage.model;

import java.time.Instant;

/**
 * A bucket as its owner sees it.
 *
 * @param id never reused
 * @param region the location constraint it was created with, or the server's region
 */
public record Bucket(BucketName name, long id, String owner, Instant created, String region) {}
