package dev.cairn.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program in a folder and keeps what it said. */
public record CommandLine(Path folder, Map<String, String> environment) {
    private static final Duration RUN_MAX = Duration.ofMinutes(5);

    /** How a program ended. */
    public record Result(int exitCode, String stdout, String stderr) {

        /** The standard output of a program that must have succeeded. */
        public String succeeded() {
            if (exitCode != 0) {
                throw new AssertionError(this);
            }
            return stdout;
        }
    }

    public CommandLine {
        environment = Map.copyOf(environment);
    }

    /** The same with one variable more. */
    public CommandLine with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new CommandLine(folder, more);
    }

    /** Runs to the end, at most five minutes. */
    public Result run(List<String> command) {
        return run(command, RUN_MAX);
    }

    /** Runs to the end, at most so long. */
    public Result run(List<String> command, Duration runMax) {
        try {
            Path stdout = Files.createTempFile("cairn-it-", ".out");
            Path stderr = Files.createTempFile("cairn-it-", ".err");
            try {
                int exitCode = exitCode(command, runMax, stdout, stderr);
                return new Result(exitCode, Files.readString(stdout), Files.readString(stderr));
            } finally {
                Files.delete(stdout);
                Files.delete(stderr);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int exitCode(List<String> command, Duration runMax, Path stdout, Path stderr)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        Process process = builder.start();
        try {
            if (!process.waitFor(runMax.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end within " + runMax);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }
}
