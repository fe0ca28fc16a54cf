package dev.cairn.s3.policy;

import java.util.Locale;

/**
 * The name under which a condition asks for something of the request.
 *
 * @param name in lower case, since keys are compared without regard to case
 * @param tag what follows the slash of {@code s3:ExistingObjectTag/…} as it is written; empty for
 *     other keys
 */
public record ConditionKey(String name, String tag) {
    /** Reads a key of a policy. */
    public static ConditionKey of(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new ConditionKey(text.toLowerCase(Locale.ROOT), "")
                : new ConditionKey(
                        text.substring(0, slash).toLowerCase(Locale.ROOT),
                        text.substring(slash + 1));
    }
}
