package dev.cairn.storage.catalog;

/** What became of the attempt to drop a space. */
public enum DropOutcome {
    DROPPED,
    /** It was not live. */
    GONE,
    NOT_EMPTY,
    UNKNOWN
}
