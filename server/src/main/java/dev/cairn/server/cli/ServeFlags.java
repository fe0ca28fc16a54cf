package dev.cairn.server.cli;

import dev.cairn.server.config.ConfigKey;
import dev.cairn.server.config.ConfigKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code cairn serve} was given.
 *
 * @param configFile the file that {@code --config} names
 * @param keys texts of configuration keys by their names, unchecked
 */
record ServeFlags(@Nullable Path configFile, Map<String, String> keys) {
    private static final String CONFIG = "--config";

    ServeFlags {
        keys = Map.copyOf(keys);
    }

    /**
     * The flags of a command line that anybody reads alike: each is known, given once and has a
     * value, or is a switch without one. The start of a server, which containers and tests wait for,
     * so does without picocli: setting that up takes longer than opening a store.
     *
     * @param words what follows {@code serve}
     * @return empty if picocli is to read them, as for help and for all that is wrong
     */
    static Optional<ServeFlags> plain(List<String> words) {
        Map<String, ConfigKey<?>> known = new HashMap<>();
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (key.origin() != ConfigKey.Origin.FILE_ONLY) {
                known.put(key.flag(), key);
            }
        }
        Map<String, String> keys = new HashMap<>();
        Path configFile = null;
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index);
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            ConfigKey<?> key = known.get(flag);
            String text;
            if (equals >= 0) {
                text = word.substring(equals + 1);
            } else if (index + 1 < words.size() && !words.get(index + 1).startsWith("-")) {
                index++;
                text = words.get(index);
            } else if (key != null && key.isSwitch()) {
                text = "true";
            } else {
                return Optional.empty();
            }
            boolean first;
            if (key != null) {
                first = keys.put(key.name(), text) == null;
            } else if (flag.equals(CONFIG)) {
                first = configFile == null;
                configFile = Path.of(text);
            } else {
                return Optional.empty();
            }
            if (!first || text.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new ServeFlags(configFile, keys));
    }
}
