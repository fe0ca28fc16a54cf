package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoTest {
    @Test
    void run_goesBackwards_andOnlyOnce() {
        List<String> ran = new ArrayList<>();
        Undo undo = new Undo();
        undo.add("first", () -> ran.add("first"));
        undo.add("second", () -> ran.add("second"));

        assertThat(undo.run()).isTrue();
        assertThat(undo.run()).isTrue();

        assertThat(ran).containsExactly("second", "first");
    }

    @Test
    void run_goesOnAfterAFailure_andTellsOfIt() {
        List<String> ran = new ArrayList<>();
        Undo undo = new Undo();
        undo.add("first", () -> ran.add("first"));
        undo.add(
                "a step that fails on purpose",
                () -> {
                    throw new IOException("on purpose");
                });

        assertThat(undo.run()).isFalse();

        assertThat(ran).containsExactly("first");
    }
}
