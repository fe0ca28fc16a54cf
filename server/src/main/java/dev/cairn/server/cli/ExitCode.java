package dev.cairn.server.cli;

/** The exit codes that scripts rely on. */
final class ExitCode {
    static final int OK = 0;
    /** The command ran and found a problem. */
    static final int PROBLEM = 1;
    /** Usage or configuration. */
    static final int USAGE = 2;
    /** A port, a lock, a permission, the disk. */
    static final int RESOURCE = 3;
    /** The store is damaged and was not opened. */
    static final int DAMAGED = 4;
    /** The server cannot be reached, or refuses the key. */
    static final int UNREACHABLE = 5;

    private ExitCode() {}
}
