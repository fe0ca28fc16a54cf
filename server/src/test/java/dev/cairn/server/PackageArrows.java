package dev.cairn.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of {@code docs/ARCHITECTURE.md}: which package may know which, under dev.cairn. */
record PackageArrows(Map<String, Set<String>> allowed) {
    private static final Pattern NAME = Pattern.compile("`([a-z0-9.]+)`");

    static PackageArrows read(Path document) {
        try {
            String text = Files.readString(document);
            int from = text.indexOf("<!-- arrows -->");
            int to = text.indexOf("<!-- /arrows -->");
            Map<String, Set<String>> allowed = new TreeMap<>();
            for (String line : text.substring(from, to).lines().toList()) {
                String[] cells = line.split("\\|", -1);
                if (cells.length == 4 && cells[1].contains("`")) {
                    allowed.put(names(cells[1]).findFirst().orElseThrow(),
                            names(cells[2]).collect(Collectors.toCollection(TreeSet::new)));
                }
            }
            return new PackageArrows(allowed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String from, String to) {
        return allowed.getOrDefault(from, Set.of()).contains(to);
    }

    private static Stream<String> names(String cell) {
        return NAME.matcher(cell).results().map(match -> match.group(1));
    }
}
