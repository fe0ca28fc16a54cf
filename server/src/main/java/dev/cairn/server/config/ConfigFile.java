package dev.cairn.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * A file of the configuration: YAML, read as it stands. No scalar is interpreted before its key says
 * what it is, so that a secret of digits keeps its zeros and {@code off} stays a word.
 */
final class ConfigFile {
    static final int BYTES_MAX = 1 << 20;

    private ConfigFile() {}

    /**
     * The top of the file; an empty file is an empty mapping.
     *
     * @param named where the file is named, for messages
     */
    static ConfigNode.Mapping read(String named, Path file) throws ConfigException {
        byte[] bytes = bytes(named, file);
        YAMLFactory factory =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes)) {
            JsonToken first = parser.nextToken();
            ConfigNode top = first == null ? null : node(parser, first);
            if (top == null) {
                return new ConfigNode.Mapping(Map.of(), 0);
            }
            if (parser.nextToken() != null) {
                throw new ConfigException(file + ": more than one document");
            }
            if (!(top instanceof ConfigNode.Mapping mapping)) {
                throw new ConfigException(file + ": not a mapping of keys to values");
            }
            return mapping;
        } catch (JacksonException e) {
            String where = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new ConfigException(file + where + ": " + e.getOriginalMessage());
        }
    }

    private static byte[] bytes(String named, Path file) throws ConfigException {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new ConfigException(file + ": larger than " + BYTES_MAX + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new ConfigException(named + " " + file + ": there is no such file");
        } catch (IOException e) {
            throw new ConfigException(
                    named + " " + file + ": cannot be read: " + e.getMessage());
        }
    }

    /** The value that begins at this token; null for YAML's null. */
    private static @Nullable ConfigNode node(JsonParser parser, JsonToken token) {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (token) {
            case START_OBJECT -> new ConfigNode.Mapping(fields(parser), line);
            case START_ARRAY -> new ConfigNode.Sequence(items(parser), line);
            case VALUE_NULL -> null;
            default -> new ConfigNode.Scalar(parser.getString(), line);
        };
    }

    /** Absent is what null means everywhere, so a field of null is left out. */
    private static Map<String, ConfigNode> fields(JsonParser parser) {
        Map<String, ConfigNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            ConfigNode value = node(parser, parser.nextToken());
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private static List<ConfigNode> items(JsonParser parser) {
        List<ConfigNode> items = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            ConfigNode item = node(parser, token);
            if (item != null) {
                items.add(item);
            }
            token = parser.nextToken();
        }
        return items;
    }
}
