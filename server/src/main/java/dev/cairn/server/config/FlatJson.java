package dev.cairn.server.config;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object of texts and numbers. Goes without data binding, which would take a tenth of the
 * server's start.
 */
final class FlatJson {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** A field of null is left out when it is read and written as null. */
    FlatJson put(String name, @Nullable Object textOrNumber) {
        fields.put(name, textOrNumber == null ? JsonToken.VALUE_NULL : textOrNumber);
        return this;
    }

    /**
     * Reads an object; fields of other types are passed over.
     *
     * @throws IllegalArgumentException for anything else, without saying what
     */
    static FlatJson parse(byte[] bytes) {
        FlatJson document = new FlatJson();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not an object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                switch (parser.nextToken()) {
                    case VALUE_STRING -> document.put(name, parser.getString());
                    case VALUE_NUMBER_INT -> document.put(name, parser.getLongValue());
                    default -> parser.skipChildren();
                }
            }
            return document;
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("not JSON");
        }
    }

    /** One line. */
    byte[] toBytes() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.forEach((name, value) -> write(json, name, value));
            json.writeEndObject();
        }
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A text that must be there. */
    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    @Nullable
    String textOrNull(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    /** A number that must be there. */
    long number(String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(name + " is missing");
    }

    private static void write(JsonGenerator json, String name, Object value) {
        switch (value) {
            case String text -> json.writeStringProperty(name, text);
            case Long number -> json.writeNumberProperty(name, number);
            default -> json.writeNullProperty(name);
        }
    }
}
