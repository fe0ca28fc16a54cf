package dev.cairn.server.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command has of the world around it.
 *
 * @param out answers only
 * @param err everything else
 * @param begun when the command was called; not when the process began, which may be a launcher's that
 *     built the server first
 */
record Console(
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        InstantSource time,
        Instant begun) {
    Console {
        environment = Map.copyOf(environment);
    }
}
