package dev.cairn.storage.model;

import org.jspecify.annotations.Nullable;

/**
 * A part as the list of CompleteMultipartUpload names it.
 *
 * @param checksum the checksum of the upload's algorithm, base64, where the list gives one
 */
public record NamedPart(int number, ETag etag, @Nullable String checksum) {}
