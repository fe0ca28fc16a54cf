package dev.cairn.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random configurations and facts against the slow oracle. The seed of a failure is printed. */
final class LifecycleModelTest {
    private static final int ROUNDS = 1500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatHappensToVersions_isWhatTheOracleSees(long seed) {
        int happened = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RandomRules random = new RandomRules(new Random(seed * 1_000_003 + round));
            LifecycleConfiguration configuration = random.configuration();
            VersionFacts version = random.version();
            List<String> expected = new DayByDay(configuration).story(version);
            List<String> story =
                    StoryOf.version(LifecycleRules.of(configuration), version)
                            .stream()
                            .map(DueActionText::of)
                            .toList();
            assertThat(story)
                    .describedAs("seed %s round %s: %s %s", seed, round, configuration, version)
                    .isEqualTo(expected);
            happened += story.size();
        }
        assertThat(happened).isGreaterThan(ROUNDS / 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void whenUploadsEnd_isWhatTheOracleSees(long seed) {
        int ended = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RandomRules random = new RandomRules(new Random(seed * 1_000_003 + round));
            LifecycleConfiguration configuration = random.configuration();
            String key = random.key();
            Instant initiated = random.instant();
            Optional<String> due =
                    LifecycleRules.of(configuration)
                            .abort(key, initiated, DayScale.REAL)
                            .map(DueActionText::of);
            assertThat(due)
                    .describedAs("seed %s round %s: %s %s", seed, round, configuration, key)
                    .isEqualTo(new DayByDay(configuration).abort(key, initiated));
            ended += due.isPresent() ? 1 : 0;
        }
        assertThat(ended).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void encodedAndDecoded_isTheSame(long seed) {
        for (int round = 0; round < ROUNDS; round++) {
            RandomRules random = new RandomRules(new Random(seed * 1_000_003 + round));
            LifecycleDocument document =
                    LifecycleDocument.replacing(
                            null, random.configuration(), random.instant());
            assertThat(LifecycleDocument.decode(document.encode())).isEqualTo(document);
        }
    }
}
