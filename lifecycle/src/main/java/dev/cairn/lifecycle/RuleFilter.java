package dev.cairn.lifecycle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a rule is about. Everything that is named must hold.
 *
 * @param form how the client wrote it, which it gets back
 * @param prefix null where none is named; an empty one is named and always holds
 * @param sizeGreaterThan bytes, exclusive; null where it is not named
 * @param sizeLessThan bytes, exclusive; null where it is not named
 */
public record RuleFilter(
        Form form,
        @Nullable String prefix,
        Map<String, String> tags,
        @Nullable Long sizeGreaterThan,
        @Nullable Long sizeLessThan) {
    /** The largest object that S3 has had room for in a filter. */
    static final long SIZE_MAX = 1_099_511_627_776_000L;

    private static final int PREFIX_BYTES_MAX = 1024;

    /** How a filter is written. */
    public enum Form {
        /** The old element Prefix of the rule itself. */
        RULE_PREFIX(1),
        /** The element Filter with nothing or one thing in it. */
        FILTER(2),
        /** The element Filter with And in it. */
        AND(3);

        private final int code;

        Form(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Form ofCode(int code) {
            for (Form form : values()) {
                if (form.code == code) {
                    return form;
                }
            }
            throw new IllegalArgumentException("no form of a filter has code " + code);
        }
    }

    public RuleFilter {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        checkForm(form, prefix != null, named(prefix, tags, sizeGreaterThan, sizeLessThan));
        if (prefix != null
                && prefix.getBytes(StandardCharsets.UTF_8).length > PREFIX_BYTES_MAX) {
            throw InvalidLifecycleException.request(
                    "The maximum size of a prefix is " + PREFIX_BYTES_MAX);
        }
        tags.forEach(RuleFilter::checkTag);
        checkSizes(sizeGreaterThan, sizeLessThan);
    }

    /** The filter of a rule with the old element Prefix. */
    public static RuleFilter ofRulePrefix(String prefix) {
        return new RuleFilter(Form.RULE_PREFIX, prefix, Map.of(), null, null);
    }

    /** A filter with nothing but a prefix. */
    public static RuleFilter ofPrefix(String prefix) {
        return new RuleFilter(Form.FILTER, prefix, Map.of(), null, null);
    }

    /** The empty filter: all objects. */
    public static RuleFilter all() {
        return new RuleFilter(Form.FILTER, null, Map.of(), null, null);
    }

    public boolean hasTags() {
        return !tags.isEmpty();
    }

    public boolean hasSizes() {
        return sizeGreaterThan != null || sizeLessThan != null;
    }

    /** Whether a key begins as the filter asks. */
    public boolean matchesKey(String key) {
        return prefix == null || key.startsWith(prefix);
    }

    /** Whether all the tags that the filter names are there. */
    public boolean matchesTags(Map<String, String> present) {
        return tags.isEmpty() || present.entrySet().containsAll(tags.entrySet());
    }

    public boolean matchesSize(long sizeBytes) {
        return (sizeGreaterThan == null || sizeBytes > sizeGreaterThan)
                && (sizeLessThan == null || sizeBytes < sizeLessThan);
    }

    /** The filter in the words of S3's error messages. */
    String inWords() {
        if (form == Form.RULE_PREFIX) {
            return "prefix '" + prefix + "'";
        }
        List<String> words = new ArrayList<>();
        if (prefix != null) {
            words.add("prefix=" + prefix);
        }
        tags.forEach((key, value) -> words.add("tag={key=" + key + ", value=" + value + "}"));
        if (sizeGreaterThan != null) {
            words.add("objectsizegreaterthan=" + sizeGreaterThan);
        }
        if (sizeLessThan != null) {
            words.add("objectsizelessthan=" + sizeLessThan);
        }
        return "filter '(" + String.join(" and ", words) + ")'";
    }

    private static int named(
            @Nullable String prefix,
            Map<String, String> tags,
            @Nullable Long greater,
            @Nullable Long less) {
        return (prefix == null ? 0 : 1)
                + tags.size()
                + (greater == null ? 0 : 1)
                + (less == null ? 0 : 1);
    }

    private static void checkForm(Form form, boolean hasPrefix, int named) {
        boolean fits =
                switch (form) {
                    case RULE_PREFIX -> hasPrefix && named == 1;
                    case FILTER -> named <= 1;
                    case AND -> named >= 2;
                };
        if (!fits) {
            throw InvalidLifecycleException.malformed(named + " conditions in " + form);
        }
    }

    private static void checkTag(String key, String value) {
        if (key.isEmpty() || key.length() > 128) {
            throw InvalidLifecycleException.request(
                    "A Tag's Key must be a length between 1 and 128.");
        }
        if (value.length() > 256) {
            throw InvalidLifecycleException.request(
                    "A Tag's Value must be a length between 0 and 256.");
        }
    }

    private static void checkSizes(@Nullable Long greater, @Nullable Long less) {
        if (greater != null && (greater < 0 || greater > SIZE_MAX)) {
            throw InvalidLifecycleException.request(
                    "'ObjectSizeGreaterThan' should be between 0 and " + SIZE_MAX + ".");
        }
        if (less != null && (less < 1 || less > SIZE_MAX)) {
            throw InvalidLifecycleException.request(
                    "'ObjectSizeLessThan' should be between 1 and " + SIZE_MAX + ".");
        }
        if (greater != null && less != null && greater >= less) {
            throw InvalidLifecycleException.request(
                    "'ObjectSizeLessThan' has to be a value greater than"
                            + " 'ObjectSizeGreaterThan'.");
        }
    }
}
