package dev.cairn.server.admin;

import dev.cairn.storage.model.Usage;

/** Bytes that clients see, by class. */
record LogicalBytes(long current, long noncurrent, long uploadOpen) {
    static LogicalBytes of(Usage usage) {
        return new LogicalBytes(
                usage.currentBytes(), usage.noncurrentBytes(), usage.uploadOpenBytes());
    }
}
