package dev.cairn.s3.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.storage.model.BucketName;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a policy and what is not; single quotes stand for double ones. */
class PolicyReaderTest {
    private static final String GOOD =
            "'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', "
                    + "'Resource': 'arn:aws:s3:::vault/*'";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "``                                | Policies must be valid JSON and the first byte must be"
                + " '{'",
        "[]                                | Policies must be valid JSON and the first byte must be"
                + " '{'",
        "{                                 | This policy contains invalid Json",
        "{} {}                             | Invalid policy syntax.",
        "{'Statement': [], 'Statement': []} | This policy contains invalid Json",
        "{}                                | Missing required field Statement",
        "{'Statement': []}                 | Could not parse the policy: Statement is empty!",
        "{'Statement': 'x'}                | Invalid policy syntax.",
        "{'Statement': [1]}                | Invalid policy syntax.",
        "{'Version': '2013-01-01', 'Statement': []} | The policy must contain a valid version"
                + " string",
        "{'Version': 2012, 'Statement': []} | The policy must contain a valid version string",
        "{'Id': 1, 'Statement': []}        | Invalid policy syntax.",
        "{'Statements': []}                | Unknown field Statements",
    })
    void document_thatIsNone_isMalformed(String document, String message) {
        refused(document, message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "'Effect': 'Allow',                 | Missing required field Effect",
        "'Principal': '*',                  | Missing required field Principal",
        "'Action': 's3:GetObject',          | Missing required field Action",
        ", 'Resource': 'arn:aws:s3:::vault/*' | Missing required field Resource",
    })
    void statement_withoutAPart_isMalformed(String part, String message) {
        refused("{'Statement': {" + GOOD.replace(part, "") + "}}", message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "'Allow'        | 'Grant'                    | Invalid effect: Grant",
        "'Allow'        | 'allow'                    | Invalid effect: allow",
        "'*'            | 'alice'                    | Invalid principal in policy",
        "'*'            | {}                         | Invalid principal in policy",
        "'*'            | {'AWS': []}                | Invalid principal in policy",
        "'*'            | {'AWS': 'nobody'}          | Invalid principal in policy",
        "'*'            | {'AWS': 'arn:aws:iam::nobody:root'} | Invalid principal in policy",
        "'*'            | {'AWS': 'arn:aws:iam::root'}       | Invalid principal in policy",
        "'*'            | {'AWS': 'arn:aws:iam::alice:user/x'} | Invalid principal in policy",
        "'*'            | {'CanonicalUser': '*'}     | Invalid principal in policy",
        "'*'            | {'Federated': 'x'}         | Invalid principal in policy",
        "'*'            | {'Service': 'x'}           | Invalid principal in policy",
        "'*'            | {'AWS': 7}                 | Invalid policy syntax.",
        "'Principal'    | 'NotPrincipal'             | Allow with NotPrincipal is not allowed.",
        "'Effect'       | 'NotPrincipal': '*', 'Effect' | Invalid policy syntax.",
        "'Effect'       | 'NotAction': 's3:*', 'Effect' | Invalid policy syntax.",
        "'Effect'       | 'Extra': 1, 'Effect'       | Unknown field Extra",
        "'s3:GetObject' | 's3:GetObjects'            | Policy has invalid action",
        "'s3:GetObject' | 'GetObject'                | Policy has invalid action",
        "'s3:GetObject' | 'ec2:*'                    | Policy has invalid action",
        "'s3:GetObject' | []                         | Missing required field Action cannot be"
                + " empty!",
        "'s3:GetObject' | 's3:ListBucket'            | Action does not apply to any resource(s) in"
                + " statement",
        "vault/*        | vault                      | Action does not apply to any resource(s) in"
                + " statement",
        "vault/*        | other/*                    | Policy has invalid resource",
        "vault/*        | vaults/*                   | Policy has invalid resource",
        "arn:aws:s3:::vault/* | *                    | Policy has invalid resource",
        "arn:aws:s3:::vault/* | vault/*              | Policy has invalid resource",
    })
    void statement_withAnotherPart_isMalformed(String part, String other, String message) {
        refused("{'Statement': [{" + GOOD.replace(part, other) + "}]}", message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "{'StringEqual': {'aws:userid': 'a'}}      | Invalid Condition type : StringEqual",
        "{'stringEquals': {'aws:userid': 'a'}}     | Invalid Condition type : stringEquals",
        "{'NullIfExists': {'aws:userid': 'true'}}  | Invalid Condition type : NullIfExists",
        "{'ForSome:StringEquals': {'aws:userid': 'a'}} | Invalid Condition type :"
                + " ForSome:StringEquals",
        "{'StringEquals': {'s3:unknown': 'a'}}     | Policy has an invalid condition key",
        "{'StringEquals': {'ec2:Vpc': 'a'}}        | Policy has an invalid condition key",
        "{'StringEquals': {'s3:ExistingObjectTag': 'a'}} | Policy has an invalid condition key",
        "{'StringEquals': {'s3:prefix/x': 'a'}}    | Policy has an invalid condition key",
        "{'StringEquals': {'s3:prefix': 'a'}}      | Conditions do not apply to combination of"
                + " actions and resources in statement",
        "{'IpAddress': {'aws:SourceIp': '123'}}    | Invalid IP address in Conditions",
        "{'IpAddress': {'aws:SourceIp': '300.1.1.1'}} | Invalid IP address in Conditions",
        "{'IpAddress': {'aws:SourceIp': '10.0.0.0/33'}} | Invalid IP address in Conditions",
        "{'IpAddress': {'aws:SourceIp': 'localhost'}} | Invalid IP address in Conditions",
        "{'NotIpAddress': {'aws:SourceIp': '::/129'}} | Invalid IP address in Conditions",
        "{'Bool': {'aws:SecureTransport': 'yes'}}  | Invalid value in Conditions for operator Bool",
        "{'NumericEquals': {'aws:x': 'a'}}         | Invalid value in Conditions for operator"
                + " NumericEquals",
        "{'DateLessThan': {'aws:CurrentTime': '4 May'}} | Invalid value in Conditions for operator"
                + " DateLessThan",
        "{'ArnLike': {'aws:SourceArn': 'a:b'}}     | Invalid value in Conditions for operator"
                + " ArnLike",
        "{'StringEquals': 'x'}                     | Invalid policy syntax.",
        "{'StringEquals': {'aws:x': {'a': 'b'}}}   | Invalid policy syntax.",
        "'x'                                       | Invalid policy syntax.",
    })
    void condition_thatIsNone_isMalformed(String condition, String message) {
        refused("{'Statement': [{" + GOOD + ", 'Condition': " + condition + "}]}", message);
    }

    @Test
    void sids_areUnique() {
        String statement = "{'Sid': 'one', " + GOOD + "}";

        refused("{'Statement': [" + statement + "," + statement + "]}",
                "Statement IDs (SID) in a single policy must be unique.");
    }

    @Test
    void sidsThatAreEmpty_areNone() {
        String statement = "{'Sid': '', " + GOOD + "}";

        assertThatCode(() -> read("{'Statement': [" + statement + "," + statement + "]}"))
                .doesNotThrowAnyException();
    }

    @Test
    void nestingWithoutEnd_isMalformed() {
        refused("{'Id': " + "[".repeat(5000), "This policy contains invalid Json");
    }

    @Test
    void conditionKeyThatCannotBeKept_isNotImplemented() {
        String document = "{'Statement': [{" + GOOD
                + ", 'Condition': {'NumericLessThan': {'s3:TlsVersion': '1.2'}}}]}";

        assertThatThrownBy(() -> read(document))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(S3ErrorCode.NOT_IMPLEMENTED);
                    assertThat(refusal.message()).contains("s3:TlsVersion");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'Statement': {" + GOOD + "}}",
        "{'Version': '2008-10-17', 'Id': 'x', 'Statement': [{'Sid': '', " + GOOD + "}]}",
        "{'Statement': [{'Effect': 'Deny', 'NotPrincipal': {'AWS': ['alice', "
                + "'arn:aws:iam::alice:root']}, 'NotAction': 's3:ListBucket', "
                + "'NotResource': 'arn:aws:s3:::vault/a'}]}",
        "{'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:*', "
                + "'Resource': 'arn:aws:s3:::vault', 'Condition': {}}]}",
        "{'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': ['s3:ListBucket', "
                + "'s3:GetObject'], 'Resource': ['arn:aws:s3:::vault', 'arn:aws:s3:::vault/*'], "
                + "'Condition': {'StringLike': {'s3:prefix': 'a*'}}}]}",
    })
    void everyForm_isRead(String document) {
        assertThatCode(() -> read(document)).doesNotThrowAnyException();
    }

    private static void refused(String document, String message) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(S3ErrorCode.MALFORMED_POLICY);
                    assertThat(refusal.message()).isEqualTo(message);
                });
    }

    private static BucketPolicy read(String document) {
        return new PolicyReader(new BucketName("vault"), Set.of("alice", "bob")::contains)
                .read(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
