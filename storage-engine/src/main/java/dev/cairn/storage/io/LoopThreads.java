package dev.cairn.storage.io;

/**
 * The threads that must never wait, the event loops of a front end, told by their names. What waits
 * for a disk asserts that it was not called by one of them: so every test that runs with assertions
 * on looks for such a call, and a server without pays nothing.
 */
public final class LoopThreads {
    /** What the names of event loops begin with. */
    public static final String PREFIX = "cairn-loop";

    private LoopThreads() {}

    /** Whether the calling thread may wait. */
    public static boolean mayWait() {
        return !Thread.currentThread().getName().startsWith(PREFIX);
    }
}
