package dev.cairn.server.http;

/** Work for an operation thread. */
interface Job {
    /** Does the work; may block. */
    void run();

    /** Called instead of {@link #run} when no thread was free in time. Must not block. */
    void refuse();
}
