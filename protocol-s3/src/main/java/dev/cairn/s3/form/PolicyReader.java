package dev.cairn.s3.form;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the policy of a form: JSON in base64.
 *
 * <p>Source: Amazon S3 API Reference, "POST Policy"; the words of the refusals are those on the
 * wire.
 */
final class PolicyReader {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final String LENGTH_RANGE = "content-length-range";
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final List<FieldCondition> conditions = new ArrayList<>();
    private LengthRange range;

    private PolicyReader(LengthRange widest) {
        range = widest;
    }

    /**
     * Reads a policy.
     *
     * @param widest the lengths that a file may have without a policy
     * @throws S3Exception InvalidPolicyDocument
     */
    static PostPolicy read(String base64, LengthRange widest) {
        JsonNode policy = parse(base64);
        for (Map.Entry<String, JsonNode> field : policy.properties()) {
            if (!field.getKey().equals("expiration") && !field.getKey().equals("conditions")) {
                throw invalid("Unexpected: '%s'".formatted(field.getKey()));
            }
        }
        Instant expiration = expiration(policy.path("expiration"));
        JsonNode list = policy.path("conditions");
        if (list.isMissingNode()) {
            throw invalid("Policy missing conditions.");
        }
        if (!list.isArray()) {
            throw invalid("Invalid 'conditions' value: must be a List.");
        }
        PolicyReader reader = new PolicyReader(widest);
        list.forEach(reader::condition);
        return new PostPolicy(expiration, reader.conditions, reader.range);
    }

    private static JsonNode parse(String base64) {
        byte[] document;
        try {
            document = Base64.getDecoder().decode(WHITE_SPACE.matcher(base64).replaceAll(""));
        } catch (IllegalArgumentException notBase64) {
            throw invalid("invalid Base64 encoding.");
        }
        try {
            JsonNode policy = JSON.readTree(document);
            if (policy.isObject()) {
                return policy;
            }
        } catch (JacksonException malformed) {
            // Answered below, like a document that is no object.
        }
        throw invalid("Invalid JSON.");
    }

    private static Instant expiration(JsonNode node) {
        if (node.isMissingNode()) {
            throw invalid("Policy missing expiration.");
        }
        String text = node.isString() ? node.stringValue() : node.toString();
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw invalid("Invalid 'expiration' value: '%s'".formatted(text));
        }
    }

    private void condition(JsonNode node) {
        if (node.isObject()) {
            simple(node);
        } else if (node.isArray()) {
            operation(node);
        } else {
            throw invalid("Invalid condition test: must be a List or Object.");
        }
    }

    /** The form {@code {"acl": "private"}}. */
    private void simple(JsonNode node) {
        if (node.size() != 1) {
            throw invalid(
                    "Invalid Simple-Condition: Simple-Conditions must have exactly one property"
                            + " specified.");
        }
        Map.Entry<String, JsonNode> property = node.properties().iterator().next();
        if (!property.getValue().isString()) {
            throw invalid("Invalid Simple-Condition: value must be a string.");
        }
        add(FieldCondition.EQUAL, property.getKey(), property.getValue().stringValue());
    }

    /** The form {@code ["starts-with", "$key", "user/"]}. */
    private void operation(JsonNode node) {
        JsonNode first = node.path(0);
        if (!first.isString()) {
            throw invalid("Invalid Condition: missing operation identifier.");
        }
        String operator = first.stringValue().toLowerCase(Locale.ROOT);
        switch (operator) {
            case FieldCondition.EQUAL, FieldCondition.STARTS_WITH -> compare(operator, node);
            case LENGTH_RANGE -> {
                requireArguments(operator, node);
                range = range.and(new LengthRange(number(node.path(1)), number(node.path(2))));
            }
            default ->
                    throw invalid(
                            "Invalid Condition: unknown operation '%s'."
                                    .formatted(first.stringValue()));
        }
    }

    private void compare(String operator, JsonNode node) {
        requireArguments(operator, node);
        boolean texts = node.path(1).isString() && node.path(2).isString();
        if (!texts || !node.path(1).stringValue().startsWith("$")) {
            // What S3 cannot make sense of, it takes for a condition that does not hold.
            throw S3Exception.saying(
                    S3ErrorCode.ACCESS_DENIED,
                    "Invalid according to Policy: Policy Condition failed: " + shown(node));
        }
        add(operator, node.path(1).stringValue().substring(1), node.path(2).stringValue());
    }

    private static String shown(JsonNode node) {
        List<String> items = new ArrayList<>();
        node.forEach(item -> items.add(item.toString()));
        return "[" + String.join(", ", items) + "]";
    }

    private static void requireArguments(String operator, JsonNode node) {
        if (node.size() != 3) {
            throw invalid("Invalid %s: wrong number of arguments.".formatted(operator));
        }
    }

    private void add(String operator, String name, String value) {
        conditions.add(
                new FieldCondition(operator, FormField.octets(name), FormField.octets(value)));
    }

    private static long number(JsonNode node) {
        String text = node.isString() ? node.stringValue() : node.toString();
        if (!NUMBER.matcher(text).matches()) {
            throw invalid("Invalid content-length-range: not a number '%s'.".formatted(text));
        }
        return Long.parseLong(text);
    }

    private static S3Exception invalid(String problem) {
        return S3Exception.saying(
                S3ErrorCode.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + problem);
    }
}
