package dev.cairn.server.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command has of the world around it.
 *
 * @param out answers only
 * @param err everything else
 */
record Console(
        Map<String, String> environment, PrintStream out, PrintStream err, InstantSource time) {
    Console {
        environment = Map.copyOf(environment);
    }
}
