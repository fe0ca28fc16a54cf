package dev.cairn.s3.policy;

/** What a policy says to a question. */
public enum Decision {
    /** A statement forbids it, which no other can undo. */
    DENY,
    /** A statement allows it and none forbids it. */
    ALLOW,
    /** No statement speaks of it. */
    SILENT
}
