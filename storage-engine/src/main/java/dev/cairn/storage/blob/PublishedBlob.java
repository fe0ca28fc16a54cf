package dev.cairn.storage.blob;

/**
 * A blob whose bytes are complete and durable, ready to be named by a commit.
 *
 * @param length data in bytes
 * @param overhead bytes of the file beyond its data: checksum table and footer
 */
public record PublishedBlob(BlobId id, long length, int overhead) {}
