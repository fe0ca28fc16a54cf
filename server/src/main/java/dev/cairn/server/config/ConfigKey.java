package dev.cairn.server.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a key: one name, from which the spellings of flag and environment follow.
 *
 * @param name lower case, words joined by dashes, nested by dots
 * @param defaultText the default as it would be written; null where absence means something else
 * @param origin where it may be set
 * @param secret whether its value must never be shown
 * @param documentation one or two sentences in Markdown
 */
public record ConfigKey<T>(
        String name,
        ValueType<T> type,
        @Nullable String defaultText,
        Origin origin,
        boolean secret,
        String documentation) {
    /** Where a key may be set. */
    public enum Origin {
        ANYWHERE,
        FILE_ONLY
    }

    private static final Pattern SHAPE =
            Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*");

    public ConfigKey {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a key: " + name);
        }
    }

    static <T> ConfigKey<T> of(
            String name, ValueType<T> type, String defaultText, String documentation) {
        return new ConfigKey<>(name, type, defaultText, Origin.ANYWHERE, false, documentation);
    }

    static <T> ConfigKey<T> optional(String name, ValueType<T> type, String documentation) {
        return new ConfigKey<>(name, type, null, Origin.ANYWHERE, false, documentation);
    }

    /** Whether the flag may stand without a value, for {@code true}. */
    public boolean isSwitch() {
        return type.equals(ValueType.TRUTH);
    }

    /** {@code --s3-listen}. */
    public String flag() {
        return "--" + name.replace('.', '-');
    }

    /** {@code CAIRN_S3_LISTEN}. */
    public String environmentVariable() {
        return "CAIRN_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
