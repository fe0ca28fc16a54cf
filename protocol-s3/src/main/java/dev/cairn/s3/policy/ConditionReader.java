package dev.cairn.s3.policy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the {@code Condition} of a statement.
 *
 * @param variables whether values may hold variables
 * @param actions what the statement is about
 */
record ConditionReader(boolean variables, List<String> actions) {
    private static final String IF_EXISTS = "IfExists";
    private static final String FOR_ANY_VALUE = "ForAnyValue:";
    private static final String FOR_ALL_VALUES = "ForAllValues:";

    List<Condition> read(Map<String, Json> operators) {
        List<Condition> conditions = new ArrayList<>();
        operators.forEach(
                (word, keys) -> {
                    if (!(keys instanceof Json.Members members)) {
                        throw PolicyReader.malformed("Invalid policy syntax.");
                    }
                    members.byName()
                            .forEach((key, values) -> conditions.add(read(word, key, values)));
                });
        return conditions;
    }

    private Condition read(String word, String keyText, Json values) {
        Condition.Quantifier quantifier = quantifier(word);
        String unquantified = word.substring(word.indexOf(':') + 1);
        boolean ifExists = unquantified.endsWith(IF_EXISTS);
        String plain =
                ifExists
                        ? unquantified.substring(0, unquantified.length() - IF_EXISTS.length())
                        : unquantified;
        ConditionOperator operator =
                ConditionOperator.of(plain)
                        .filter(found -> !ifExists || found != ConditionOperator.NULL)
                        .orElseThrow(
                                () -> PolicyReader.malformed(
                                        "Invalid Condition type : " + word));
        ConditionKey key = ConditionKey.of(keyText);
        if (KnownKeys.isNotKept(key)) {
            throw S3Exception.saying(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "The condition key " + keyText + " is not implemented.",
                    "ConditionKey",
                    keyText);
        }
        if (!KnownKeys.has(key)) {
            throw PolicyReader.malformed("Policy has an invalid condition key");
        }
        if (!KnownKeys.isFor(key, actions)) {
            throw PolicyReader.malformed(
                    "Conditions do not apply to combination of actions and resources in"
                            + " statement");
        }
        return new Condition(quantifier, operator, ifExists, key, values(operator, values));
    }

    private static Condition.Quantifier quantifier(String word) {
        if (word.startsWith(FOR_ANY_VALUE)) {
            return Condition.Quantifier.FOR_ANY_VALUE;
        }
        if (word.startsWith(FOR_ALL_VALUES)) {
            return Condition.Quantifier.FOR_ALL_VALUES;
        }
        if (word.indexOf(':') >= 0) {
            throw PolicyReader.malformed("Invalid Condition type : " + word);
        }
        return Condition.Quantifier.ONE;
    }

    private List<PolicyText> values(ConditionOperator operator, Json values) {
        List<PolicyText> texts = new ArrayList<>();
        for (Json value : values instanceof Json.Items items ? items.list() : List.of(values)) {
            if (!(value instanceof Json.Word word)) {
                throw PolicyReader.malformed("Invalid policy syntax.");
            }
            if (!operator.accepts(word.text())) {
                throw PolicyReader.malformed(
                        operator == ConditionOperator.IP_ADDRESS
                                || operator == ConditionOperator.NOT_IP_ADDRESS
                                        ? "Invalid IP address in Conditions"
                                        : "Invalid value in Conditions for operator "
                                                + operator.word());
            }
            texts.add(new PolicyText(word.text(), variables));
        }
        return texts;
    }
}
