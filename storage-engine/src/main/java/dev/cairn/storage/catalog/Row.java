package dev.cairn.storage.catalog;

/** A row as it was read. */
public record Row(byte[] key, byte[] value) {}
