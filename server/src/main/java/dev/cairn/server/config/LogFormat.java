package dev.cairn.server.config;

/** How an event of the log is written. */
public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** An object a line, for machines. */
    JSON
}
