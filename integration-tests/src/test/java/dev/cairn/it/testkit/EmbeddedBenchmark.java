package dev.cairn.it.testkit;

import dev.cairn.testkit.CairnServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long {@code CairnServer.start()} takes: the first in this JVM, which loads classes and
 * RocksDB's library, and the median of ten further ones; and how long {@code close()} takes.
 * Prints, and compares nothing.
 */
class EmbeddedBenchmark {
    private static final int ROUNDS = 10;

    @Test
    void startsAndStops() {
        Duration first = timed(new ArrayList<>());
        List<Duration> starts = new ArrayList<>();
        List<Duration> closes = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            starts.add(timed(closes));
        }
        System.out.printf(
                "first start %d ms; of %d further: start %d ms (%d to %d),"
                        + " close %d ms (%d to %d)%n",
                first.toMillis(), ROUNDS, median(starts), least(starts), most(starts),
                median(closes), least(closes), most(closes));
    }

    private static Duration timed(List<Duration> closes) {
        long begun = System.nanoTime();
        CairnServer cairn = CairnServer.start();
        long ready = System.nanoTime();
        cairn.close();
        closes.add(Duration.ofNanos(System.nanoTime() - ready));
        return Duration.ofNanos(ready - begun);
    }

    private static long median(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get((sorted.size() - 1) / 2)
                .plus(sorted.get(sorted.size() / 2))
                .dividedBy(2)
                .toMillis();
    }

    private static long least(List<Duration> times) {
        return times.stream().min(Duration::compareTo).orElseThrow().toMillis();
    }

    private static long most(List<Duration> times) {
        return times.stream().max(Duration::compareTo).orElseThrow().toMillis();
    }
}
