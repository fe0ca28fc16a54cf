package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columns_areAsWideAsTheirWidestCell() {
        Table table =
                new Table(
                        Table.Column.text("KEY"),
                        Table.Column.figure("BYTES"),
                        Table.Column.text("ID"));
        table.add("a", "5 B", "x");
        table.add("longer \ud83d\ude00", "300.0 MiB", "yy");

        assertThat(table)
                .hasToString(
                        """
                        KEY           BYTES  ID
                        a               5 B  x
                        longer \ud83d\ude00  300.0 MiB  yy
                        """);
    }
}
