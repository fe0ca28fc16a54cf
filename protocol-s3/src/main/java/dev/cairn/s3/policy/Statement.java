package dev.cairn.s3.policy;

import java.util.List;
import java.util.Locale;

/**
 * A statement of a policy.
 *
 * @param actions in lower case, since actions are compared without regard to case
 */
record Statement(
        boolean allows,
        Principals principals,
        Selection actions,
        Selection resources,
        List<Condition> conditions) {
    Statement {
        conditions = List.copyOf(conditions);
    }

    /** Whether the statement speaks of this. */
    boolean covers(AccessQuestion question) {
        RequestContext context = question.context();
        return principals.has(question.account())
                && actions.has(question.action().toLowerCase(Locale.ROOT), context)
                && resources.has(question.resource(), context)
                && conditions.stream().allMatch(condition -> condition.holds(context));
    }

    /** Whether it lets in people whom it does not name, from wherever they come. */
    boolean isPublic() {
        return allows
                && principals.everyone()
                && conditions.stream().noneMatch(Condition::confines);
    }
}
