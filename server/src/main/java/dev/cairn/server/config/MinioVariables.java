package dev.cairn.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The variables by which MinIO is told its root key, taken for keys of Cairn where none of these is
 * set: whoever replaces one image by the other keeps the rest of the file as it is.
 */
final class MinioVariables {
    private static final String ROOT = "root.";

    /** From the variable to the key. */
    private static final Map<String, ConfigKey<?>> KEYS =
            new TreeMap<>(
                    Map.of(
                            "MINIO_ROOT_USER", ConfigKeys.ROOT_ACCESS_KEY,
                            "MINIO_ROOT_USER_FILE", ConfigKeys.ROOT_ACCESS_KEY_FILE,
                            "MINIO_ROOT_PASSWORD", ConfigKeys.ROOT_SECRET_KEY,
                            "MINIO_ROOT_PASSWORD_FILE", ConfigKeys.ROOT_SECRET_KEY_FILE));

    /** Their names until 2021, which MinIO takes where the newer ones are absent. */
    private static final Map<String, ConfigKey<?>> OLDER_KEYS =
            new TreeMap<>(
                    Map.of(
                            "MINIO_ACCESS_KEY", ConfigKeys.ROOT_ACCESS_KEY,
                            "MINIO_ACCESS_KEY_FILE", ConfigKeys.ROOT_ACCESS_KEY_FILE,
                            "MINIO_SECRET_KEY", ConfigKeys.ROOT_SECRET_KEY,
                            "MINIO_SECRET_KEY_FILE", ConfigKeys.ROOT_SECRET_KEY_FILE));

    private MinioVariables() {}

    /**
     * Adds what MinIO's variables say, with a warning for each.
     *
     * @param found what flags, environment and file say
     */
    static void add(
            Map<String, String> environment,
            Map<String, ConfigValues.Found> found,
            List<String> warnings) {
        Optional<String> own =
                found.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(ROOT))
                        .map(entry -> entry.getKey() + " is set (" + entry.getValue().source()
                                + ")")
                        .sorted()
                        .findFirst();
        names(environment).forEach(
                (variable, key) -> {
                    String text = environment.getOrDefault(variable, "");
                    if (text.isEmpty()) {
                        return;
                    }
                    if (own.isPresent()) {
                        warnings.add(variable + " is ignored, since " + own.get());
                        return;
                    }
                    warnings.add(
                            "%s is taken for %s; Cairn's own name is %s"
                                    .formatted(variable, key.name(), key.environmentVariable()));
                    found.put(
                            key.name(),
                            new ConfigValues.Found(
                                    new ConfigNode.Scalar(text), "environment " + variable));
                });
    }

    private static Map<String, ConfigKey<?>> names(Map<String, String> environment) {
        boolean newer =
                KEYS.keySet().stream()
                        .anyMatch(variable -> !environment.getOrDefault(variable, "").isEmpty());
        return newer ? KEYS : OLDER_KEYS;
    }
}
