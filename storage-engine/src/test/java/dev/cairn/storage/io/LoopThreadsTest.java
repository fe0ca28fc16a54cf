package dev.cairn.storage.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopThreadsTest {
    @TempDir
    Path folder;

    @Test
    void disk_refusesToMakeAnEventLoopWait() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(failure("cairn-loop-1-1", file)).isInstanceOf(AssertionError.class);
        assertThat(failure("cairn-s3-1", file)).isNull();
    }

    private static Throwable failure(String thread, Path file) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread reader =
                Thread.ofPlatform().name(thread).start(() -> {
                    try {
                        byte[] unused = new SystemDisk(false).read(file);
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                });
        reader.join();
        return failure.get();
    }
}
