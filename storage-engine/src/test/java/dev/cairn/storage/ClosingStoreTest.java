package dev.cairn.storage;

import static dev.cairn.storage.StoreFixture.BUCKET;
import static dev.cairn.storage.StoreFixture.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.ListQuery;
import dev.cairn.storage.model.ObjectKey;
import dev.cairn.storage.model.Refusal;
import dev.cairn.storage.time.Clock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers meet who are late, and what stands in the way of opening. */
final class ClosingStoreTest {
    @TempDir
    Path directory;

    @Test
    void callsOnAClosedStore_areRefusedAndNeverHang() throws Exception {
        StoreFixture store = StoreFixture.openWithBucket(directory);
        store.put("a", new byte[10]);
        Storage closed = store.storage();
        closed.close();
        assertThat(refusalOf(() -> store.put("b", new byte[1])))
                .isInstanceOf(Refusal.WritesStopped.class);
        assertThat(refusalOf(() -> closed.objects().head(BUCKET, new ObjectKey("a"))))
                .isInstanceOf(Refusal.WritesStopped.class);
        ListQuery all = new ListQuery("", null, null, 10);
        assertThat(refusalOf(() -> closed.objects().list(BUCKET, all)))
                .isInstanceOf(Refusal.WritesStopped.class);
        assertThat(closed.usage().currentBytes()).isEqualTo(10);
    }

    @Test
    void storeInUse_isUnavailable() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            assertThat(failureToOpen(store.directory()).reason())
                    .isEqualTo(StoreUnusableException.Reason.UNAVAILABLE);
        }
    }

    @Test
    void damagedFormat_isDamaged() throws Exception {
        StoreFixture store = StoreFixture.openWithBucket(directory);
        store.close();
        Path format = store.directory().resolve("FORMAT");
        String line = Files.readString(format);
        Files.writeString(format, line.replace("cairn 2", "cairn 1"));
        assertThat(failureToOpen(store.directory()).reason())
                .isEqualTo(StoreUnusableException.Reason.DAMAGED);
        Files.delete(format);
        assertThat(failureToOpen(store.directory()).getMessage()).contains("no file FORMAT");
    }

    @Test
    void formatOfANewerVersion_isRefusedByItsNumber() throws Exception {
        StoreFixture store = StoreFixture.openWithBucket(directory);
        store.close();
        Path format = store.directory().resolve("FORMAT");
        String head = Files.readString(format).substring(0, 40).replace("cairn 2", "cairn 3");
        CRC32C crc = new CRC32C();
        crc.update(head.getBytes(StandardCharsets.US_ASCII));
        String line = head + " " + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
        Files.writeString(format, line);
        assertThat(failureToOpen(store.directory()).getMessage())
                .contains("it has format 3, this version of Cairn knows 2");
        assertThat(format).hasContent(line);
    }

    @Test
    void strangeFiles_areUnaccountedAndFound() throws Exception {
        try (StoreFixture store = StoreFixture.openWithBucket(directory)) {
            store.put("a", new byte[10]);
            Path blobs = store.directory().resolve("blobs");
            Files.writeString(blobs.resolve("strange"), "12345");
            Files.writeString(blobs.resolve("0").resolve("odd.txt"), "1234567");
            assertThat(store.storage().integrity().unaccountedBytes()).isEqualTo(12);
            assertThat(store.storage().check()).hasSize(2);
            Files.delete(blobs.resolve("strange"));
            Files.delete(blobs.resolve("0").resolve("odd.txt"));
        }
    }

    private static StoreUnusableException failureToOpen(Path data) {
        StorageSettings settings = StorageSettings.of(data);
        Clock clock = Clock.system();
        return Assertions.catchThrowableOfType(
                StoreUnusableException.class, () -> Storage.open(settings, clock).close());
    }
}
