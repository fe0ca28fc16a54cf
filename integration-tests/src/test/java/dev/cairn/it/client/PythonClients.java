package dev.cairn.it.client;

import dev.cairn.it.server.CairnServer;
import dev.cairn.it.server.ServerOptions;
import dev.cairn.it.server.ServerProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * boto3 and aws-cli with their defaults. Where they are not installed, tests that need them are
 * skipped with a message; with {@code CAIRN_REQUIRE_CLIENTS=true}, as in CI, they fail.
 */
public final class PythonClients {
    private PythonClients() {}

    /** A shell whose environment points the clients at the server, in the given folder. */
    public static CommandLine shell(CairnServer server, Path folder) {
        return shell(server.process(), folder);
    }

    /** The same for a server that a test has started itself. */
    public static CommandLine shell(ServerProcess server, Path folder) {
        return new CommandLine(
                folder,
                Map.of(
                        "AWS_ENDPOINT_URL", server.ready().s3().toString(),
                        "AWS_ACCESS_KEY_ID", ServerOptions.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY", ServerOptions.SECRET_KEY,
                        "AWS_DEFAULT_REGION", "us-east-1",
                        // Nothing of the person's own configuration may leak in.
                        "AWS_CONFIG_FILE", "/dev/null",
                        "AWS_SHARED_CREDENTIALS_FILE", "/dev/null"));
    }

    /** Skips the test unless Python and boto3 are there. */
    public static void requireBoto3() {
        require(List.of("python3", "-c", "import boto3"), "python3 with boto3");
    }

    /** Skips the test unless aws-cli is there. */
    public static void requireAwsCli() {
        require(List.of("aws", "--version"), "aws-cli");
    }

    /** The command that runs a Python program of {@code examples/}. */
    public static List<String> example(String name, String... arguments) {
        Path examples = Path.of(System.getProperty("cairn.examples", "../examples"));
        List<String> command = new ArrayList<>();
        command.add("python3");
        command.add(examples.resolve(name).toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** A Python program of the tests themselves. */
    public static Path script(String name) {
        return Path.of(System.getProperty("cairn.python", "src/test/python"), name)
                .toAbsolutePath();
    }

    /** Whether these clients must be there. */
    static boolean required() {
        return Boolean.parseBoolean(System.getenv("CAIRN_REQUIRE_CLIENTS"));
    }

    private static void require(List<String> probe, String what) {
        CommandLine shell = new CommandLine(Path.of(System.getProperty("user.dir")), Map.of());
        boolean found;
        try {
            found = shell.run(probe).exitCode() == 0;
        } catch (UncheckedIOException e) {
            found = false;
        }
        if (!found && required()) {
            throw new IllegalStateException(what + " is not installed");
        }
        if (!found) {
            throw new TestAbortedException(
                    "SKIPPED: " + what + " is not installed; pip install boto3 awscli");
        }
    }
}
