package dev.cairn.s3.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** How a condition compares. What is negative holds where its opposite does not. */
enum ConditionOperator {
    STRING_EQUALS("StringEquals", Kind.TEXT, false),
    STRING_NOT_EQUALS("StringNotEquals", Kind.TEXT, true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Kind.TEXT_IGNORING_CASE, false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Kind.TEXT_IGNORING_CASE, true),
    STRING_LIKE("StringLike", Kind.PATTERN, false),
    STRING_NOT_LIKE("StringNotLike", Kind.PATTERN, true),
    ARN_EQUALS("ArnEquals", Kind.ARN, false),
    ARN_NOT_EQUALS("ArnNotEquals", Kind.ARN, true),
    ARN_LIKE("ArnLike", Kind.ARN, false),
    ARN_NOT_LIKE("ArnNotLike", Kind.ARN, true),
    NUMERIC_EQUALS("NumericEquals", Kind.NUMBER, false, order -> order == 0),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Kind.NUMBER, true, order -> order == 0),
    NUMERIC_LESS_THAN("NumericLessThan", Kind.NUMBER, false, order -> order < 0),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Kind.NUMBER, false, order -> order <= 0),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Kind.NUMBER, false, order -> order > 0),
    NUMERIC_GREATER_THAN_EQUALS(
            "NumericGreaterThanEquals",
            Kind.NUMBER,
            false,
            order -> order >= 0),
    DATE_EQUALS("DateEquals", Kind.DATE, false, order -> order == 0),
    DATE_NOT_EQUALS("DateNotEquals", Kind.DATE, true, order -> order == 0),
    DATE_LESS_THAN("DateLessThan", Kind.DATE, false, order -> order < 0),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Kind.DATE, false, order -> order <= 0),
    DATE_GREATER_THAN("DateGreaterThan", Kind.DATE, false, order -> order > 0),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Kind.DATE, false, order -> order >= 0),
    BOOL("Bool", Kind.TRUTH, false),
    BINARY_EQUALS("BinaryEquals", Kind.TEXT, false),
    IP_ADDRESS("IpAddress", Kind.ADDRESS, false),
    NOT_IP_ADDRESS("NotIpAddress", Kind.ADDRESS, true),
    NULL("Null", Kind.TRUTH, false);

    private enum Kind {
        TEXT,
        TEXT_IGNORING_CASE,
        PATTERN,
        ARN,
        NUMBER,
        DATE,
        TRUTH,
        ADDRESS
    }

    private static final int ARN_FIELDS = 6;
    private static final int NUMBER_LENGTH_MAX = 40;

    private final String word;
    private final Kind kind;
    private final boolean negative;
    private final IntPredicate order;

    ConditionOperator(String word, Kind kind, boolean negative) {
        this(word, kind, negative, order -> false);
    }

    /**
     * An operator that orders.
     *
     * @param order of the request's value against the policy's
     */
    ConditionOperator(String word, Kind kind, boolean negative, IntPredicate order) {
        this.word = word;
        this.kind = kind;
        this.negative = negative;
        this.order = order;
    }

    /** The operator that is spelt so; empty where there is none. */
    static Optional<ConditionOperator> of(String word) {
        return Optional.ofNullable(Words.BY_WORD.get(word));
    }

    /** Made after the constants. */
    private static final class Words {
        private static final Map<String, ConditionOperator> BY_WORD = byWord();

        private static Map<String, ConditionOperator> byWord() {
            Map<String, ConditionOperator> byWord = new HashMap<>();
            for (ConditionOperator operator : ConditionOperator.values()) {
                byWord.put(operator.word, operator);
            }
            return Map.copyOf(byWord);
        }
    }

    String word() {
        return word;
    }

    boolean negative() {
        return negative;
    }

    /** Whether a positive test names the very texts that pass. */
    boolean comparesNames() {
        return kind == Kind.TEXT
                || kind == Kind.TEXT_IGNORING_CASE
                || kind == Kind.PATTERN
                || kind == Kind.ARN;
    }

    /** Whether a policy may compare with this value. */
    boolean accepts(String value) {
        return switch (kind) {
            case TEXT, TEXT_IGNORING_CASE, PATTERN -> true;
            case ARN -> value.equals("*") || value.split(":", ARN_FIELDS).length == ARN_FIELDS;
            case NUMBER -> number(value).isPresent();
            case DATE -> date(value).isPresent();
            case TRUTH -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case ADDRESS -> AddressRange.parse(value).isPresent();
        };
    }

    /** Whether a value of the policy and one of the request are alike; negation left out. */
    boolean matches(PolicyText value, String sent, RequestContext context) {
        return switch (kind) {
            case TEXT -> value.isEqual(sent, context);
            case TEXT_IGNORING_CASE -> value.isEqualIgnoringCase(sent, context);
            case PATTERN -> value.isLike(sent, context);
            case ARN -> arnsMatch(value, sent, context);
            case NUMBER -> ordered(number(value.text()), number(sent));
            case DATE -> ordered(date(value.text()), date(sent));
            case TRUTH -> value.text().equalsIgnoreCase(sent);
            case ADDRESS -> AddressRange.of(value.text()).has(sent);
        };
    }

    /** Field by field, so that no wild card reaches over a colon into another one's meaning. */
    private static boolean arnsMatch(PolicyText value, String sent, RequestContext context) {
        if (value.text().equals("*")) {
            return true;
        }
        String[] pattern = value.text().split(":", ARN_FIELDS);
        String[] fields = sent.split(":", ARN_FIELDS);
        if (pattern.length != fields.length) {
            return false;
        }
        for (int i = 0; i < fields.length; i++) {
            if (!new PolicyText(pattern[i], value.variables()).isLike(fields[i], context)) {
                return false;
            }
        }
        return true;
    }

    private <T extends Comparable<T>> boolean ordered(Optional<T> value, Optional<T> sent) {
        return value.isPresent()
                && sent.isPresent()
                && order.test(sent.get().compareTo(value.get()));
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.length() > NUMBER_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** ISO 8601 with or without time, or seconds since 1970. */
    private static Optional<Instant> date(String text) {
        try {
            if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | NumberFormatException notADate) {
            return Optional.empty();
        }
    }
}
