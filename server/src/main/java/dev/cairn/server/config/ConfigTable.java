package dev.cairn.server.config;

import java.util.List;

/** Renders the declarations of keys for people. */
public final class ConfigTable {
    private ConfigTable() {}

    /** The table of the README, in Markdown, with a newline at its end. */
    public static String markdown(List<ConfigKey<?>> keys) {
        StringBuilder table = new StringBuilder();
        table.append("| Key | Default | Value | Meaning |\n");
        table.append("| --- | --- | --- | --- |\n");
        for (ConfigKey<?> key : keys) {
            String unset = "–";
            String defaultText =
                    key.defaultText() == null ? unset : '`' + key.defaultText() + '`';
            String documentation =
                    key.origin() == ConfigKey.Origin.FILE_ONLY
                            ? key.documentation() + " In the file only."
                            : key.documentation();
            table.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(
                                    key.name(), defaultText, key.type().expected(), documentation));
        }
        return table.toString();
    }
}
