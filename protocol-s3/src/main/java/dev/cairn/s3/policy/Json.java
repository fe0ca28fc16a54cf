package dev.cairn.s3.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** A value of JSON as it stands: numbers and truth values are kept as they are spelt. */
sealed interface Json {
    int DEPTH_MAX = 16;

    /** Members in their order; none stands there twice. */
    record Members(Map<String, Json> byName) implements Json {}

    record Items(List<Json> list) implements Json {}

    /**
     * Anything without parts.
     *
     * @param quoted whether it is a string
     */
    record Word(String text, boolean quoted) implements Json {}

    /**
     * Reads one document, after which nothing may follow.
     *
     * @throws JacksonException for what is no JSON, and for members of the same name
     */
    static Json read(byte[] document) {
        JsonFactory factory =
                JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(DEPTH_MAX)
                                        .build())
                        .build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
            JsonToken first = parser.nextToken();
            Json value = first == null ? new Word("", false) : value(parser, first);
            return parser.nextToken() == null ? value : new Word("", false);
        }
    }

    private static Json value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            default -> new Word(parser.getString(), token == JsonToken.VALUE_STRING);
        };
    }

    private static Members members(JsonParser parser) {
        Map<String, Json> byName = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            byName.put(name, value(parser, parser.nextToken()));
        }
        return new Members(byName);
    }

    private static Items items(JsonParser parser) {
        List<Json> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return new Items(list);
    }
}
