package dev.cairn.storage.model;

/**
 * How the checksum of a multipart object follows from its parts: over their checksums, or over all
 * bytes.
 */
public enum ChecksumType {
    COMPOSITE,
    FULL_OBJECT
}
