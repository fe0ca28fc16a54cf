package dev.cairn.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What flags, environment and file say together, by key; defaults where they say nothing. */
public final class ConfigValues {
    /**
     * A value and where it was found.
     *
     * @param source for messages: {@code flag --region}, {@code environment CAIRN_REGION}, {@code
     *     cairn.yaml line 3}
     */
    record Found(ConfigNode node, String source) {}

    private final Map<String, Found> found;
    private final List<String> warnings;

    ConfigValues(Map<String, Found> found, List<String> warnings) {
        this.found = Map.copyOf(found);
        this.warnings = List.copyOf(warnings);
    }

    /** The value, or the default of a key that has one. */
    public <T> T get(ConfigKey<T> key) throws ConfigException {
        return find(key)
                .orElseThrow(() -> new IllegalArgumentException(key.name() + " has no default"));
    }

    /** The value, or the default where there is one. */
    public <T> Optional<T> find(ConfigKey<T> key) throws ConfigException {
        Found value = found.get(key.name());
        if (value != null) {
            return Optional.of(read(key, value));
        }
        if (key.defaultText() == null) {
            return Optional.empty();
        }
        return Optional.of(key.type().read(new ConfigNode.Scalar(key.defaultText())));
    }

    /** Where the value was found; {@code default} if nowhere. */
    public String source(ConfigKey<?> key) {
        Found value = found.get(key.name());
        return value == null ? "default" : value.source();
    }

    /** What is odd but stops nothing. */
    public List<String> warnings() {
        return warnings;
    }

    private static <T> T read(ConfigKey<T> key, Found value) throws ConfigException {
        try {
            return key.type().read(value.node());
        } catch (InvalidValueException e) {
            String shown = key.secret() ? "its value" : "'" + e.found() + "'";
            throw new ConfigException(
                    "%s: %s is not accepted (%s); expected: %s"
                            .formatted(key.name(), shown, value.source(), key.type().expected()));
        }
    }
}
