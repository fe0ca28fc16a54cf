package dev.cairn.s3.operation;

import dev.cairn.s3.auth.Account;
import dev.cairn.s3.auth.Accounts;
import dev.cairn.s3.xml.Owner;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns canonical ids into what answers say of an account. */
record Owners(Supplier<Accounts> accounts) implements Function<String, Owner> {
    @Override
    public Owner apply(String id) {
        // An account may be gone from the configuration while its buckets are still here.
        String displayName = accounts.get().byId(id).map(Account::displayName).orElse("");
        return new Owner(id, displayName);
    }
}
