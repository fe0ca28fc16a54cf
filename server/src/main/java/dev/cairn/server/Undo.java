package dev.cairn.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been opened and must be closed, the last first. Every step is tried, whatever the ones
 * before it did. For one thread.
 */
final class Undo {
    /** Closes one thing. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private record Named(String name, Step step) {}

    private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

    private final Deque<Named> steps = new ArrayDeque<>();

    void add(String name, Step step) {
        steps.push(new Named(name, step));
    }

    /**
     * Runs every step once.
     *
     * @return whether all of them ended well
     */
    boolean run() {
        boolean clean = true;
        while (!steps.isEmpty()) {
            Named next = steps.pop();
            try {
                next.step().run();
            } catch (Exception e) {
                LOG.error("{} failed", next.name(), e);
                clean = false;
            }
        }
        return clean;
    }
}
