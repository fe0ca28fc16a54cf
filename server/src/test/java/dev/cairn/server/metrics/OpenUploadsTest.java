package dev.cairn.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import dev.cairn.storage.model.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The oldest of many open uploads, also where some have ended since. */
final class OpenUploadsTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void noUploads_haveNoOldest() {
        assertThat(new OpenUploads().firstInitiated(upload -> true)).isNull();
    }

    @Test
    void oneOfFew_isTheOldestThatIsOpen() {
        OpenUploads uploads = of("vault", 16, 5, 3, 4);
        assertThat(uploads.firstInitiated(upload -> true)).isEqualTo(day(3));
        assertThat(uploads.firstInitiated(upload -> !day(3).equals(upload.initiated())))
                .isEqualTo(day(4));
        assertThat(uploads.firstInitiated(upload -> false)).isNull();
    }

    @Test
    void whereAllThatAreKnownHaveEnded_theNextOneIsTheOldest() {
        OpenUploads uploads =
                of("vault", 16, IntStream.range(0, 40).map(i -> 39 - i).toArray());
        assertThat(uploads.firstInitiated(upload -> true)).isEqualTo(day(0));
        assertThat(uploads.firstInitiated(upload -> !upload.initiated().isBefore(day(15))))
                .isEqualTo(day(15));
        assertThat(uploads.firstInitiated(upload -> false)).isEqualTo(day(16));
    }

    @Test
    void ofBucketsTogether_noneIsTakenForYoungerThanIsKnown() {
        OpenUploads both = new OpenUploads();
        both.addAll(of("little", 1, 1, 3, 9));
        both.addAll(of("vault", 16, 2, 7, 8));
        assertThat(both.firstInitiated(upload -> true)).isEqualTo(day(1));
        assertThat(both.firstInitiated(upload -> !day(1).equals(upload.initiated())))
                .isEqualTo(day(2));
        // The one of day 3 may be open: nothing else says so.
        assertThat(both.firstInitiated(upload -> upload.initiated().isAfter(day(6))))
                .isEqualTo(day(3));
    }

    @Test
    void bytes_areThoseOfAllByAge() {
        OpenUploads both = new OpenUploads();
        both.addAll(of("little", 1, 1, 3, 9));
        both.addAll(of("vault", 16, 2, 7));
        assertThat(both.bytes(UploadAge.UNDER_A_MONTH)).isEqualTo(5 * 100);
        assertThat(both.bytes(UploadAge.UNDER_A_DAY)).isZero();
    }

    private static OpenUploads of(String bucket, int oldestMax, int... days) {
        OpenUploads uploads = new OpenUploads(oldestMax);
        for (int day : days) {
            uploads.add(
                    new OpenUpload(
                            new BucketName(bucket), new ObjectKey("a"), "id" + day, day(day)),
                    UploadAge.UNDER_A_MONTH,
                    100);
        }
        return uploads;
    }

    private static Instant day(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }
}
