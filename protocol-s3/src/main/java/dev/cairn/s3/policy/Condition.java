package dev.cairn.s3.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One test of a statement: a key of the request against values of the policy, of which any may hold.
 *
 * <p>Rules: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Set operators for
 * multivalued context keys".
 *
 * @param ifExists whether the test holds where the request lacks the key
 */
record Condition(
        Quantifier quantifier,
        ConditionOperator operator,
        boolean ifExists,
        ConditionKey key,
        List<PolicyText> values) {
    /** Which of a request's values must pass. */
    enum Quantifier {
        ONE,
        FOR_ANY_VALUE,
        FOR_ALL_VALUES
    }

    /** Keys of which a fixed value keeps a policy from being public. */
    private static final Set<String> CONFINING =
            Set.of(
                    "aws:sourcearn",
                    "aws:sourcevpc",
                    "aws:sourcevpce",
                    "aws:sourceowner",
                    "aws:sourceaccount",
                    "aws:userid",
                    "aws:principalarn",
                    "aws:principalaccount",
                    "aws:principalorgid",
                    "aws:principalorgpaths",
                    "s3:x-amz-server-side-encryption-aws-kms-key-id",
                    "s3:dataaccesspointarn",
                    "s3:dataaccesspointaccount");

    Condition {
        values = List.copyOf(values);
    }

    boolean holds(RequestContext context) {
        List<String> sent = context.values(key);
        if (operator == ConditionOperator.NULL) {
            return values.stream()
                    .anyMatch(value -> Boolean.parseBoolean(value.text()) == sent.isEmpty());
        }
        if (sent.isEmpty()) {
            return ifExists
                    || quantifier == Quantifier.FOR_ALL_VALUES
                    || (operator.negative() && quantifier == Quantifier.ONE);
        }
        Predicate<String> test =
                one -> values.stream().anyMatch(value -> operator.matches(value, one, context))
                        != operator.negative();
        boolean all =
                quantifier == Quantifier.FOR_ALL_VALUES
                        || (quantifier == Quantifier.ONE && operator.negative());
        return all ? sent.stream().allMatch(test) : sent.stream().anyMatch(test);
    }

    /** Whether it narrows down who may come so far that a policy is not public. */
    boolean confines() {
        if (ifExists || quantifier == Quantifier.FOR_ALL_VALUES || operator.negative()) {
            return false;
        }
        if (key.name().equals("aws:sourceip")) {
            return operator == ConditionOperator.IP_ADDRESS
                    && values.stream().allMatch(value -> AddressRange.of(value.text()).isNarrow());
        }
        return CONFINING.contains(key.name())
                && operator.comparesNames()
                && values.stream().allMatch(PolicyText::isFixed);
    }
}
