package dev.cairn.lifecycle;

/**
 * One rule of a lifecycle configuration.
 *
 * @param id at most 255 characters, made up by the server where the client named none
 */
public record LifecycleRule(String id, boolean enabled, RuleFilter filter, RuleActions actions) {
    private static final int ID_LENGTH_MAX = 255;

    public LifecycleRule {
        if (id.length() > ID_LENGTH_MAX) {
            throw InvalidLifecycleException.argument(
                    "ID length should not exceed allowed limit of " + ID_LENGTH_MAX, "ID", id);
        }
        if (actions.isEmpty()) {
            throw InvalidLifecycleException.request(
                    "At least one action needs to be specified in a rule");
        }
        if (actions.expiration() instanceof Expiration.ExpiredObjectDeleteMarker) {
            requireKeysOnly(filter, "ExpiredObjectDeleteMarker");
        }
        if (actions.abortDays() != null) {
            requireKeysOnly(filter, RuleActions.ABORT);
        }
        if (actions.countsVersions() && filter.form() == RuleFilter.Form.RULE_PREFIX) {
            throw InvalidLifecycleException.request(
                    "NewerNoncurrentVersions element can only be used in Lifecycle V2.");
        }
        ActionOrder.check(filter, actions);
    }

    /** Uploads and delete markers have neither tags nor a size. */
    private static void requireKeysOnly(RuleFilter filter, String action) {
        if (filter.hasTags()) {
            throw InvalidLifecycleException.request(action + " cannot be specified with Tags.");
        }
        if (filter.hasSizes()) {
            throw InvalidLifecycleException.request(
                    action + " cannot be specified with Object Size.");
        }
    }
}
