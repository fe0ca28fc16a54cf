package dev.cairn.storage.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemDiskTest {
    @TempDir
    private Path folder;

    private final SystemDisk disk = new SystemDisk(true);

    /** Pieces of all sizes, forced at any point: the file holds them in their order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void largeFile_holdsWhatWasWritten_whereverItWasForced(long seed) throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Path path = folder.resolve("large");
        try (DiskFile file = disk.createLarge(path)) {
            for (int i = 0; i < 40; i++) {
                byte[] piece = new byte[random.nextInt(random.nextBoolean() ? 5000 : 300_000)];
                random.nextBytes(piece);
                expected.write(piece);
                file.write(ByteBuffer.wrap(piece));
                if (random.nextInt(4) == 0) {
                    file.force();
                    assertThat(Files.readAllBytes(path)).isEqualTo(expected.toByteArray());
                }
            }
            file.force();
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(expected.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 1 << 20, (1 << 20) + 1, 2 << 20})
    void largeFile_endsWhereItsBytesEnd(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Path path = folder.resolve("large");
        try (DiskFile file = disk.createLarge(path)) {
            file.write(ByteBuffer.wrap(bytes));
            file.force();
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
    }

    @Test
    void largeFile_mustNotExist() throws IOException {
        Path path = Files.writeString(folder.resolve("there"), "before");
        assertThatThrownBy(() -> disk.createLarge(path))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(path).hasContent("before");
    }

    @Test
    void largeFiles_beyondTheBuffers_goThroughTheCache() throws IOException {
        List<DiskFile> open = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                DiskFile file = disk.createLarge(folder.resolve("file-" + i));
                open.add(file);
                file.write(ByteBuffer.wrap(new byte[] {(byte) i}));
            }
            assertThat(open.subList(32, 40)).allMatch(DiskFile::cached);
            for (DiskFile file : open) {
                file.force();
            }
        } finally {
            for (DiskFile file : open) {
                file.close();
            }
        }
        for (int i = 0; i < 40; i++) {
            assertThat(folder.resolve("file-" + i)).hasBinaryContent(new byte[] {(byte) i});
        }
        try (DiskFile again = disk.createLarge(folder.resolve("again"))) {
            assertThat(again.cached()).isEqualTo(open.get(0).cached());
        }
    }
}
