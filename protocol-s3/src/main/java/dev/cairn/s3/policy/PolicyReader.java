package dev.cairn.s3.policy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.BucketName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the policy of a bucket: nothing in it is passed over, and nothing may be missing.
 *
 * <p>Rules: IAM User Guide, "Grammar of the IAM JSON policy language"; Amazon S3 User Guide, "Bucket
 * policies". The messages are those on S3's wire.
 */
public final class PolicyReader {
    /** S3's limit for a bucket's policy. */
    public static final int BYTES_MAX = 20 << 10;

    private static final String VERSION_WITH_VARIABLES = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of("2008-10-17", VERSION_WITH_VARIABLES);
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_MEMBERS =
            Set.of(
                    "Sid",
                    "Effect",
                    "Principal",
                    "NotPrincipal",
                    "Action",
                    "NotAction",
                    "Resource",
                    "NotResource",
                    "Condition");

    private final BucketName bucket;
    private final Predicate<String> accountExists;

    /**
     * A reader for the policies of a bucket.
     *
     * @param accountExists whether there is an account of this canonical id
     */
    public PolicyReader(BucketName bucket, Predicate<String> accountExists) {
        this.bucket = bucket;
        this.accountExists = accountExists;
    }

    /**
     * Reads a document.
     *
     * @throws S3Exception MalformedPolicy
     */
    public BucketPolicy read(byte[] document) {
        Map<String, Json> members = members(json(document));
        refuseUnknown(members, MEMBERS);
        Json version = members.get("Version");
        if (version != null && !(version instanceof Json.Word word
                && word.quoted()
                && VERSIONS.contains(word.text()))) {
            throw malformed("The policy must contain a valid version string");
        }
        if (members.containsKey("Id")) {
            String unused = text(members, "Id");
        }
        boolean variables =
                version instanceof Json.Word word && word.text().equals(VERSION_WITH_VARIABLES);
        List<Statement> statements = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (Json statement : list(required(members, "Statement"))) {
            Map<String, Json> parts = members(statement);
            refuseUnknown(parts, STATEMENT_MEMBERS);
            String sid = parts.containsKey("Sid") ? text(parts, "Sid") : "";
            // Tools that write one statement after the other, as Terraform and mc, leave it empty.
            if (!sid.isEmpty() && !sids.add(sid)) {
                throw malformed("Statement IDs (SID) in a single policy must be unique.");
            }
            statements.add(statement(parts, variables));
        }
        if (statements.isEmpty()) {
            throw malformed("Could not parse the policy: Statement is empty!");
        }
        return new BucketPolicy(statements);
    }

    static S3Exception malformed(String message) {
        return new S3Exception(S3ErrorCode.MALFORMED_POLICY, message);
    }

    private static Json json(byte[] document) {
        if (document.length == 0 || document[0] != '{') {
            throw malformed("Policies must be valid JSON and the first byte must be '{'");
        }
        try {
            return Json.read(document);
        } catch (JacksonException noJson) {
            throw malformed("This policy contains invalid Json");
        }
    }

    private Statement statement(Map<String, Json> parts, boolean variables) {
        boolean allows = effect(text(parts, "Effect"));
        Principals principals = principals(parts);
        if (allows && principals.except()) {
            throw malformed("Allow with NotPrincipal is not allowed.");
        }
        // Actions have no variables.
        Selection actions = selection(parts, "Action", false, true);
        Selection resources = selection(parts, "Resource", variables, false);
        List<String> meant = checkActions(actions);
        checkResources(resources);
        checkApplies(actions, resources);
        Json conditions = parts.get("Condition");
        return new Statement(
                allows,
                principals,
                actions,
                resources,
                conditions == null
                        ? List.of()
                        : new ConditionReader(variables, meant).read(members(conditions)));
    }

    private static boolean effect(String word) {
        return switch (word) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw malformed("Invalid effect: " + word);
        };
    }

    private Principals principals(Map<String, Json> parts) {
        boolean except = isExcept(parts, "Principal");
        Json principal = required(parts, except ? "NotPrincipal" : "Principal");
        if (principal instanceof Json.Word word && word.quoted() && word.text().equals("*")) {
            return new Principals(except, true, Set.of());
        }
        if (!(principal instanceof Json.Members kinds) || kinds.byName().isEmpty()) {
            throw invalidPrincipal();
        }
        Set<String> accounts = new HashSet<>();
        kinds.byName()
                .forEach(
                        (kind, names) -> strings(names)
                                .forEach(name -> accounts.add(principal(kind, name))));
        // A Deny of nobody would look as if it denied.
        if (accounts.isEmpty()) {
            throw invalidPrincipal();
        }
        boolean everyone = accounts.remove("*");
        return new Principals(except, everyone, accounts);
    }

    /** The canonical id that a name stands for; a name that no account has for a service. */
    private String principal(String kind, String name) {
        return switch (kind) {
            case "AWS" -> name.equals("*") ? name : existing(accountOf(name));
            case "CanonicalUser" -> existing(name);
            case "Service" -> service(name);
            default -> throw invalidPrincipal();
        };
    }

    private String existing(String account) {
        if (!accountExists.test(account)) {
            throw invalidPrincipal();
        }
        return account;
    }

    /** Services of AWS never ask here, and no account id has a dot. */
    private static String service(String name) {
        if (!name.endsWith(".amazonaws.com")) {
            throw invalidPrincipal();
        }
        return name;
    }

    /** An account id as it is, or as the root of the account: there are no users below it. */
    private static String accountOf(String name) {
        return name.startsWith(AccountArn.PREFIX) ? AccountArn.accountOf(name) : name;
    }

    /** Whether a statement says what it is not about; it must say exactly one of the two. */
    private static boolean isExcept(Map<String, Json> parts, String name) {
        boolean except = parts.containsKey("Not" + name);
        if (except == parts.containsKey(name)) {
            throw malformed(
                    except ? "Invalid policy syntax." : "Missing required field " + name);
        }
        return except;
    }

    private static Selection selection(
            Map<String, Json> parts, String name, boolean variables, boolean lowerCase) {
        boolean except = isExcept(parts, name);
        List<String> texts = strings(required(parts, except ? "Not" + name : name));
        if (texts.isEmpty()) {
            throw malformed("Missing required field " + name + " cannot be empty!");
        }
        return new Selection(
                except,
                texts.stream()
                        .map(text -> lowerCase ? text.toLowerCase(Locale.ROOT) : text)
                        .map(text -> new PolicyText(text, variables))
                        .toList());
    }

    /** All actions that the statement means. */
    private static List<String> checkActions(Selection actions) {
        List<String> meant = new ArrayList<>();
        for (PolicyText action : actions.texts()) {
            boolean known =
                    action.text().equals("*") || action.text().startsWith(KnownActions.PREFIX);
            List<String> named = known ? KnownActions.meant(action) : List.of();
            if (named.isEmpty()) {
                throw malformed("Policy has invalid action");
            }
            meant.addAll(named);
        }
        return actions.except()
                ? KnownActions.meant(new PolicyText("*", false))
                : List.copyOf(meant);
    }

    private void checkResources(Selection resources) {
        for (PolicyText resource : resources.texts()) {
            if (!resource.text().startsWith(ResourceArn.PREFIX) || !isOfBucket(resource)) {
                throw malformed("Policy has invalid resource");
            }
        }
    }

    private boolean isOfBucket(PolicyText resource) {
        int slash = resource.text().indexOf('/');
        PolicyText upToSlash =
                slash < 0
                        ? resource
                        : new PolicyText(
                                resource.text().substring(0, slash), resource.variables());
        return upToSlash.mayBeLike(ResourceArn.of(bucket));
    }

    /** Every action must be able to happen to a resource of the statement. */
    private void checkApplies(Selection actions, Selection resources) {
        if (actions.except() || resources.except()) {
            return;
        }
        boolean objects =
                resources.texts().stream()
                        .anyMatch(text -> text.text().indexOf('/') >= 0
                                || text.text().endsWith("*"));
        boolean buckets =
                resources.texts().stream().anyMatch(text -> text.mayBeLike(ResourceArn.of(bucket)));
        for (PolicyText action : actions.texts()) {
            boolean applies =
                    KnownActions.meant(action).stream()
                            .anyMatch(
                                    name -> KnownActions.isOfObjects(name) ? objects : buckets);
            if (!applies) {
                throw malformed("Action does not apply to any resource(s) in statement");
            }
        }
    }

    private static Map<String, Json> members(Json json) {
        if (json instanceof Json.Members members) {
            return members.byName();
        }
        throw malformed("Invalid policy syntax.");
    }

    private static void refuseUnknown(Map<String, Json> members, Set<String> known) {
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw malformed("Unknown field " + name);
            }
        }
    }

    private static Json required(Map<String, Json> members, String name) {
        @Nullable Json value = members.get(name);
        if (value == null) {
            throw malformed("Missing required field " + name);
        }
        return value;
    }

    private static String text(Map<String, Json> members, String name) {
        if (required(members, name) instanceof Json.Word word && word.quoted()) {
            return word.text();
        }
        throw malformed("Invalid policy syntax.");
    }

    /** One value stands for a list of one. */
    private static List<Json> list(Json json) {
        return json instanceof Json.Items items ? items.list() : List.of(json);
    }

    private static List<String> strings(Json json) {
        List<String> strings = new ArrayList<>();
        for (Json item : list(json)) {
            if (!(item instanceof Json.Word word) || !word.quoted()) {
                throw malformed("Invalid policy syntax.");
            }
            strings.add(word.text());
        }
        return strings;
    }

    private static S3Exception invalidPrincipal() {
        return malformed("Invalid principal in policy");
    }
}
