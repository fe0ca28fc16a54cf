package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.config.ConfigKey;
import dev.cairn.server.config.ConfigKeys;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Flags that are read without picocli mean what they mean to picocli. */
class ServeFlagsTest {
    @Test
    void eachKey_isReadAsPicocliReadsIt() {
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (key.origin() == ConfigKey.Origin.FILE_ONLY) {
                assertThat(ServeFlags.plain(List.of(key.flag() + "=x"))).isEmpty();
                continue;
            }
            assertReadAlike(List.of(key.flag() + "=a=b, c"));
            assertReadAlike(List.of(key.flag(), "value"));
            if (key.isSwitch()) {
                assertReadAlike(List.of(key.flag()));
            } else {
                assertThat(ServeFlags.plain(List.of(key.flag()))).isEmpty();
            }
        }
    }

    @Test
    void manyFlags_areReadAsPicocliReadsThem() {
        assertReadAlike(List.of());
        assertReadAlike(
                List.of(
                        "--allow-faults", "--config", "a file.yaml", "--data-dir=/srv/data",
                        "--test-clock", "--region", "eu-west-1"));
        List<String> all = new ArrayList<>(List.of("--config=cairn.yaml"));
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (key.origin() != ConfigKey.Origin.FILE_ONLY) {
                all.add(key.flag());
                all.add("'quoted \"as it is\"'");
            }
        }
        assertReadAlike(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--help", "-h", "--nonsense=1", "--nonsense", "word", "--", "@file", "--region",
        "--region=",
        "--config", "--config=", "--region --test-clock", "--region -1", "--region=a --region=b",
        "--config=a --config=b", "--region=a word", "--regio=a", "region=a"
    })
    void whatIsWrongOrRare_isLeftToPicocli(String line) {
        assertThat(ServeFlags.plain(List.of(line.split(" ")))).isEmpty();
    }

    private static void assertReadAlike(List<String> words) {
        Instant now = Instant.EPOCH;
        Console console =
                new Console(Map.of(), stream(), stream(), InstantSource.fixed(now), now);
        CommandLine picocli = ServeCommand.commandLine(console);
        picocli.parseArgs(words.toArray(String[]::new));
        ServeCommand command = picocli.getCommand();
        assertThat(ServeFlags.plain(words)).describedAs("%s", words).contains(command.flags());
    }

    private static PrintStream stream() {
        return new PrintStream(PrintStream.nullOutputStream());
    }
}
