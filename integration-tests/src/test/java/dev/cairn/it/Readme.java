package dev.cairn.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What the README promises; another test compares it with the code. */
public final class Readme {
    private Readme() {}

    /** The operations that are implemented. */
    public static Set<String> implementedOperations() {
        try {
            Path readme = Path.of(System.getProperty("cairn.readme", "../README.md"));
            String text = Files.readString(readme);
            String table = text.substring(
                    text.indexOf("<!-- operations -->"), text.indexOf("<!-- /operations -->"));
            Set<String> names = new TreeSet<>();
            for (String line : table.lines().toList()) {
                String[] cells = line.split("\\|", -1);
                if (cells.length > 2 && cells[2].strip().startsWith("yes")) {
                    names.add(cells[1].strip());
                }
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
