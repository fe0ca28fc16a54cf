package dev.cairn.s3.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a statement is about.
 *
 * @param except whether it is about all others: {@code NotPrincipal}
 * @param everyone whether anybody is meant, anonymous requests too
 * @param accounts canonical ids
 */
record Principals(boolean except, boolean everyone, Set<String> accounts) {
    Principals {
        accounts = Set.copyOf(accounts);
    }

    boolean has(@Nullable String account) {
        return (everyone || (account != null && accounts.contains(account))) != except;
    }
}
