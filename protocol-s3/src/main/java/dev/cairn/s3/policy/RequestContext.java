package dev.cairn.s3.policy;

import java.util.List;

/** What conditions may ask of a request; asked only for keys that a policy names. */
@FunctionalInterface
public interface RequestContext {
    /** The values of a key; none where the request does not have it. */
    List<String> values(ConditionKey key);
}
