package dev.cairn.server.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the value of a key is read, and how its limits are told to a reader.
 *
 * @param <T> what the value becomes
 */
public final class ValueType<T> {
    /** The type of keys whose flag may stand alone. */
    static final ValueType<Boolean> TRUTH =
            word(
                    "true or false",
                    text -> switch (text) {
                        case "true" -> Optional.of(true);
                        case "false" -> Optional.of(false);
                        default -> Optional.empty();
                    });

    private final String expected;
    private final Function<ConfigNode, T> reader;

    private ValueType(String expected, Function<ConfigNode, T> reader) {
        this.expected = expected;
        this.reader = reader;
    }

    /** A value of several parts, which only the file can give. */
    static <T> ValueType<T> structured(String expected, Function<ConfigNode, T> reader) {
        return new ValueType<>(expected, reader);
    }

    /** One word; empty stands for a word that is not accepted. */
    static <T> ValueType<T> word(String expected, Function<String, Optional<T>> parser) {
        return new ValueType<>(
                expected,
                node -> {
                    String text = scalar(node);
                    return parser.apply(text).orElseThrow(() -> new InvalidValueException(text));
                });
    }

    /** A word of a fixed shape. */
    static ValueType<String> text(String expected, String shape) {
        Pattern pattern = Pattern.compile(shape);
        return word(
                expected, text -> Optional.of(text).filter(t -> pattern.matcher(t).matches()));
    }

    static ValueType<Integer> integer(int min, int max, String unit) {
        return word(
                "a whole number of " + unit + " from " + min + " to " + max,
                text -> {
                    try {
                        int value = Integer.parseInt(text);
                        return value < min || value > max ? Optional.empty() : Optional.of(value);
                    } catch (NumberFormatException notANumber) {
                        return Optional.empty();
                    }
                });
    }

    static ValueType<Duration> duration(Duration min, Duration max) {
        return word(durationExpected(min, max), text -> parseDuration(text, min, max));
    }

    /** A duration or the word {@code off}. */
    static ValueType<Optional<Duration>> durationOrOff(Duration min, Duration max) {
        return word(
                durationExpected(min, max) + ", or off",
                text -> {
                    Optional<Duration> duration = parseDuration(text, min, max);
                    boolean valid = duration.isPresent() || text.equals("off");
                    return valid ? Optional.of(duration) : Optional.empty();
                });
    }

    private static String durationExpected(Duration min, Duration max) {
        return "an ISO-8601 duration from " + days(min) + " to " + days(max);
    }

    private static Optional<Duration> parseDuration(String text, Duration min, Duration max) {
        try {
            Duration value = Duration.parse(text);
            boolean within = value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
            return within ? Optional.of(value) : Optional.empty();
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }

    /** The lower-case name of a constant. */
    static <E extends Enum<E>> ValueType<E> choice(List<E> constants) {
        String names =
                constants.stream().map(ValueType::lowerCaseName).collect(Collectors.joining(", "));
        return word(
                "one of " + names,
                text -> constants.stream()
                        .filter(constant -> lowerCaseName(constant).equals(text))
                        .findFirst());
    }

    static ValueType<ListenAddress> address() {
        return word("HOST:PORT, port 0 for any free one", ListenAddress::parse);
    }

    /** An address or the word {@code off}. */
    static ValueType<Optional<ListenAddress>> addressOrOff() {
        return word(
                "HOST:PORT, port 0 for any free one, or off",
                text -> {
                    Optional<ListenAddress> address = ListenAddress.parse(text);
                    boolean valid = address.isPresent() || text.equals("off");
                    return valid ? Optional.of(address) : Optional.empty();
                });
    }

    /**
     * Words between commas, or a sequence in the file; repeated ones count once.
     *
     * @param countMax how many there may be
     */
    static <T> ValueType<List<T>> list(
            String expected, int countMax, Function<String, Optional<T>> parser) {
        return new ValueType<>(
                expected + ", at most " + countMax,
                node -> {
                    List<T> items = new ArrayList<>();
                    for (String word : words(node)) {
                        T item =
                                parser.apply(word)
                                        .orElseThrow(() -> new InvalidValueException(word));
                        if (!items.contains(item)) {
                            items.add(item);
                        }
                    }
                    if (items.size() > countMax) {
                        throw new InvalidValueException(items.size() + " of them");
                    }
                    return List.copyOf(items);
                });
    }

    /** What is accepted, with its limits, to follow "expected". */
    public String expected() {
        return expected;
    }

    T read(ConfigNode node) {
        return reader.apply(node);
    }

    private static List<String> words(ConfigNode node) {
        return switch (node) {
            case ConfigNode.Scalar scalar ->
                    Arrays.stream(scalar.text().split(",", -1))
                            .map(String::strip)
                            .filter(word -> !word.isEmpty())
                            .toList();
            case ConfigNode.Sequence sequence ->
                    sequence.items().stream().map(ValueType::scalar).toList();
            case ConfigNode.Mapping mapping -> throw new InvalidValueException("a mapping");
        };
    }

    static String scalar(ConfigNode node) {
        return switch (node) {
            case ConfigNode.Scalar scalar -> scalar.text();
            case ConfigNode.Sequence sequence -> throw new InvalidValueException("a sequence");
            case ConfigNode.Mapping mapping -> throw new InvalidValueException("a mapping");
        };
    }

    /** {@code P30D}, where {@link Duration#toString} knows hours at most. */
    private static String days(Duration duration) {
        Duration whole = Duration.ofDays(duration.toDays());
        return !whole.isZero() && whole.equals(duration)
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }

    private static String lowerCaseName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
