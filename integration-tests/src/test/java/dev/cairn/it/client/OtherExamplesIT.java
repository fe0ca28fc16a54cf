package dev.cairn.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The projects of {@code examples/} in languages whose packages are fetched and compiled: only in the
 * profile {@code clients}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class OtherExamplesIT {
    @Test
    void node_passes() throws IOException {
        Example node =
                new Example(
                        "node",
                        List.of("node", "--version"),
                        List.of(List.of("npm", "install", "--silent", "--no-audit", "--no-fund")),
                        List.of("node", "--no-warnings", "--test"));

        assertThat(node.output()).containsPattern("pass 3\\b").containsPattern("fail 0\\b");
    }

    @Test
    void go_passes() throws IOException {
        Example go =
                new Example(
                        "go",
                        List.of("go", "version"),
                        List.of(List.of("go", "vet", "./...")),
                        List.of("go", "test", "-count=1", "-v", "./..."));

        assertThat(go.output())
                .contains("--- PASS: TestLargeFileIsSentInParts")
                .contains("--- PASS: TestWhatADeadClientLeavesIsEndedByTheRule");
    }

    @Test
    void rust_passes() throws IOException {
        Example rust =
                new Example(
                        "rust",
                        List.of("cargo", "--version"),
                        List.of(
                                List.of(
                                        "cargo", "build", "--tests", "--quiet", "--target-dir",
                                        "target")),
                        List.of("cargo", "test", "--target-dir", "target"));

        assertThat(rust.output()).contains("2 passed; 0 failed");
    }
}
