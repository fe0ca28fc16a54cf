package dev.cairn.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Reads the root key: both halves, each as a value or from a file. */
final class RootConfig {
    private static final int FILE_BYTES_MAX = 4096;

    private RootConfig() {}

    /**
     * The configured key; empty where one is to be generated. Half a key is refused rather than
     * completed by a generated half.
     */
    static Optional<Credentials> read(ConfigValues values) throws ConfigException {
        Optional<String> accessKey =
                either(
                        values,
                        ConfigKeys.ROOT_ACCESS_KEY,
                        ConfigKeys.ROOT_ACCESS_KEY_FILE,
                        Credentials::accessKey);
        Optional<String> secretKey =
                either(
                        values,
                        ConfigKeys.ROOT_SECRET_KEY,
                        ConfigKeys.ROOT_SECRET_KEY_FILE,
                        Credentials::secretKey);
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new ConfigException(
                    accessKey.isPresent()
                            ? "root.access-key is set, but neither root.secret-key nor"
                                    + " root.secret-key-file is"
                            : "a root secret is set, but neither root.access-key nor"
                                    + " root.access-key-file is");
        }
        if (accessKey.isEmpty() || secretKey.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(accessKey.get(), secretKey.get()));
    }

    private static Optional<String> either(
            ConfigValues values,
            ConfigKey<String> key,
            ConfigKey<Path> fileKey,
            Function<String, Optional<String>> check)
            throws ConfigException {
        Optional<String> value = values.find(key);
        Optional<Path> file = values.find(fileKey);
        if (value.isPresent() && file.isPresent()) {
            throw new ConfigException(
                    "%s (%s) and %s (%s) exclude each other"
                            .formatted(
                                    key.name(),
                                    values.source(key),
                                    fileKey.name(),
                                    values.source(fileKey)));
        }
        if (file.isEmpty()) {
            return value;
        }
        String line = firstLine(fileKey.name(), file.get());
        return Optional.of(
                check.apply(line)
                        .orElseThrow(
                                () -> new ConfigException(
                                        "%s: the first line of %s is not %s"
                                                .formatted(
                                                        fileKey.name(),
                                                        file.get(),
                                                        key.type().expected()))));
    }

    private static String firstLine(String name, Path file) throws ConfigException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ConfigException(
                        "%s: %s is larger than %d bytes".formatted(name, file, FILE_BYTES_MAX));
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new ConfigException(name + ": cannot read " + e.getMessage());
        }
    }
}
