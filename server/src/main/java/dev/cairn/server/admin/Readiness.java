package dev.cairn.server.admin;

/** Whether the server takes requests. Set by the one who starts and stops it, read by all. */
public final class Readiness {
    /** The states, in their order; none comes back. */
    public enum State {
        STARTING,
        READY,
        STOPPING
    }

    private volatile State state = State.STARTING;

    public void ready() {
        state = State.READY;
    }

    public void stopping() {
        state = State.STOPPING;
    }

    public State state() {
        return state;
    }
}
