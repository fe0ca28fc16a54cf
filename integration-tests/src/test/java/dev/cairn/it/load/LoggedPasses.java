package dev.cairn.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Eventually;
import dev.cairn.it.server.ServerProcess;
import java.time.Duration;
import java.util.List;

/** The passes of a server's rules as its log tells of them: asking for metrics costs too much. */
record LoggedPasses(ServerProcess server) {
    private static final String WORDS = "rules ran: ";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Waits for so many passes in all; what is said of the last one. */
    String await(int count) throws Throwable {
        Eventually.within(LIMIT, () -> assertThat(ended()).hasSizeGreaterThanOrEqualTo(count));
        return ended().get(count - 1);
    }

    /** Waits for so many passes in all that have done something; what is said of the last one. */
    String awaitActing(int count) throws Throwable {
        Eventually.within(LIMIT, () -> assertThat(acting()).hasSizeGreaterThanOrEqualTo(count));
        return acting().get(count - 1);
    }

    private List<String> acting() {
        return ended().stream().filter(line -> !line.contains(" 0 actions")).toList();
    }

    private List<String> ended() {
        return server.stderr().lines().filter(line -> line.contains(WORDS))
                .map(line -> line.substring(line.indexOf(WORDS) + WORDS.length())).toList();
    }
}
