package dev.cairn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names of requests. */
final class RequestIdsTest {
    @Test
    void ids_areSixteenUpperHexDigitsAndDoNotRepeat() {
        RequestIds ids = new RequestIds(42);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            String id = ids.next();
            assertThat(id).matches("[0-9A-F]{16}");
            assertThat(seen.add(id)).isTrue();
        }
    }
}
