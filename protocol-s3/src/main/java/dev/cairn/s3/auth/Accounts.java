package dev.cairn.s3.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All accounts of a server, found by access key or canonical id. Immutable. */
public final class Accounts {
    private final Map<String, Caller> byAccessKey = new HashMap<>();
    private final Map<String, Account> byId = new HashMap<>();

    public Accounts(List<Account> accounts) {
        for (Account account : accounts) {
            if (byId.put(account.id(), account) != null) {
                throw new IllegalArgumentException("two accounts have the id " + account.id());
            }
            for (AccessKey key : account.accessKeys()) {
                if (byAccessKey.put(key.id(), new Caller(account, key)) != null) {
                    throw new IllegalArgumentException("two accounts have the key " + key.id());
                }
            }
        }
    }

    public Optional<Caller> byAccessKey(String accessKeyId) {
        return Optional.ofNullable(byAccessKey.get(accessKeyId));
    }

    public Optional<Account> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
