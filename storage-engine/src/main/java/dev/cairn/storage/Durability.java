package dev.cairn.storage;

/** What an acknowledged write survives. */
public enum Durability {
    /** A power cut: bytes, names and catalog are synced before the answer. */
    SYNC,
    /** A crash of the process: the operating system has the bytes. For tests and CI. */
    OS
}
