package dev.cairn.storage.model;

/**
 * What is known of content once it has been read to its verified end.
 *
 * @param sizeBytes how many bytes were read
 * @param md5 16 bytes; the ETag of a single put and of a part
 * @param checksum over these bytes; always there, CRC64NVME where the client asked for none
 */
public record Digests(long sizeBytes, byte[] md5, Checksum checksum) {}
