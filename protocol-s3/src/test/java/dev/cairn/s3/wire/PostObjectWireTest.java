package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.S3Settings;
import dev.cairn.s3.auth.SignatureVersion2;
import dev.cairn.s3.payload.TestBody;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as browsers post them: what is stored, what is answered, and the exact refusals. */
@ExtendWith(OpenWire.class)
class PostObjectWireTest {
    private final Wire wire;

    PostObjectWireTest(Wire wire) {
        this.wire = wire;
    }

    // What is stored

    @Test
    void formOfEitherVersion_storesItsFile() {
        TestForm form = form().field("key", "a/b").file("content").signed();
        Reply reply = form.post(wire).is(204);
        reply.has("etag", "\"9a0364b9e99bb480dd25e1f0284c8555\"")
                .has("location", "http://localhost:9000/" + form.bucket() + "/a%2Fb");
        assertThat(reply.body()).isEmpty();
        assertThat(reply.log().operation()).isEqualTo("PostObject");
        assertThat(reply.log().key()).isEqualTo("a/b");
        wire.get("/" + form.bucket() + "/a/b").send().is(200).holds("content")
                .has("content-type", "binary/octet-stream");

        TestForm older = form().field("key", "k").file("older").signedByVersion2();
        older.post(wire).is(204);
        wire.get("/" + older.bucket() + "/k").send().is(200).holds("older");
    }

    @Test
    void fields_becomeHeadersTagsAndMetadata() {
        TestForm form = form().field("key", "k").field("Content-Type", "text/plain")
                .field("Cache-Control", "no-cache").field("x-amz-meta-Colour", "grün")
                .field("acl", "private").field("x-amz-storage-class", "STANDARD_IA")
                .bare("tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b c</Value></Tag>"
                        + "</TagSet></Tagging>")
                .condition("[\"starts-with\", \"$tagging\", \"<Tagging>\"]")
                .field("x-amz-website-redirect-location", "/other")
                .file("x").signed();
        form.post(wire).is(204);
        wire.head("/" + form.bucket() + "/k").send().is(200)
                .has("content-type", "text/plain")
                .has("cache-control", "no-cache")
                .has("x-amz-meta-colour", "=?UTF-8?B?Z3LDvG4=?=")
                .has("x-amz-storage-class", "STANDARD_IA")
                .has("x-amz-tagging-count", "1")
                .has("x-amz-website-redirect-location", "/other");
        wire.get("/" + form.bucket() + "/k?tagging").send().is(200).lists("Value", "b c");
    }

    @ParameterizedTest
    @CsvSource({
        "plain.txt, up/plain.txt", "C:\\photos\\a b.jpg, up/a b.jpg", "/home/me/é.png, up/é.png",
        "'', up/"
    })
    void variable_isTheLastStepOfTheNameOfTheFile(String fileName, String key) {
        TestForm form = form().bare("key", "up/${filename}")
                .condition("[\"starts-with\", \"$key\", \"up/\"]").file(fileName, new byte[3])
                .signed();
        form.post(wire).is(204);
        wire.get("/" + form.bucket()).send().is(200).lists("Key", key);
    }

    @Test
    void fileThatLooksLikeDelimiters_isStoredWholeInWhateverPiecesItComes() {
        String file = "\r\n--" + TestForm.BOUNDARY.substring(1) + "\r\n\r\n--\r\r\n-";
        for (int pieces : new int[] {1, 2, 3, 7, 4096}) {
            TestForm form = form().field("key", "k").file(file).signed();
            form.request(wire).send(TestBody.of(form.body()).inPieces(pieces)).is(204);
            wire.get("/" + form.bucket() + "/k").send().is(200).holds(file);
        }
    }

    @Test
    void largeFile_isStoredWhole() {
        byte[] file = new byte[3 << 20];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) ((i * 31) >> 7);
        }
        TestForm form = form().field("key", "k").file("large", file).signed();
        form.post(wire).is(204);
        assertThat(wire.get("/" + form.bucket() + "/k").send().is(200).body())
                .satisfies(stored -> assertThat(Arrays.equals(stored, file)).isTrue());
    }

    @Test
    void formByVirtualHost_isStoredInItsBucket() {
        TestForm form = form().field("key", "k").file("x").signed();
        wire.post("/").to(form.bucket() + ".localhost:9000")
                .with("Content-Type", TestForm.CONTENT_TYPE).body(form.body()).anonymously()
                .send().is(204)
                .has("location", "http://" + form.bucket() + ".localhost:9000/k");
    }

    @Test
    void fieldsBehindTheFile_areIgnored() {
        TestForm form = form().field("key", "k").file("x")
                .behindFile("\r\n--" + TestForm.BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"submit\"\r\n\r\nUpload\r\n--"
                        + TestForm.BOUNDARY + "--\r\nepilogue")
                .signed();
        form.post(wire).is(204);
        wire.get("/" + form.bucket() + "/k").send().is(200).holds("x");
    }

    @Test
    void checksumField_isVerifiedAndKept() {
        TestForm right = form().field("key", "k").field("x-amz-checksum-crc32", "/sUwqQ==")
                .file("content").signed();
        right.post(wire).is(204).has("x-amz-checksum-crc32", "/sUwqQ==");
        TestForm wrong = form().field("key", "k").field("x-amz-checksum-crc32", "AAAAAA==")
                .file("content").signed();
        stillEmpty(wrong, wrong.post(wire).is(400, "BadDigest"));
    }

    // What is answered

    @Test
    void status201_isAnsweredWithADocument() {
        TestForm form = form().field("key", "a b/ü").field("success_action_status", "201")
                .file("content").signed();
        String location = "http://localhost:9000/" + form.bucket() + "/a%20b%2F%C3%BC";
        Reply reply = form.post(wire).is(201);
        reply.has("content-type", "application/xml").has("location", location)
                .says("Location", location).says("Bucket", form.bucket()).says("Key", "a b/ü")
                .says("ETag", "\"9a0364b9e99bb480dd25e1f0284c8555\"");
        assertThat(reply.text()).contains("<PostResponse>");
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "204, 204", "302, 204", "x, 204"})
    void otherStatus_isAnsweredEmpty(String asked, int status) {
        TestForm form = form().field("key", "k").field("success_action_status", asked).signed();
        assertThat(form.post(wire).is(status).body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "success_action_redirect, http://localhost/done, http://localhost/done?",
        "redirect, https://example.org/done?a=b#c, https://example.org/done?a=b&",
    })
    void redirect_isFollowedWithWhatWasStored(String field, String address, String target) {
        TestForm form = form().field("key", "a/b").field(field, address)
                .field("success_action_status", "201").file("content").signed();
        String fragment = address.endsWith("#c") ? "#c" : "";
        form.post(wire).is(303).has("location", target + "bucket=" + form.bucket()
                + "&key=a%2Fb&etag=%229a0364b9e99bb480dd25e1f0284c8555%22" + fragment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/relative", "http://", "not an address", ""})
    void redirectThatIsNoAddress_isAsIfItWereNotThere(String address) {
        TestForm form = form().field("key", "k").field("success_action_redirect", address).signed();
        form.post(wire).is(204).has("location", "http://localhost:9000/" + form.bucket() + "/k");
    }

    @Test
    void versionedBucket_answersTheVersion() {
        TestForm form = form().field("key", "k").signed();
        wire.put("/" + form.bucket() + "?versioning").body(
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
                .send().is(200);
        assertThat(form.post(wire).is(204).header("x-amz-version-id")).isNotNull();
    }

    // What the policy says

    @Test
    void expiredPolicy_isAccessDenied() {
        for (String expiration : List.of("2026-05-04T03:02:01Z", "2026-05-04T03:02:00.999Z")) {
            TestForm form = form().field("key", "k").expiring(expiration).signed();
            denied(form, "Policy expired.");
        }
        form().field("key", "k").expiring("2026-05-04T03:02:02.000Z").signed().post(wire).is(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"key\": \"other\"}|[\"eq\", \"$key\", \"other\"]",
        "[\"eq\", \"$key\", \"other\"]|[\"eq\", \"$key\", \"other\"]",
        "[\"EQ\", \"$Key\", \"K\"]|[\"eq\", \"$Key\", \"K\"]",
        "[\"starts-with\", \"$key\", \"kk\"]|[\"starts-with\", \"$key\", \"kk\"]",
        "[\"starts-with\", \"$acl\", \"\"]|[\"starts-with\", \"$acl\", \"\"]",
        "{\"acl\": \"public-read\"}|[\"eq\", \"$acl\", \"public-read\"]",
        "{\"bucket\": \"other\"}|[\"eq\", \"$bucket\", \"other\"]",
        "[\"starts-with\", \"$Content-Type\", \"image/\"]"
                + "|[\"starts-with\", \"$Content-Type\", \"image/\"]",
        "[\"eq\", \"key\", \"k\"]|[\"eq\", \"key\", \"k\"]",
        "[\"eq\", \"$key\", 5]|[\"eq\", \"$key\", 5]",
    })
    void conditionThatDoesNotHold_isAccessDeniedNamingIt(String condition, String shown) {
        TestForm form = form().field("key", "k").bare("Content-Type", "image/png,text/plain")
                .condition(condition).signed();
        denied(form, "Policy Condition failed: " + shown);
    }

    @Test
    void conditionsThatHold_areTaken() {
        form().bare("key", "user/1").condition("[\"starts-with\", \"$key\", \"user/\"]")
                .bare("Content-Type", "image/png, image/jpeg")
                .condition("[\"starts-with\", \"$content-type\", \"image/\"]")
                .bare("x-amz-meta-any", "thing").condition(
                        "[\"starts-with\", \"$x-amz-meta-any\", \"\"]")
                .condition("[\"content-length-range\", 1, 7]").file("content")
                .bare("x-ignore-me", "free").signed().post(wire).is(204);
    }

    @Test
    void fieldThatNoConditionNames_isAccessDeniedNamingIt() {
        denied(form().field("key", "k").bare("Submit", "Upload").bare("utf8", "x").signed(),
                "Extra input fields: submit, utf8");
        TestForm unnamed = new TestForm(wire.newBucket()).bare("key", "k");
        unnamed.policy("{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\":"
                + " [[\"starts-with\", \"$key\", \"\"]]}");
        denied(unnamed.signedByVersion2(), "Extra input fields: bucket");
    }

    @ParameterizedTest
    @CsvSource({
        "8, 100, EntityTooSmall, MinSizeAllowed, 8", "0, 6, EntityTooLarge, MaxSizeAllowed, 6",
        "0, 0, EntityTooLarge, MaxSizeAllowed, 0"
    })
    void lengthOutsideTheRange_isRefusedAndNothingStored(
            long min, long max, String code, String limit, String bytes) {
        TestForm form = form().field("key", "k")
                .condition("[\"content-length-range\", %d, %d]".formatted(min, max))
                .file("content").signed();
        stillEmpty(form, form.post(wire).is(400, code).says("ProposedSize", "7")
                .says(limit, bytes));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "no json|Invalid JSON.",
        "[]|Invalid JSON.",
        "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": []} x|Invalid JSON.",
        "{\"conditions\": []}|Policy missing expiration.",
        "{\"expiration\": \"soon\", \"conditions\": []}|Invalid 'expiration' value: 'soon'",
        "{\"expiration\": 5, \"conditions\": []}|Invalid 'expiration' value: '5'",
        "{\"expiration\": \"2030-01-01T00:00:00Z\"}|Policy missing conditions.",
        "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": 5}"
                + "|Invalid 'conditions' value: must be a List.",
        "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": [], \"x\": 1}|Unexpected: 'x'",
        "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": [5]}"
                + "|Invalid condition test: must be a List or Object.",
        "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": [{}]}|Invalid"
                + " Simple-Condition: Simple-Conditions must have exactly one property specified.",
        "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": [{\"key\": 5}]}"
                + "|Invalid Simple-Condition: value must be a string.",
        "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": [[]]}"
                + "|Invalid Condition: missing operation identifier.",
        "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": [[\"ends-with\", \"$key\","
                + " \"k\"]]}|Invalid Condition: unknown operation 'ends-with'.",
        "{\"expiration\": \"2030-01-01T00:00:00Z\", \"conditions\": [[\"eq\", \"$key\"]]}"
                + "|Invalid eq: wrong number of arguments.",
    })
    void policyThatIsNone_isInvalidPolicyDocument(String policy, String message) {
        TestForm form = form().bare("key", "k").policy(policy).signed();
        stillEmpty(form, form.post(wire).is(400, "InvalidPolicyDocument")
                .says("Message", "Invalid Policy: " + message));
    }

    // Who sends it

    @Test
    void formWithoutPolicy_isAccessDenied() {
        TestForm form = form().bare("key", "k").file("x");
        stillEmpty(form, form.post(wire).is(403, "AccessDenied"));
    }

    @Test
    void changedPolicy_isSignatureDoesNotMatch() {
        for (TestForm form : List.of(form().bare("key", "k").signed(),
                form().bare("key", "k").signedByVersion2())) {
            byte[] body = new String(form.body(), StandardCharsets.ISO_8859_1)
                    .replaceFirst("name=\"policy\"\r\n\r\n", "$0AAAA")
                    .getBytes(StandardCharsets.ISO_8859_1);
            stillEmpty(form, wire.post("/" + form.bucket())
                    .with("Content-Type", TestForm.CONTENT_TYPE).body(body).anonymously().send()
                    .is(403, "SignatureDoesNotMatch").says("AWSAccessKeyId", "AKOWNER")
                    .says("StringToSign", "AAAA" + form.encodedPolicy()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x-amz-credential=AKOWNER/20260504/us-east-1/s3|InvalidArgument|the Credential is"
                + " mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
        "x-amz-credential=AKOWNER/20260504/us-east-1/ec2/aws4_request|InvalidArgument"
                + "|incorrect service \"ec2\". This endpoint belongs to \"s3\".",
        "x-amz-credential=AKNOBODY/20260504/us-east-1/s3/aws4_request|InvalidAccessKeyId"
                + "|The AWS Access Key Id you provided does not exist in our records.",
        "x-amz-algorithm=AWS4-HMAC-SHA1|InvalidArgument"
                + "|X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"",
        "x-amz-date=20260505T000000Z|InvalidArgument|Invalid credential date \"20260504\". This"
                + " date is not the same as X-Amz-Date: \"20260505\".",
        "x-amz-date=today|InvalidArgument|X-Amz-Date must be in the ISO8601 Long Format"
                + " \"yyyyMMdd'T'HHmmss'Z'\"",
        "x-amz-security-token=token|InvalidToken"
                + "|The provided token is malformed or otherwise invalid.",
        "x-amz-signature=0000|SignatureDoesNotMatch|The request signature we calculated does not"
                + " match the signature you provided. Check your key and signing method.",
    })
    void signatureFieldThatIsWrong_isRefusedByName(String change, String code, String message) {
        String[] pair = change.split("=", 2);
        String[][] fields = {
            {"key", "k"},
            {"x-amz-algorithm", "AWS4-HMAC-SHA256"},
            {"x-amz-credential", "AKOWNER/20260504/us-east-1/s3/aws4_request"},
            {"x-amz-date", "20260504T030201Z"},
            {"policy", form().encodedPolicy()},
            {"x-amz-signature", "0"},
            {"x-amz-security-token", ""}
        };
        TestForm form = form();
        for (String[] field : fields) {
            String value = field[0].equals(pair[0]) ? pair[1] : field[1];
            if (!field[0].equals("x-amz-security-token") || !value.isEmpty()) {
                form.bare(field[0], value);
            }
        }
        int status = (code.startsWith("InvalidA") && !code.endsWith("Id")) || code.endsWith("Token")
                ? 400
                : 403;
        stillEmpty(form, form.post(wire).is(status, code).says("Message", message));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-algorithm, X-Amz-Algorithm", "x-amz-credential, X-Amz-Credential",
        "x-amz-date, X-Amz-Date", "x-amz-signature, X-Amz-Signature", "key, key", "policy, policy",
    })
    void missingField_isInvalidArgumentNamingIt(String field, String name) {
        TestForm form = form().field("key", "k").signed();
        byte[] body = new String(form.body(), StandardCharsets.ISO_8859_1)
                .replace("name=\"" + field + "\"", "name=\"x-ignore-this\"")
                .getBytes(StandardCharsets.ISO_8859_1);
        stillEmpty(form, wire.post("/" + form.bucket()).with("Content-Type", TestForm.CONTENT_TYPE)
                .body(body).anonymously().send()
                .is(400, "InvalidArgument").says("ArgumentName", name)
                .says("Message", "Bucket POST must contain a field named '" + name + "'.  If it is"
                        + " specified, please check the order of the fields."));
    }

    @Test
    void formWithAnotherSignature_isInvalidArgument() {
        TestForm form = form().field("key", "k").signed();
        wire.post("/" + form.bucket()).with("Content-Type", TestForm.CONTENT_TYPE)
                .body(form.body()).send().is(400, "InvalidArgument");
    }

    @Test
    void version2Form_isInvalidRequestWhereThatIsOff(@TempDir Path folder) throws Exception {
        S3Settings settings = new S3Settings(
                "us-east-1", false, List.of("localhost"), 0, SignatureVersion2.OFF);
        try (Wire off = Wire.open(folder, settings)) {
            TestForm form = new TestForm(off.newBucket()).field("key", "k");
            form.signedByVersion2().post(off).is(400, "InvalidRequest");
            new TestForm(form.bucket()).field("key", "k").signed().post(off).is(204);
        }
    }

    @Test
    void bucketOfAnotherOrNone_isRefusedBehindTheSignature() {
        TestForm missing = new TestForm("no-such-bucket").field("key", "k");
        missing.signed().post(wire).is(404, "NoSuchBucket");
        wire.put("/strangers-own").as(Wire.STRANGER).send().is(200);
        new TestForm("strangers-own").field("key", "k").signed().post(wire)
                .is(403, "AccessDenied");
    }

    @Test
    void anonymousForm_isStoredWhereAnybodyMayWrite() {
        TestForm form = form().bare("key", "k").file("x");
        form.post(wire).is(403, "AccessDenied");
        allowAnybody(form, "");
        form.post(wire).is(204);
        wire.get("/" + form.bucket() + "/k").send().is(200).holds("x");
    }

    @Test
    void anonymousFormWithTags_needsTheRightToTag() {
        TestForm form = form().bare("key", "k").bare("tagging",
                "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>");
        allowAnybody(form, "");
        stillEmpty(form, form.post(wire).is(403, "AccessDenied"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3:authType, POST, 204", "s3:authType, REST-HEADER, 403",
        "s3:signatureversion, AWS4-HMAC-SHA256, 204", "s3:signatureversion, AWS, 403",
        "s3:x-amz-storage-class, STANDARD_IA, 204", "s3:x-amz-storage-class, STANDARD, 403",
    })
    void conditionsOfABucketPolicy_lookAtTheForm(String key, String value, int status) {
        wire.put("/strangers-forms").as(Wire.STRANGER).send();
        TestForm form = new TestForm("strangers-forms").field("key", key + value)
                .field("x-amz-storage-class", "STANDARD_IA").signed();
        wire.put("/strangers-forms?policy").as(Wire.STRANGER).body(policy("strangers-forms",
                ", \"Condition\": {\"StringEquals\": {\"%s\": \"%s\"}}".formatted(key, value)))
                .send().is(204);
        assertThat(form.post(wire).status()).isEqualTo(status);
    }

    private void allowAnybody(TestForm form, String condition) {
        wire.put("/" + form.bucket() + "?policy").body(policy(form.bucket(), condition)).send()
                .is(204);
    }

    private static String policy(String bucket, String condition) {
        return ("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                + " \"Principal\": \"*\", \"Action\": \"s3:PutObject\","
                + " \"Resource\": \"arn:aws:s3:::%s/*\"%s}]}").formatted(bucket, condition);
    }

    @Test
    void versionIdInTheQuery_isRefused() {
        TestForm form = form().field("key", "k").signed();
        stillEmpty(form, wire.post("/" + form.bucket() + "?versionId=null").with("Content-Type",
                TestForm.CONTENT_TYPE).body(form.body()).send().is(400, "InvalidArgument"));
    }

    // What is no form

    @ParameterizedTest
    @ValueSource(strings = {
        "", "garbage", "--BOUNDARY", "--BOUNDARY\r\n", "--BOUNDARYx\r\n", "--BOUNDARY\r\n\r\n",
        "--BOUNDARY\r\nContent-Disposition: attachment; name=\"key\"\r\n\r\nk\r\n--BOUNDARY--\r\n",
        "--BOUNDARY\r\nContent-Disposition: form-data\r\n\r\nk\r\n--BOUNDARY--\r\n",
        "--BOUNDARY\r\nContent-Disposition: form-data; name=\"key\r\n\r\nk\r\n--BOUNDARY--\r\n",
        "--BOUNDARY\nContent-Disposition: form-data; name=\"key\"\n\nk\n--BOUNDARY--\n",
        "--BOUNDARY\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk",
    })
    void bodyThatIsNoForm_isMalformed(String body) {
        wire.post("/" + wire.newBucket()).with("Content-Type", TestForm.CONTENT_TYPE)
                .body(body.replace("BOUNDARY", TestForm.BOUNDARY)).anonymously().send()
                .is(400, "MalformedPOSTRequest");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"",
        "multipart/form-data; boundary=12345678901234567890123456789012345678901234567890"
                + "123456789012345678901"
    })
    void typeWithoutBoundary_isMalformed(String type) {
        wire.post("/" + wire.newBucket()).with("Content-Type", type).body("x").anonymously().send()
                .is(400, "MalformedPOSTRequest");
    }

    @Test
    void quotedBoundary_isUnderstood() {
        TestForm form = form().field("key", "k").signed();
        wire.post("/" + form.bucket()).with("Content-Type",
                "multipart/form-data; charset=utf-8; boundary=\"" + TestForm.BOUNDARY + "\"")
                .body(form.body()).anonymously().send().is(204);
    }

    @Test
    void noFile_isInvalidArgument() {
        TestForm form = form().field("key", "k").signed();
        String body = new String(form.body(), StandardCharsets.UTF_8)
                .replace("name=\"file\"", "name=\"x-ignore-file\"");
        wire.post("/" + form.bucket()).with("Content-Type", TestForm.CONTENT_TYPE).body(body)
                .anonymously().send().is(400, "InvalidArgument")
                .says("Message", "POST requires exactly one file upload per request.")
                .says("ArgumentName", "file");
    }

    @Test
    void secondFile_isRefusedAndNothingStored() {
        TestForm form = form().field("key", "k").file("x")
                .behindFile("\r\n--" + TestForm.BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nsecond\r\n--"
                        + TestForm.BOUNDARY + "--\r\n")
                .signed();
        stillEmpty(form, form.post(wire).is(400, "IncorrectNumberOfFilesInPostRequest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n--", "no delimiter", "\r\n----WebKitFormBoundary7MA4YWxkTrZu0gWx"})
    void fileWithoutEnd_isMalformedAndNothingStored(String behind) {
        TestForm form = form().field("key", "k").file("x").behindFile(behind).signed();
        stillEmpty(form, form.post(wire).is(400, "MalformedPOSTRequest"));
    }

    @Test
    void muchBehindTheFile_isMalformedAndNothingStored() {
        TestForm form = form().field("key", "k").file("x")
                .behindFile("\r\n--" + TestForm.BOUNDARY + "--\r\n" + "x".repeat(30_000)).signed();
        stillEmpty(form, form.post(wire).is(400, "MalformedPOSTRequest"));
    }

    @Test
    void fieldsBeyond20KiB_areTooMuch() {
        TestForm form = form().field("key", "k").bare("x-ignore-much", "x".repeat(20 * 1024))
                .signed();
        stillEmpty(form, form.post(wire).is(400, "MaxPostPreDataLengthExceeded"));
    }

    @Test
    void fieldTwice_isInvalidArgument() {
        TestForm form = form().field("key", "k").bare("Key", "other").signed();
        stillEmpty(form, form.post(wire).is(400, "InvalidArgument"));
    }

    @Test
    void emptyKeyAndLongKey_areRefused() {
        form().field("key", "").signed().post(wire).is(400, "InvalidArgument")
                .says("Message", "User key must have a length greater than 0.");
        form().field("key", "k".repeat(1025)).signed().post(wire).is(400, "KeyTooLongError");
    }

    @Test
    void noLength_isMissingContentLength() {
        form().request(wire).send(TestBody.absent()).is(411, "MissingContentLength");
    }

    @Test
    void clientThatGoesAway_leavesNothing() {
        TestForm form = form().field("key", "k").file("content").signed();
        byte[] body = form.body();
        stillEmpty(form, form.request(wire)
                .send(TestBody.of(body).disconnectingAt(body.length - 60))
                .is(400, "IncompleteBody"));
    }

    // What a form cannot promise

    @ParameterizedTest
    @CsvSource({
        "x-amz-server-side-encryption, AES256, 501, NotImplemented",
        "x-amz-object-lock-mode, GOVERNANCE, 501, NotImplemented",
        "acl, public-read, 400, AccessControlListNotSupported",
        "x-amz-storage-class, COLD, 400, InvalidStorageClass",
        "x-amz-checksum-blake3, AAAAAAAAAAA=, 501, NotImplemented",
        "tagging, x, 400, MalformedXML",
        "Content-MD5, x, 400, InvalidDigest",
    })
    void fieldThatCannotBeKept_isRefusedAsItsHeaderIs(
            String name, String value, int status, String code) {
        TestForm form = form().field("key", "k").field(name, value).file("x").signed();
        stillEmpty(form, form.post(wire).is(status, code));
    }

    @Test
    void encodedContent_isNotImplemented() {
        TestForm form = form().field("key", "k").signed();
        String body = new String(form.body(), StandardCharsets.UTF_8)
                .replace("Content-Type: text/x-of-the-part", "Content-Transfer-Encoding: base64");
        wire.post("/" + form.bucket()).with("Content-Type", TestForm.CONTENT_TYPE).body(body)
                .anonymously().send().is(501, "NotImplemented")
                .says("Header", "Content-Transfer-Encoding");
    }

    private TestForm form() {
        return new TestForm(wire.newBucket());
    }

    private void denied(TestForm form, String why) {
        stillEmpty(form, form.post(wire).is(403, "AccessDenied")
                .says("Message", "Invalid according to Policy: " + why));
    }

    private void stillEmpty(TestForm form, Reply refused) {
        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        wire.get("/" + form.bucket()).send().is(200).lists("Key");
    }
}
