package dev.cairn.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the values of all keys: a flag wins over the environment, the environment over the file,
 * the file over the default. What no key declares is refused, except in the environment, where it
 * is worth a warning only: Kubernetes sets {@code CAIRN_SERVICE_HOST} and its like for any service
 * called cairn.
 */
public final class ConfigLoader {
    /** Variables that begin like keys and belong to the launcher and to client commands. */
    public static final Set<String> OTHER_VARIABLES =
            Set.of(
                    "CAIRN_ADMIN",
                    "CAIRN_ADMIN_KEY",
                    "CAIRN_ADMIN_SECRET",
                    "CAIRN_CA_CERTIFICATE",
                    "CAIRN_JAVA_OPTS");

    private final List<ConfigKey<?>> keys;

    public ConfigLoader(List<ConfigKey<?>> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Gathers and checks all values.
     *
     * @param flags by key name; which flags exist, the command line decides
     * @param environment all variables; an empty one counts as not set
     * @param file null for none
     * @throws ConfigException naming every problem
     */
    public ConfigValues load(
            Map<String, String> flags, Map<String, String> environment, @Nullable Path file)
            throws ConfigException {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<String, ConfigValues.Found> found = new HashMap<>();
        if (file != null) {
            flatten("", ConfigFile.read(file), file, found, problems);
        }
        addEnvironment(environment, found, problems, warnings);
        flags.forEach(
                (name, text) -> {
                    String source = "flag --" + name.replace('.', '-');
                    found.put(name, new ConfigValues.Found(new ConfigNode.Scalar(text), source));
                });
        ConfigValues values = new ConfigValues(found, warnings);
        for (ConfigKey<?> key : keys) {
            try {
                values.find(key);
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return values;
    }

    /** Nested mappings and names with dots are the same thing. */
    private void flatten(
            String prefix,
            ConfigNode.Mapping mapping,
            Path file,
            Map<String, ConfigValues.Found> found,
            List<String> problems) {
        mapping.fields()
                .forEach(
                        (field, node) -> {
                            String name = prefix + field;
                            String source = file + " line " + node.line();
                            if (isKey(name)) {
                                if (found.put(name, new ConfigValues.Found(node, source)) != null) {
                                    problems.add(name + " stands twice (" + source + ")");
                                }
                            } else if (isFolder(name)
                                    && node instanceof ConfigNode.Mapping nested) {
                                flatten(name + ".", nested, file, found, problems);
                            } else {
                                problems.add(unknown("key", name, source, names()));
                            }
                        });
    }

    private void addEnvironment(
            Map<String, String> environment,
            Map<String, ConfigValues.Found> found,
            List<String> problems,
            List<String> warnings) {
        Map<String, ConfigKey<?>> byVariable =
                keys.stream()
                        .collect(Collectors.toMap(ConfigKey::environmentVariable, key -> key));
        new TreeMap<>(environment)
                .forEach(
                        (variable, text) -> {
                            if (!variable.startsWith("CAIRN_") || text.isEmpty()) {
                                return;
                            }
                            ConfigKey<?> key = byVariable.get(variable);
                            String source = "environment " + variable;
                            if (key == null) {
                                if (!OTHER_VARIABLES.contains(variable)) {
                                    warnings.add(
                                            unknown("variable", variable, "ignored", variables()));
                                }
                            } else if (key.origin() == ConfigKey.Origin.FILE_ONLY) {
                                problems.add(
                                        "%s can only stand in the file (%s)"
                                                .formatted(key.name(), source));
                            } else {
                                ConfigNode node = new ConfigNode.Scalar(text);
                                found.put(key.name(), new ConfigValues.Found(node, source));
                            }
                        });
    }

    private boolean isKey(String name) {
        return keys.stream().anyMatch(key -> key.name().equals(name));
    }

    private boolean isFolder(String name) {
        return keys.stream().anyMatch(key -> key.name().startsWith(name + "."));
    }

    private List<String> names() {
        return keys.stream().map(key -> key.name()).toList();
    }

    private List<String> variables() {
        return Stream.concat(
                keys.stream().map(ConfigKey::environmentVariable),
                OTHER_VARIABLES.stream().sorted())
                .toList();
    }

    private static String unknown(
            String what, String name, String remark, List<String> candidates) {
        return "unknown %s '%s' (%s); the nearest is '%s'"
                .formatted(what, name, remark, NearestName.of(name, candidates));
    }
}
