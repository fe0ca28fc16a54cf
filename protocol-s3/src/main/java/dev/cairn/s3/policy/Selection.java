package dev.cairn.s3.policy;

import java.util.List;

/**
 * The actions or the resources of a statement.
 *
 * @param except whether the statement is about all others: {@code NotAction}, {@code NotResource}
 */
record Selection(boolean except, List<PolicyText> texts) {
    Selection {
        texts = List.copyOf(texts);
    }

    boolean has(String name, RequestContext context) {
        return texts.stream().anyMatch(text -> text.isLike(name, context)) != except;
    }
}
