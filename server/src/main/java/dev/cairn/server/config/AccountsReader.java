package dev.cairn.server.config;

import dev.cairn.s3.auth.AccessKey;
import dev.cairn.s3.auth.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the key {@code accounts}: a sequence of mappings, of which nothing may be misspelt. */
final class AccountsReader {
    static final int ACCOUNTS_MAX = 1000;
    static final int ACCESS_KEYS_MAX = 100;
    static final String EXPECTED =
            "a sequence of accounts, each with id, access-keys[{id, secret}] and, if wanted, "
                    + "display-name, email, admin";

    private static final Set<String> ACCOUNT_FIELDS =
            Set.of("id", "display-name", "email", "admin", "access-keys");
    private static final Set<String> KEY_FIELDS = Set.of("id", "secret");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private AccountsReader() {}

    static List<Account> read(ConfigNode node) {
        List<Account> accounts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> keyIds = new HashSet<>();
        for (ConfigNode item : NodeFields.items(node, "accounts", ACCOUNTS_MAX)) {
            Account account = account(item);
            if (!ids.add(account.id())) {
                throw NodeFields.at(item, "the id " + account.id() + " stands there twice");
            }
            for (AccessKey key : account.accessKeys()) {
                if (!keyIds.add(key.id())) {
                    throw NodeFields.at(
                            item, "the access key " + key.id() + " stands there twice");
                }
            }
            accounts.add(account);
        }
        return List.copyOf(accounts);
    }

    private static Account account(ConfigNode node) {
        NodeFields fields = NodeFields.of(node, "an account", ACCOUNT_FIELDS);
        String id = fields.requiredWord("id");
        if (!ID.matcher(id).matches()) {
            throw NodeFields.at(node, "id '" + id + "' is not 1 to 64 letters, digits, _ or -");
        }
        List<AccessKey> keys = new ArrayList<>();
        ConfigNode keyNodes = fields.required("access-keys");
        for (ConfigNode key : NodeFields.items(keyNodes, "access-keys", ACCESS_KEYS_MAX)) {
            keys.add(accessKey(key));
        }
        return new Account(
                id,
                fields.findWord("display-name").orElse(id),
                fields.findWord("email").orElse(""),
                truth(node, fields.findWord("admin").orElse("false")),
                keys);
    }

    private static AccessKey accessKey(ConfigNode node) {
        NodeFields fields = NodeFields.of(node, "an access key", KEY_FIELDS);
        String id =
                Credentials.accessKey(fields.requiredWord("id"))
                        .orElseThrow(
                                () -> NodeFields.at(
                                        node, "id is not " + Credentials.ACCESS_KEY_EXPECTED));
        String secret =
                Credentials.secretKey(fields.requiredWord("secret"))
                        .orElseThrow(
                                () -> NodeFields.at(
                                        node,
                                        "secret is not " + Credentials.SECRET_KEY_EXPECTED));
        return new AccessKey(id, secret);
    }

    private static boolean truth(ConfigNode node, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw NodeFields.at(node, "admin '" + text + "' is neither true nor false");
        }
        return Boolean.parseBoolean(text);
    }
}
