package dev.cairn.server.config;

import dev.cairn.s3.auth.AccessKey;
import dev.cairn.s3.auth.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    private static final int NAME_LENGTH_MAX = 256;

    private AccountsReader() {}

    static List<Account> read(ConfigNode node) {
        List<Account> accounts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> keyIds = new HashSet<>();
        for (ConfigNode item : items(node, "accounts", ACCOUNTS_MAX)) {
            Account account = account(item);
            if (!ids.add(account.id())) {
                throw at(item, "the id " + account.id() + " stands there twice");
            }
            for (AccessKey key : account.accessKeys()) {
                if (!keyIds.add(key.id())) {
                    throw at(item, "the access key " + key.id() + " stands there twice");
                }
            }
            accounts.add(account);
        }
        return List.copyOf(accounts);
    }

    private static Account account(ConfigNode node) {
        Map<String, ConfigNode> fields = fields(node, "an account", ACCOUNT_FIELDS);
        String id = required(node, fields, "id");
        if (!ID.matcher(id).matches()) {
            throw at(node, "id '" + id + "' is not 1 to 64 letters, digits, _ or -");
        }
        List<AccessKey> keys = new ArrayList<>();
        ConfigNode keyNodes = fields.get("access-keys");
        if (keyNodes == null) {
            throw at(node, "access-keys is missing");
        }
        for (ConfigNode key : items(keyNodes, "access-keys", ACCESS_KEYS_MAX)) {
            keys.add(accessKey(key));
        }
        return new Account(
                id,
                optional(node, fields, "display-name", id),
                optional(node, fields, "email", ""),
                truth(node, optional(node, fields, "admin", "false")),
                keys);
    }

    private static AccessKey accessKey(ConfigNode node) {
        Map<String, ConfigNode> fields = fields(node, "an access key", KEY_FIELDS);
        String id =
                Credentials.accessKey(required(node, fields, "id"))
                        .orElseThrow(
                                () -> at(node, "id is not " + Credentials.ACCESS_KEY_EXPECTED));
        String secret =
                Credentials.secretKey(required(node, fields, "secret"))
                        .orElseThrow(
                                () -> at(node, "secret is not " + Credentials.SECRET_KEY_EXPECTED));
        return new AccessKey(id, secret);
    }

    private static List<ConfigNode> items(ConfigNode node, String what, int countMax) {
        if (!(node instanceof ConfigNode.Sequence sequence)) {
            throw at(node, what + " is not a sequence");
        }
        if (sequence.items().size() > countMax) {
            throw at(node, what + " has more than " + countMax + " entries");
        }
        return sequence.items();
    }

    private static Map<String, ConfigNode> fields(
            ConfigNode node, String what, Set<String> known) {
        if (!(node instanceof ConfigNode.Mapping mapping)) {
            throw at(node, what + " is not a mapping");
        }
        for (Map.Entry<String, ConfigNode> field : mapping.fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                String nearest = NearestName.of(field.getKey(), known.stream().sorted().toList());
                throw at(
                        field.getValue(),
                        what
                                + " has the unknown field '"
                                + field.getKey()
                                + "'; the nearest is '"
                                + nearest
                                + "'");
            }
        }
        return mapping.fields();
    }

    private static String required(ConfigNode node, Map<String, ConfigNode> fields, String name) {
        String value = scalar(node, fields.get(name), name);
        if (value == null) {
            throw at(node, name + " is missing");
        }
        return value;
    }

    private static String optional(
            ConfigNode node, Map<String, ConfigNode> fields, String name, String absent) {
        String value = scalar(node, fields.get(name), name);
        return value == null ? absent : value;
    }

    private static @Nullable String scalar(
            ConfigNode owner, @Nullable ConfigNode node, String name) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof ConfigNode.Scalar scalar)) {
            throw at(owner, name + " is not one word");
        }
        if (scalar.text().length() > NAME_LENGTH_MAX) {
            throw at(owner, name + " is longer than " + NAME_LENGTH_MAX + " characters");
        }
        return scalar.text();
    }

    private static boolean truth(ConfigNode node, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw at(node, "admin '" + text + "' is neither true nor false");
        }
        return Boolean.parseBoolean(text);
    }

    private static InvalidValueException at(ConfigNode node, String problem) {
        return new InvalidValueException(
                node.line() == 0 ? problem : problem + " (line " + node.line() + ")");
    }
}
