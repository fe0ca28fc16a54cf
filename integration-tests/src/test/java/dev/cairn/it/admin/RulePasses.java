package dev.cairn.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import java.time.Duration;

/** The passes of a server's rules, as its metrics tell of them. */
public record RulePasses(AdminClient admin) {
    private static final Duration PASS_MAX = Duration.ofMinutes(2);

    /** Actions since the server was started. */
    public long actions() {
        return (long) sum("cairn_lifecycle_actions_total");
    }

    /** Actions of which something else came than was to. */
    public long actionsNotDone() {
        return (long) admin.text("/metrics").lines()
                .filter(line -> line.startsWith("cairn_lifecycle_actions_total")
                        && !line.contains("result=\"done\""))
                .mapToDouble(RulePasses::value).sum();
    }

    /** Waits until so many actions have happened, or until there are no more. */
    public void awaitActions(long count) {
        double begun = watermark();
        while (actions() < count && watermark() == begun) {
            Thread.onSpinWait();
        }
    }

    /** Waits until a whole pass has found nothing to do. */
    public void awaitIdle() throws Throwable {
        long before;
        do {
            before = actions();
            double unused = awaitPass() + awaitPass();
        } while (actions() > before);
    }

    /** Waits for the end of the next pass; the seconds that it took by the store's clock. */
    public double awaitPass() throws Throwable {
        double begun = watermark();
        Eventually.within(PASS_MAX, () -> assertThat(watermark()).isGreaterThan(begun));
        return sum("cairn_lifecycle_lag_seconds");
    }

    private double watermark() {
        return sum("cairn_lifecycle_watermark_seconds");
    }

    private double sum(String metric) {
        return admin.text("/metrics").lines().filter(line -> line.startsWith(metric))
                .mapToDouble(RulePasses::value).sum();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
