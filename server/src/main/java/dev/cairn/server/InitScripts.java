package dev.cairn.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scripts of a directory, one after the other in the order of their names. What they say goes
 * to the log, line by line. The first that fails is the last that runs.
 *
 * <p>One thread runs them, another may stop them.
 */
final class InitScripts {
    private static final Logger LOG = LoggerFactory.getLogger(InitScripts.class);
    private static final Duration TIME_MAX = Duration.ofMinutes(10);
    private static final int SCRIPTS_MAX = 1000;
    private static final int LINE_LENGTH_MAX = 4096;

    /** How long what a script has said may take to be read once it has ended. */
    private static final Duration OUTPUT_GRACE = Duration.ofSeconds(1);

    private final Optional<Path> directory;
    private @Nullable Process running;
    private boolean stopped;

    InitScripts(Optional<Path> directory) {
        this.directory = directory;
    }

    /**
     * Runs them all.
     *
     * @param environment added to the one of this process
     * @throws InitException naming the script that failed, and how
     */
    void run(Map<String, String> environment) throws InitException {
        if (directory.isEmpty()) {
            return;
        }
        for (Path script : scripts(directory.get())) {
            run(script, environment);
        }
    }

    /** Kills the script that runs, if any; no other begins. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private static List<Path> scripts(Path directory) throws InitException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> scripts =
                    files.filter(file -> !file.getFileName().toString().startsWith("."))
                            .filter(InitScripts::isScript)
                            .sorted()
                            .limit(SCRIPTS_MAX + 1L)
                            .toList();
            if (scripts.size() > SCRIPTS_MAX) {
                throw new InitException("init-dir: more than " + SCRIPTS_MAX + " scripts");
            }
            return scripts;
        } catch (IOException e) {
            throw new InitException("init-dir: cannot read " + e.getMessage());
        }
    }

    private static boolean isScript(Path file) {
        boolean script = Files.isRegularFile(file) && (isShell(file) || Files.isExecutable(file));
        if (!script) {
            LOG.warn("init-dir: {} is no script: not executable, and not called *.sh", file);
        }
        return script;
    }

    /** Volumes of Kubernetes and of Windows give files without the right to be executed. */
    private static boolean isShell(Path file) {
        return file.getFileName().toString().endsWith(".sh");
    }

    private void run(Path script, Map<String, String> environment) throws InitException {
        String name = script.getFileName().toString();
        LOG.info("init-dir: {} begins", name);
        Process process = begin(script, environment);
        Thread output = new Thread(() -> log(name, process.getInputStream()), "cairn-init-output");
        output.setDaemon(true);
        output.start();
        int exitCode;
        try {
            if (!process.waitFor(TIME_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new InitException("init-dir: " + name + " has not ended after " + TIME_MAX);
            }
            exitCode = process.exitValue();
            // A process that the script left behind may hold the output open for ever.
            output.join(OUTPUT_GRACE.toMillis());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InitException("init-dir: " + name + " was interrupted");
        }
        if (exitCode != 0) {
            throw new InitException("init-dir: " + name + " ended with exit code " + exitCode);
        }
        LOG.info("init-dir: {} has ended", name);
    }

    private synchronized Process begin(Path script, Map<String, String> environment)
            throws InitException {
        if (stopped) {
            throw new InitException("init-dir: " + script.getFileName() + " was not begun");
        }
        String file = script.toAbsolutePath().toString();
        ProcessBuilder builder =
                Files.isExecutable(script)
                        ? new ProcessBuilder(file)
                        : new ProcessBuilder("/bin/sh", file);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            running = process;
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new InitException("init-dir: cannot run " + e.getMessage());
        }
    }

    /** Longer lines are cut in several, so that no script can fill the memory. */
    private static void log(String name, InputStream output) {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new InputStreamReader(output, StandardCharsets.UTF_8)) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c != '\n') {
                    line.append((char) c);
                }
                if (c == '\n' || line.length() == LINE_LENGTH_MAX) {
                    LOG.info("{}: {}", name, line);
                    line.setLength(0);
                }
            }
            if (!line.isEmpty()) {
                LOG.info("{}: {}", name, line);
            }
        } catch (IOException e) {
            LOG.warn("{}: its output cannot be read: {}", name, e.getMessage());
        }
    }
}
