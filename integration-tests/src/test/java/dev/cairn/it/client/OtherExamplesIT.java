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
        ForeignProject node =
                new ForeignProject(
                        "node",
                        List.of("node", "--version"),
                        List.of(List.of("npm", "install", "--silent", "--no-audit", "--no-fund")),
                        List.of("node", "--no-warnings", "--test"));

        assertThat(new Example(node).output(false)).containsPattern("pass 3\\b")
                .containsPattern("fail 0\\b");
    }

    @Test
    void go_passes() throws IOException {
        ForeignProject go =
                new ForeignProject(
                        "go",
                        List.of("go", "version"),
                        List.of(List.of("go", "vet", "./...")),
                        List.of("go", "test", "-count=1", "-v", "./..."));

        assertThat(new Example(go).output(false))
                .contains("--- PASS: TestLargeFileIsSentInParts")
                .contains("--- PASS: TestWhatADeadClientLeavesIsEndedByTheRule");
    }

    @Test
    void rust_passes() throws IOException {
        ForeignProject rust =
                new ForeignProject(
                        "rust",
                        List.of("cargo", "--version"),
                        List.of(
                                List.of(
                                        "cargo", "build", "--tests", "--quiet", "--target-dir",
                                        "target")),
                        List.of("cargo", "test", "--target-dir", "target"));

        assertThat(new Example(rust).output(false)).contains("2 passed; 0 failed");
    }
}
