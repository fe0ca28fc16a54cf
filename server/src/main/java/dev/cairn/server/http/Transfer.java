package dev.cairn.server.http;

/** The body of an answer that is sent piece by piece. Called by the event loop. */
interface Transfer {
    /** Writes what is open and flushes. */
    void write();

    /** Gives up what is not yet written. */
    void drop();
}
