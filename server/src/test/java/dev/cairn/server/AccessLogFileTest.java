package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogFileTest {
    @TempDir
    Path folder;

    @Test
    void linesOfManyThreads_areAllThereAndWhole() throws Exception {
        Path path = folder.resolve("access.log");
        Files.writeString(path, "from before\n");
        List<String> expected = new ArrayList<>(List.of("from before"));
        try (AccessLogFile file = AccessLogFile.open(path)) {
            List<Thread> threads = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String name = "line of " + thread + " number ";
                for (int i = 0; i < 1000; i++) {
                    expected.add(name + i);
                }
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 1000; i++) {
                        file.append(name + i);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(Files.readAllLines(path)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void reopened_leavesTheFileThatWasMovedAway() throws Exception {
        Path path = folder.resolve("access.log");
        Path moved = folder.resolve("access.log.1");
        try (AccessLogFile file = AccessLogFile.open(path)) {
            file.append("first");
            Files.move(path, moved);
            file.append("second");
            file.reopen();
            file.append("third");
        }
        assertThat(moved).hasContent("first\nsecond\n");
        assertThat(path).hasContent("third\n");
    }
}
