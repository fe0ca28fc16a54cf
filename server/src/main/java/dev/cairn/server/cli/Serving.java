package dev.cairn.server.cli;

import dev.cairn.server.CairnServer;
import dev.cairn.server.HeadStart;
import dev.cairn.server.InitException;
import dev.cairn.server.LogSetup;
import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.ConfigException;
import dev.cairn.server.config.ConfigKeys;
import dev.cairn.server.config.ConfigLoader;
import dev.cairn.server.config.ConfigValues;
import dev.cairn.server.config.LogFormat;
import dev.cairn.server.config.StateFiles;
import dev.cairn.server.config.TlsConfig;
import dev.cairn.storage.StoreUnusableException;
import dev.cairn.storage.model.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server from its start to the signal that ends it. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final Console console;
    private final ServeFlags flags;

    Serving(Console console, ServeFlags flags) {
        this.console = console;
        this.flags = flags;
    }

    /**
     * Starts and stays.
     *
     * @return the exit code
     * @throws CommandException if the server cannot start
     */
    int run() throws InterruptedException {
        HeadStart.begin();
        CompletableFuture<CairnServer> ready = new CompletableFuture<>();
        Thread hearing = HangUp.handle(() -> reload(ready.join()));
        CairnConfig config = config();
        CompletableFuture<CairnServer> running = new CompletableFuture<>();
        Thread stopper = new Thread(() -> stopAndHalt(running), "cairn-stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        CairnServer server;
        try {
            server = open(config);
        } catch (RuntimeException | Error e) {
            // Whatever it was: the hook would wait for a server that never comes.
            running.completeExceptionally(e);
            forget(stopper);
            throw e;
        }
        running.complete(server);
        if (!makeReady(server, stopper)) {
            server.awaitStop();
            return ExitCode.OK;
        }
        hearing.join();
        ready.complete(server);
        StateFiles files = new StateFiles(Path.of(server.state().dataDir()));
        String greeting =
                Greeting.of(
                        server.state(),
                        server.rootKey(),
                        files.credentialsFile(),
                        selfSigned(config) ? server.state().certificate() : null);
        console.err()
                .print(
                        config.log().format() == LogFormat.JSON
                                ? Greeting.json(greeting, console.time().instant())
                                : greeting);
        console.err().flush();
        console.out().println(server.state().readyLine());
        console.out().flush();
        server.awaitStop();
        return ExitCode.OK;
    }

    private static boolean selfSigned(CairnConfig config) {
        return config.tls().filter(TlsConfig.SelfSigned.class::isInstance).isPresent();
    }

    private void reload(CairnServer server) {
        try {
            server.reload(CairnConfig.of(values()));
        } catch (ConfigException e) {
            e.problems().forEach(problem -> LOG.error("nothing is read again: {}", problem));
        }
    }

    private ConfigValues values() throws ConfigException {
        return new ConfigLoader(ConfigKeys.ALL)
                .load(flags.keys(), console.environment(), flags.configFile());
    }

    private CairnConfig config() {
        try {
            ConfigValues values = values();
            CairnConfig config = CairnConfig.of(values);
            LogSetup.apply(config.log());
            values.warnings().forEach(LOG::warn);
            return config;
        } catch (ConfigException e) {
            throw new CommandException(ExitCode.USAGE, String.join("\n", e.problems()));
        }
    }

    private CairnServer open(CairnConfig config) {
        try {
            return CairnServer.open(config, console.time(), console.begun());
        } catch (ConfigException e) {
            throw new CommandException(ExitCode.USAGE, String.join("\n", e.problems()));
        } catch (StoreUnusableException e) {
            throw new CommandException(
                    switch (e.reason()) {
                        case UNAVAILABLE -> ExitCode.RESOURCE;
                        case DAMAGED -> ExitCode.DAMAGED;
                    },
                    String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandException(ExitCode.RESOURCE, "cannot start: " + reason(e));
        } catch (StorageException e) {
            throw new CommandException(ExitCode.RESOURCE, "cannot start: " + e.getMessage());
        }
    }

    /** The hook would end the process with 0, whatever had failed. */
    private static boolean makeReady(CairnServer server, Thread stopper) {
        try {
            return server.makeReady();
        } catch (InitException e) {
            forget(stopper);
            server.stop();
            throw new CommandException(ExitCode.PROBLEM, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            forget(stopper);
            server.stop();
            throw new CommandException(ExitCode.RESOURCE, "cannot start: " + reason(e));
        }
    }

    /** The messages of some file errors are just the name of the file. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case FileAlreadyExistsException inTheWay -> "not a directory: " + inTheWay.getFile();
            case NoSuchFileException absent -> "no such file: " + absent.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    /**
     * Runs when a signal comes. The virtual machine would end with 128 and the number of the
     * signal; a server that was asked to stop and did so ends with 0.
     */
    private static void stopAndHalt(CompletableFuture<CairnServer> running) {
        try {
            boolean clean = running.join().stop();
            Runtime.getRuntime().halt(clean ? ExitCode.OK : ExitCode.PROBLEM);
        } catch (CompletionException notStarted) {
            // The thread that failed to start it says why, and exits.
            return;
        }
    }

    private static void forget(Thread stopper) {
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException stopping) {
            // The hook is running already and finds that there is nothing to stop.
            return;
        }
    }
}
