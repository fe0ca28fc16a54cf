package dev.cairn.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Test classes, run by JUnit, and what came of it. */
record Runs(EngineExecutionResults results) {
    static Runs of(Class<?> type) {
        return new Runs(
                EngineTestKit.engine("junit-jupiter").selectors(selectClass(type)).execute());
    }

    static Runs atTheSameTime(Class<?> type) {
        return new Runs(
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(type))
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                        .configurationParameter(
                                "junit.jupiter.execution.parallel.config.strategy", "fixed")
                        .configurationParameter(
                                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                        .execute());
    }

    /** Everything succeeded, and so many tests ran. */
    void passed(int tests) {
        assertThat(failures()).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(tests);
    }

    /** No test succeeded, and the one failure there was says this. */
    void failedWith(String words) {
        assertThat(failures()).singleElement().asString().contains(words);
        assertThat(results.testEvents().succeeded().count()).isZero();
    }

    /** One test failed and says this; so many others succeeded. */
    void failedOnceWith(String words, int succeeded) {
        assertThat(failures()).singleElement().asString().contains(words);
        assertThat(results.testEvents().succeeded().count()).isEqualTo(succeeded);
    }

    private List<String> failures() {
        return results.allEvents()
                .failed()
                .stream()
                .map(Runs::failure)
                .toList();
    }

    private static String failure(Event event) {
        return event.getPayload(org.junit.platform.engine.TestExecutionResult.class)
                .flatMap(org.junit.platform.engine.TestExecutionResult::getThrowable)
                .map(String::valueOf)
                .orElse("a failure without reason");
    }
}
