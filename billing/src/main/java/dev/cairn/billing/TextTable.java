package dev.cairn.billing;

import java.util.List;

/** Rows of cells, aligned: text to the left, figures to the right. */
final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /**
     * Lines, each with its newline and without blanks at its end.
     *
     * @param figures of each column, whether it holds figures
     */
    static String of(List<List<String>> rows, List<Boolean> figures) {
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String blanks = " ".repeat(width(rows, i) - width(row.get(i)));
                line.append(i == 0 ? "" : GAP)
                        .append(figures.get(i) ? blanks + row.get(i) : row.get(i) + blanks);
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
