package dev.cairn.it.load;

import dev.cairn.it.server.CairnServer;
import dev.cairn.it.server.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of {@code docs/BENCHMARKS.md} against a server of its own, by {@code mvn verify
 * -Pbenchmark}. Prints figures and compares none; fails only where the load cannot be run.
 */
class Benchmark {
    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @ParameterizedTest
    @ValueSource(strings = {
        "put --size 4KiB --connections 16",
        "put --size 64MiB --connections 4 --seconds 20",
        "get --size 4KiB --connections 64",
        "get --size 1MiB --connections 8 --objects 500",
        "list --connections 4 --objects 100000",
        "list --connections 4 --objects 100000 --delimiter /",
        "complete --parts 1000",
        "mixed --size 16KiB --connections 16",
    })
    void row(String row) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(row.split(" ", -1)));
        arguments.addAll(List.of(
                "--endpoint", cairn.process().ready().s3().toString(),
                "--access-key", ServerOptions.ACCESS_KEY,
                "--secret-key", ServerOptions.SECRET_KEY,
                "--pid", String.valueOf(cairn.process().pid())));
        Load.main(arguments.toArray(String[]::new));
    }
}
