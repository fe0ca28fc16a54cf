package dev.cairn.storage.model;

/**
 * Something that a check of the store found wrong.
 *
 * @param kind a short name: {@code missing-file}, {@code orphan-row}, …
 * @param detail what and where
 */
public record Finding(String kind, String detail) {}
