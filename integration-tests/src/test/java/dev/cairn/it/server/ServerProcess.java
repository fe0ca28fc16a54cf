package dev.cairn.it.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real server as a process, started with the JVM that runs the tests and the jars that the
 * build has just made. Server and test never share a class path.
 */
public final class ServerProcess implements AutoCloseable {
    private static final String MAIN_CLASS = "dev.cairn.server.cli.CairnMain";
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    private final ServerOptions options;
    private final Process process;
    private final Path log;
    private final List<String> stdout = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<ReadyLine> ready = new CompletableFuture<>();

    private ServerProcess(ServerOptions options, Process process, Path log) {
        this.options = options;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a server and waits for its ready line.
     *
     * @throws IllegalStateException if it ends or says nothing for a minute; with its log
     */
    public static ServerProcess start(ServerOptions options) {
        ServerProcess server = launch(options, "serve");
        server.awaitReady();
        return server;
    }

    /** Starts any command of the program, without waiting for anything. */
    public static ServerProcess launch(ServerOptions options, String... command) {
        try {
            Path log = Files.createTempFile("cairn-it-", ".log");
            ProcessBuilder builder = new ProcessBuilder(commandLine(options, List.of(command)));
            cleanEnvironment(builder.environment());
            builder.environment().putAll(options.environment());
            builder.redirectError(log.toFile());
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            ServerProcess server = new ServerProcess(options, builder.start(), log);
            Thread.ofPlatform().daemon().name("server-stdout").start(server::readStdout);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is known since the ready line. */
    public ReadyLine ready() {
        return ready.join();
    }

    public ServerOptions options() {
        return options;
    }

    public long pid() {
        return process.pid();
    }

    /** All lines that the server has written to stdout. */
    public List<String> stdout() {
        synchronized (stdout) {
            return List.copyOf(stdout);
        }
    }

    /** All that the server has written to stderr. */
    public String stderr() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGTERM and waits for the end; the exit code. */
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    /** Sends SIGHUP, and does not wait for what follows. */
    public void hangUp() {
        try {
            Process kill = new ProcessBuilder("kill", "-HUP", String.valueOf(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -HUP has failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGKILL and waits for the end. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits until the process has ended by itself; the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("did not end within " + STOP_MAX);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean running() {
        return process.isAlive();
    }

    /** Kills what still runs and removes the log; the data directory belongs to the caller. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> commandLine(ServerOptions options, List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--data-dir=" + options.dataDir());
        options.flags().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return javaCommand(options.jvmOptions(), arguments);
    }

    /** The words that run the program with the JVM of the tests. */
    static List<String> javaCommand(List<String> jvmOptions, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvmOptions);
        // Assertions are promises of the code to itself; the tests want to hear of a broken one.
        line.add("-ea:dev.cairn...");
        String nativeDir = System.getProperty("cairn.native-dir");
        if (nativeDir != null) {
            line.add("-Dcairn.native-dir=" + nativeDir);
        }
        line.add("-cp");
        line.add(classPath());
        line.add(MAIN_CLASS);
        line.addAll(arguments);
        return line;
    }

    /** Writes a program that runs Cairn as {@code cairn} does, for clients that start it themselves. */
    public static Path writeLauncher(Path folder) throws IOException {
        List<String> words = javaCommand(List.of("-XX:+UseSerialGC", "-Xmx256m"), List.of());
        String quoted = words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Path launcher = folder.resolve("cairn-launcher").toAbsolutePath();
        Files.writeString(launcher, "#!/bin/sh\nexec " + quoted + " \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + launcher + " executable");
        }
        return launcher;
    }

    private static String classPath() {
        Path target = Path.of(System.getProperty("cairn.server-target", "../server/target"))
                .toAbsolutePath();
        try (Stream<Path> jars = Files.list(target)) {
            Path jar =
                    jars.filter(path -> path.getFileName().toString().endsWith(".jar"))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("no jar in " + target));
            return jar + ":" + target.resolve("lib") + "/*";
        } catch (IOException e) {
            throw new UncheckedIOException("the server is not built: run mvn package", e);
        }
    }

    /** What the caller's shell says about Cairn and AWS must not reach the server. */
    private static void cleanEnvironment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("CAIRN_") || name.startsWith("AWS_"));
    }

    private void readStdout() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                stdout.add(line);
                if (ReadyLine.matches(line)) {
                    ready.complete(ReadyLine.parse(line));
                }
            }
            ready.completeExceptionally(new IOException("the process closed its stdout"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void awaitReady() {
        try {
            ready.get(READY_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw failure("was not ready: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException("The server " + what + "\nIts log:\n" + stderr());
    }
}
