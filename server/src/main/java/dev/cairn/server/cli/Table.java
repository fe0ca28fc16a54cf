package dev.cairn.server.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, aligned for people: text to the left, figures to the right. */
final class Table {
    /** A column and how its cells align. */
    record Column(String heading, boolean right) {
        static Column text(String heading) {
            return new Column(heading, false);
        }

        static Column figure(String heading) {
            return new Column(heading, true);
        }
    }

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(Column... columns) {
        this.columns = List.of(columns);
        rows.add(this.columns.stream().map(Column::heading).toList());
    }

    void add(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells in " + columns);
        }
        rows.add(List.of(cells));
    }

    /** Lines, each with its newline and without blanks at its end. */
    @Override
    public String toString() {
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String blanks = " ".repeat(widths[i] - width(row.get(i)));
                line.append(i == 0 ? "" : GAP)
                        .append(columns.get(i).right() ? blanks + row.get(i) : row.get(i) + blanks);
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
