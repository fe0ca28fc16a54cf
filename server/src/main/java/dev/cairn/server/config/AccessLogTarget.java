package dev.cairn.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a line for each finished S3 request goes. */
public sealed interface AccessLogTarget {
    /** Nowhere. */
    record Off() implements AccessLogTarget {}

    /** Among the other events of the log. */
    record Stderr() implements AccessLogTarget {}

    /** To a file, which is appended to, and opened anew at SIGHUP. */
    record File(Path path) implements AccessLogTarget {}

    /** Reads {@code off}, {@code stderr} or a path. */
    static Optional<AccessLogTarget> parse(String text) {
        try {
            return switch (text) {
                case "" -> Optional.empty();
                case "off" -> Optional.of(new Off());
                case "stderr" -> Optional.of(new Stderr());
                default -> Optional.of(new File(Path.of(text)));
            };
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }
}
