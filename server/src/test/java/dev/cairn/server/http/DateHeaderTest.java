package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The value of the Date header. */
final class DateHeaderTest {
    @Test
    void date_followsTheClockBySeconds() {
        AtomicReference<Instant> now =
                new AtomicReference<>(Instant.parse("2026-03-01T09:05:07.9Z"));
        DateHeader date = new DateHeader(now::get);
        assertThat(date.now()).isEqualTo("Sun, 01 Mar 2026 09:05:07 GMT");
        now.set(Instant.parse("2026-03-01T09:05:08Z"));
        assertThat(date.now()).isEqualTo("Sun, 01 Mar 2026 09:05:08 GMT");
        now.set(Instant.parse("2026-02-28T23:59:59Z"));
        assertThat(date.now()).isEqualTo("Sat, 28 Feb 2026 23:59:59 GMT");
    }
}
