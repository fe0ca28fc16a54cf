package dev.cairn.server.cli;

import dev.cairn.server.LogSetup;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program {@code cairn}. It names no type of picocli's: the JVM's cache of loaded classes has none
 * of them, since their class files are of a version too old for it.
 */
public final class CairnMain {
    /** Netty's events for the flight recorder: the first buffer would wait until that is set up. */
    private static final String NETTY_EVENTS = "io.netty.jfr.enabled";

    private CairnMain() {}

    /** Runs a command and exits. */
    public static void main(String[] args) {
        LogSetup.keepBare();
        System.getProperties().putIfAbsent(NETTY_EVENTS, "false");
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int exitCode = run(args, System.getenv(), out, err);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** Keys are UTF-8, whatever the locale of the terminal says. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /**
     * Runs a command in this process; {@code serve} returns when the server has stopped.
     *
     * @return the exit code
     */
    public static int run(
            String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        InstantSource time = InstantSource.system();
        Console console = new Console(environment, out, err, time, time.instant());
        List<String> words = List.of(args);
        if (!words.isEmpty() && words.getFirst().equals("serve")) {
            Optional<ServeFlags> flags = ServeFlags.plain(words.subList(1, words.size()));
            if (flags.isPresent()) {
                return serve(console, flags.get());
            }
        }
        return CairnCommand.run(console, args);
    }

    private static int serve(Console console, ServeFlags flags) {
        try {
            return new Serving(console, flags).run();
        } catch (Exception e) {
            return CommandFailure.report(console.err(), e);
        }
    }
}
