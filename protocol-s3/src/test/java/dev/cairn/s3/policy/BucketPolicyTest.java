package dev.cairn.s3.policy;

import static dev.cairn.s3.policy.Decision.ALLOW;
import static dev.cairn.s3.policy.Decision.DENY;
import static dev.cairn.s3.policy.Decision.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.model.BucketName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies say to questions; single quotes stand for double ones. */
class BucketPolicyTest {
    private static final String GET = "s3:GetObject";
    private static final String KEY = "arn:aws:s3:::vault/photos/a.jpg";

    @Test
    void silence_isNeitherAllowNorDeny() {
        BucketPolicy policy = policy(allow("'AWS': 'alice'", GET, "vault/*"));

        assertThat(decide(policy, "alice", GET, KEY)).isEqualTo(ALLOW);
        assertThat(decide(policy, "bob", GET, KEY)).isEqualTo(SILENT);
        assertThat(decide(policy, null, GET, KEY)).isEqualTo(SILENT);
        assertThat(decide(policy, "alice", "s3:PutObject", KEY)).isEqualTo(SILENT);
        assertThat(decide(policy, "alice", GET, "arn:aws:s3:::vault")).isEqualTo(SILENT);
    }

    @Test
    void deny_winsWhereverItStands() {
        String allow = allow("'AWS': '*'", "s3:*", "vault/*");
        String deny = deny("'AWS': 'bob'", GET, "vault/photos/*");

        for (BucketPolicy policy : List.of(policy(allow, deny), policy(deny, allow))) {
            assertThat(decide(policy, "bob", GET, KEY)).isEqualTo(DENY);
            assertThat(decide(policy, "bob", GET, "arn:aws:s3:::vault/b")).isEqualTo(ALLOW);
            assertThat(decide(policy, null, GET, KEY)).isEqualTo(ALLOW);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'*'                                              | alice | ALLOW",
        "'*'                                              |       | ALLOW",
        "{'AWS': '*'}                                     |       | ALLOW",
        "{'AWS': ['alice', 'bob']}                        | bob   | ALLOW",
        "{'AWS': 'arn:aws:iam::alice:root'}               | alice | ALLOW",
        "{'AWS': 'arn:aws:iam::alice:root'}               | bob   | SILENT",
        "{'CanonicalUser': 'alice'}                       | alice | ALLOW",
        "{'CanonicalUser': 'bob', 'AWS': 'alice'}         | alice | ALLOW",
        "{'Service': 'cloudfront.amazonaws.com'}          | alice | SILENT",
        "{'Service': 'cloudfront.amazonaws.com'}          |       | SILENT",
    })
    void principal_isWhomTheStatementIsAbout(
            String principal, @Nullable String account, Decision decision) {
        BucketPolicy policy = policy(statement("Allow", "'Principal': " + literal(principal), GET,
                "vault/*", ""));

        assertThat(decide(policy, account, GET, KEY)).isEqualTo(decision);
    }

    @Test
    void notPrincipal_isEverybodyElse() {
        BucketPolicy policy = policy(
                statement("Deny", "'NotPrincipal': {'AWS': 'alice'}", GET, "vault/*", ""));

        assertThat(decide(policy, "alice", GET, KEY)).isEqualTo(SILENT);
        assertThat(decide(policy, "bob", GET, KEY)).isEqualTo(DENY);
        assertThat(decide(policy, null, GET, KEY)).isEqualTo(DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, s3:GetObject, ALLOW",
        "s3:getobject, s3:GetObject, ALLOW",
        "s3:Get*, s3:GetObjectTagging, ALLOW",
        "s3:GetObject, s3:GetObjectVersion, SILENT",
        "s3:?etObject, s3:GetObject, ALLOW",
        "s3:*, s3:DeleteObject, ALLOW",
        "*, s3:DeleteObject, ALLOW",
        "s3:PutObject*, s3:GetObject, SILENT",
    })
    void action_isComparedWithoutCaseAndWithWildCards(
            String pattern, String action, Decision decision) {
        BucketPolicy policy = policy(allow("'AWS': '*'", pattern, "vault/*"));

        assertThat(decide(policy, "alice", action, KEY)).isEqualTo(decision);
    }

    @Test
    void notAction_isEveryOtherAction() {
        BucketPolicy policy = policy("""
                {'Effect': 'Deny', 'Principal': '*', 'NotAction': ['s3:Get*', 's3:ListBucket'],
                 'Resource': ['arn:aws:s3:::vault', 'arn:aws:s3:::vault/*']}""");

        assertThat(decide(policy, "alice", GET, KEY)).isEqualTo(SILENT);
        assertThat(decide(policy, "alice", "s3:ListBucket", "arn:aws:s3:::vault"))
                .isEqualTo(SILENT);
        assertThat(decide(policy, "alice", "s3:PutObject", KEY)).isEqualTo(DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "vault/*, vault/a, ALLOW",
        "vault/*, vault/a/b, ALLOW",
        "vault/*, vault/, ALLOW",
        "vault/*, vault, SILENT",
        "vault/photos/*.jpg, vault/photos/a.jpg, ALLOW",
        "vault/photos/*.jpg, vault/photos/a.jpg.exe, SILENT",
        "vault/photos/?.jpg, vault/photos/ab.jpg, SILENT",
        "vault/Photos/*, vault/photos/a.jpg, SILENT",
        "vault/*a*b*c, vault/xaybzbc, ALLOW",
        "vault/*a*b*c, vault/xaybzbcd, SILENT",
        "vault*, vault/a, ALLOW",
    })
    void resource_isComparedWithCaseAndWildCards(
            String pattern, String resource, Decision decision) {
        BucketPolicy policy = policy(allow("'AWS': '*'", GET, pattern));

        assertThat(decide(policy, "alice", GET, "arn:aws:s3:::" + resource)).isEqualTo(decision);
    }

    @Test
    void notResource_isEveryOtherResource() {
        BucketPolicy policy = policy("""
                {'Effect': 'Deny', 'Principal': '*', 'Action': 's3:GetObject',
                 'NotResource': 'arn:aws:s3:::vault/public/*'}""");

        assertThat(decide(policy, null, GET, "arn:aws:s3:::vault/public/a")).isEqualTo(SILENT);
        assertThat(decide(policy, null, GET, "arn:aws:s3:::vault/private/a")).isEqualTo(DENY);
    }

    @Test
    void variable_standsForWhatTheRequestSays() {
        BucketPolicy policy = policy(allow("'AWS': '*'", GET, "vault/home/${aws:userid}/*"));
        RequestContext alice = context(Map.of("aws:userid", List.of("alice")));
        RequestContext star = context(Map.of("aws:userid", List.of("*")));

        assertThat(decide(policy, GET, "arn:aws:s3:::vault/home/alice/a", alice)).isEqualTo(ALLOW);
        assertThat(decide(policy, GET, "arn:aws:s3:::vault/home/bob/a", alice)).isEqualTo(SILENT);
        assertThat(decide(policy, GET, "arn:aws:s3:::vault/home/bob/a", star)).isEqualTo(SILENT);
        assertThat(decide(policy, GET, "arn:aws:s3:::vault/home/*/a", star)).isEqualTo(ALLOW);
        assertThat(decide(policy, GET, "arn:aws:s3:::vault/home//a", context(Map.of())))
                .isEqualTo(SILENT);
    }

    @Test
    void variableForAWildCard_isThatCharacter() {
        BucketPolicy policy = policy(allow("'AWS': '*'", GET, "vault/${*}/${?}/*"));

        assertThat(decide(policy, "alice", GET, "arn:aws:s3:::vault/*/?/a")).isEqualTo(ALLOW);
        assertThat(decide(policy, "alice", GET, "arn:aws:s3:::vault/x/y/a")).isEqualTo(SILENT);
    }

    @Test
    void oldVersion_hasNoVariables() {
        BucketPolicy policy = read("{'Version': '2008-10-17', 'Statement': "
                + allow("'AWS': '*'", GET, "vault/${aws:userid}") + "}");
        RequestContext alice = context(Map.of("aws:userid", List.of("alice")));

        assertThat(decide(policy, GET, "arn:aws:s3:::vault/alice", alice)).isEqualTo(SILENT);
        assertThat(decide(policy, GET, "arn:aws:s3:::vault/${aws:userid}", alice))
                .isEqualTo(ALLOW);
    }

    @Test
    void severalConditions_mustAllHold() {
        BucketPolicy policy = policy(statement("Allow", "'Principal': '*'", GET, "vault/*", """
                , 'Condition': {
                    'StringEquals': {'aws:Referer': ['a', 'b'], 'aws:userid': 'alice'},
                    'Bool': {'aws:SecureTransport': 'true'}}"""));
        Map<String, List<String>> right = Map.of(
                "aws:referer", List.of("b"), "aws:userid", List.of("alice"), "aws:securetransport",
                List.of("true"));
        Map<String, List<String>> wrong = Map.of(
                "aws:referer", List.of("b"), "aws:userid", List.of("alice"), "aws:securetransport",
                List.of("false"));

        assertThat(decide(policy, GET, KEY, context(right))).isEqualTo(ALLOW);
        assertThat(decide(policy, GET, KEY, context(wrong))).isEqualTo(SILENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // The operator, the policy's values, the request's values between commas, the outcome.
        "StringEquals                | 'a'                      | a       | true",
        "StringEquals                | 'a'                      | A       | false",
        "StringEquals                | 'a*'                     | ab      | false",
        "StringEquals                | 'a'                      | -       | false",
        "StringEquals                | ['a', 'b']               | b       | true",
        "StringNotEquals             | ['a', 'b']               | b       | false",
        "StringNotEquals             | ['a', 'b']               | c       | true",
        "StringNotEquals             | 'a'                      | -       | true",
        "StringEqualsIgnoreCase      | 'Ab'                     | aB      | true",
        "StringNotEqualsIgnoreCase   | 'Ab'                     | aB      | false",
        "StringLike                  | 'a*'                     | ab      | true",
        "StringLike                  | 'a?'                     | abc     | false",
        "StringNotLike               | 'a*'                     | ab      | false",
        "StringNotLike               | 'a*'                     | -       | true",
        "StringEqualsIfExists        | 'a'                      | -       | true",
        "StringEqualsIfExists        | 'a'                      | b       | false",
        "StringNotEqualsIfExists     | 'a'                      | -       | true",
        "StringNotEqualsIfExists     | 'a'                      | a       | false",
        "NumericEquals               | '5'                      | 5       | true",
        "NumericEquals               | 5                        | 5.0     | true",
        "NumericNotEquals            | '5'                      | 6       | true",
        "NumericLessThan             | '5'                      | 4       | true",
        "NumericLessThan             | '5'                      | 5       | false",
        "NumericLessThanEquals       | '5'                      | 5       | true",
        "NumericGreaterThan          | '5'                      | 10      | true",
        "NumericGreaterThanEquals    | '5'                      | 4.9     | false",
        "NumericLessThan             | '5'                      | none    | false",
        "DateLessThan                | '2026-05-04T03:00:00Z'   | 2026-05-04T02:59:59Z | true",
        "DateLessThan                | '2026-05-04'             | 2026-05-04T00:00:00Z | false",
        "DateGreaterThan             | '1777863600'             | 2026-05-04T03:00:01Z | true",
        "DateGreaterThanEquals       | '2026-05-04T05:00:00+02:00' | 1777863600 | true",
        "DateEquals                  | '2026-05-04T03:00:00Z'   | 2026-05-04T03:00:00Z | true",
        "DateNotEquals               | '2026-05-04T03:00:00Z'   | 2026-05-04T03:00:00Z | false",
        "DateLessThanEquals          | '2026-05-04T03:00:00Z'   | 2026-05-04T03:00:01Z | false",
        "Bool                        | 'true'                   | true    | true",
        "Bool                        | false                    | true    | false",
        "Bool                        | 'false'                  | -       | false",
        "BoolIfExists                | 'false'                  | -       | true",
        "BinaryEquals                | 'QmFzZTY0'               | QmFzZTY0 | true",
        "IpAddress                   | '192.0.2.0/24'           | 192.0.2.77 | true",
        "IpAddress                   | '192.0.2.0/24'           | 192.0.3.1 | false",
        "IpAddress                   | '192.0.2.7'              | 192.0.2.7 | true",
        "IpAddress                   | '0.0.0.0/0'              | 203.0.113.9 | true",
        "IpAddress                   | '0.0.0.0/0'              | ::1     | false",
        "IpAddress                   | '2001:db8::/32'          | 2001:db8:1::9 | true",
        "IpAddress                   | '2001:db8::/32'          | 2001:db9::9 | false",
        "IpAddress                   | '192.0.2.0/24'           | nowhere | false",
        "NotIpAddress                | '192.0.2.0/24'           | 192.0.2.77 | false",
        "NotIpAddress                | ['192.0.2.0/24', '::1']  | 192.0.3.1 | true",
        "Null                        | 'true'                   | -       | true",
        "Null                        | 'true'                   | a       | false",
        "Null                        | 'false'                  | a       | true",
        "Null                        | false                    | -       | false",
        "ArnEquals                   | 'arn:aws:iam::*:root'    | arn:aws:iam::a:root | true",
        "ArnLike                     | 'arn:*:*:*:b:*'          | arn:aws:iam::a:root | false",
        "ArnNotLike                  | 'arn:aws:iam::b:root'    | arn:aws:iam::a:root | true",
        "ArnNotEquals                | 'arn:aws:iam::a:root'    | arn:aws:iam::a:root | false",
        "ForAnyValue:StringEquals    | ['a', 'b']               | c,b     | true",
        "ForAnyValue:StringEquals    | ['a', 'b']               | c,d     | false",
        "ForAnyValue:StringEquals    | 'a'                      | -       | false",
        "ForAnyValue:StringNotEquals | ['a', 'b']               | a,c     | true",
        "ForAnyValue:StringNotEquals | ['a', 'b']               | a,b     | false",
        "ForAnyValue:StringNotEquals | 'a'                      | -       | false",
        "ForAllValues:StringEquals   | ['a', 'b']               | a,b     | true",
        "ForAllValues:StringEquals   | ['a', 'b']               | a,c     | false",
        "ForAllValues:StringEquals   | 'a'                      | -       | true",
        "ForAllValues:StringNotLike  | ['a*', 'b']              | c,d     | true",
        "ForAllValues:StringNotLike  | ['a*', 'b']              | c,ab    | false",
        "StringNotEquals             | 'a'                      | b,a     | false",
    })
    void condition_holdsOrNot(
            String operator, String values, @Nullable String sent, boolean holds) {
        BucketPolicy policy = policy(statement("Allow", "'Principal': '*'", GET, "vault/*",
                ", 'Condition': {'" + operator + "': {'aws:Test': " + literal(values) + "}}"));
        List<String> request = sent == null ? List.of() : List.of(sent.split(",", -1));

        assertThat(decide(policy, GET, KEY, context(Map.of("aws:test", request))))
                .isEqualTo(holds ? ALLOW : SILENT);
    }

    @Test
    void keyOfATag_keepsItsCaseAndTheRestDoesNot() {
        BucketPolicy policy = policy(statement("Allow", "'Principal': '*'", GET, "vault/*",
                ", 'Condition': {'StringEquals': {'S3:existingObjectTag/Team': 'a'}}"));
        List<ConditionKey> asked = new ArrayList<>();

        Decision unused = decide(policy, GET, KEY, key -> {
            asked.add(key);
            return List.of();
        });

        assertThat(asked).containsExactly(new ConditionKey("s3:existingobjecttag", "Team"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Allow | '*'            |                                                       | true",
        "Allow | {'AWS': '*'}   |                                                       | true",
        "Deny  | '*'            |                                                       | false",
        "Allow | {'AWS': 'bob'} |                                                       | false",
        "Allow | '*' | {'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}}                  | false",
        "Allow | '*' | {'IpAddress': {'aws:SourceIp': ['192.0.2.0/24', '0.0.0.0/1']}}   | true",
        "Allow | '*' | {'IpAddress': {'aws:SourceIp': '2001:db8::/32'}}                 | false",
        "Allow | '*' | {'IpAddress': {'aws:SourceIp': '2000::/3'}}                      | true",
        "Allow | '*' | {'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'}}               | true",
        "Allow | '*' | {'StringEquals': {'aws:SourceVpc': 'vpc-1'}}                     | false",
        "Allow | '*' | {'StringLike': {'aws:SourceVpc': 'vpc-*'}}                       | true",
        "Allow | '*' | {'StringEqualsIfExists': {'aws:SourceVpc': 'vpc-1'}}             | true",
        "Allow | '*' | {'StringNotEquals': {'aws:SourceVpc': 'vpc-1'}}                  | true",
        "Allow | '*' | {'StringEquals': {'aws:UserAgent': 'curl'}}                      | true",
        "Allow | '*' | {'ArnEquals': {'aws:PrincipalArn': 'arn:aws:iam::bob:root'}}     | false",
        "Allow | '*' | {'Null': {'aws:SourceVpc': 'false'}}                             | true",
    })
    void public_isWhoeverNobodyNames(
            String effect, String principal, @Nullable String condition, boolean isPublic) {
        BucketPolicy policy = policy(statement(effect, "'Principal': " + literal(principal), GET,
                "vault/*", condition == null ? "" : ", 'Condition': " + literal(condition)));

        assertThat(policy.isPublic()).isEqualTo(isPublic);
    }

    /** CsvSource takes single quotes off a cell that they enclose. */
    private static String literal(String cell) {
        boolean json = cell.startsWith("{") || cell.startsWith("[") || cell.startsWith("'")
                || cell.matches("true|false|[0-9]+");
        return json ? cell : "'" + cell + "'";
    }

    private static String allow(String principal, String action, String resource) {
        return statement("Allow", "'Principal': {" + principal + "}", action, resource, "");
    }

    private static String deny(String principal, String action, String resource) {
        return statement("Deny", "'Principal': {" + principal + "}", action, resource, "");
    }

    private static String statement(
            String effect, String principal, String action, String resource, String more) {
        return "{'Effect': '" + effect + "', " + principal + ", 'Action': '" + action
                + "', 'Resource': 'arn:aws:s3:::" + resource + "'" + more + "}";
    }

    private static BucketPolicy policy(String... statements) {
        return read("{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements)
                + "]}");
    }

    private static BucketPolicy read(String document) {
        return new PolicyReader(new BucketName("vault"), account -> true)
                .read(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Decision decide(
            BucketPolicy policy, @Nullable String account, String action, String resource) {
        return policy.decide(new AccessQuestion(account, action, resource, key -> List.of()));
    }

    private static Decision decide(
            BucketPolicy policy, String action, String resource, RequestContext context) {
        return policy.decide(new AccessQuestion("alice", action, resource, context));
    }

    private static RequestContext context(Map<String, List<String>> values) {
        return key -> values.getOrDefault(key.name(), List.of());
    }
}
