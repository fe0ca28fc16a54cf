package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.config.Credentials;
import dev.cairn.server.config.StateFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeyTest {
    private static final Credentials CONFIGURED = new Credentials("OPERATOR", "correct-horse");

    @TempDir
    Path folder;

    @Test
    void firstRun_generatesAndKeeps() throws Exception {
        StateFiles files = new StateFiles(folder);

        RootKey root = RootKey.find(Optional.empty(), files, new SplittableRandom(1));

        assertThat(root.origin()).isEqualTo(RootKey.Origin.GENERATED);
        assertThat(root.credentials().accessKey()).matches("CAIRN[A-Z2-7]{15}");
        assertThat(root.credentials().secretKey()).matches("[A-Za-z0-9]{40}");
        assertThat(files.credentials()).hasValue(root.credentials());
    }

    @Test
    void secondRun_takesTheKeptOne() throws Exception {
        StateFiles files = new StateFiles(folder);
        RootKey first = RootKey.find(Optional.empty(), files, new SplittableRandom(1));

        RootKey second = RootKey.find(Optional.empty(), files, new SplittableRandom(2));

        assertThat(second).isEqualTo(new RootKey(first.credentials(), RootKey.Origin.KEPT));
    }

    @Test
    void configuredKey_winsAndIsNotKept() throws Exception {
        StateFiles files = new StateFiles(folder);

        RootKey root = RootKey.find(Optional.of(CONFIGURED), files, new SplittableRandom(1));

        assertThat(root).isEqualTo(new RootKey(CONFIGURED, RootKey.Origin.CONFIGURED));
        assertThat(files.credentials()).isEmpty();
    }

    @Test
    void account_isAnAdminWhoseIdFollowsFromTheAccessKey() {
        RootKey root = new RootKey(CONFIGURED, RootKey.Origin.CONFIGURED);
        RootKey otherSecret =
                new RootKey(new Credentials("OPERATOR", "changed"), RootKey.Origin.CONFIGURED);

        assertThat(root.account().admin()).isTrue();
        assertThat(root.account().id()).matches("[0-9a-f]{64}");
        assertThat(root.account().id()).isEqualTo(otherSecret.account().id());
        assertThat(root).asString().doesNotContain("correct-horse");
    }
}
