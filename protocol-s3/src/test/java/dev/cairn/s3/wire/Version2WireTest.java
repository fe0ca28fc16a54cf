package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.S3Settings;
import dev.cairn.s3.auth.SignatureVersion2;
import dev.cairn.s3.auth.Version2Signer;
import dev.cairn.s3.operation.Operation;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signature Version 2: what is accepted, and the exact refusals. */
@ExtendWith(OpenWire.class)
class Version2WireTest {
    private static final long NOW = Wire.SIGNED_AT.getEpochSecond();

    /** Not signed by clients of this version: neither lets a request change what it touches. */
    private static final Set<String> UNSIGNED = Set.of("list-type", "id");

    private final Version2Signer signer = new Version2Signer(
            Wire.OWNER.accessKeys().getFirst());
    private final Wire wire;

    Version2WireTest(Wire wire) {
        this.wire = wire;
    }

    @Test
    void presignedUrls_putGetHeadAndDelete() {
        String key = "/" + wire.newBucket() + "/a%20b/%C3%A9%2B";
        send("PUT", key, "PUT\n\n\n%s\n" + key, "content").is(200);
        send("GET", key, "GET\n\n\n%s\n" + key, "").is(200).holds("content");
        send("HEAD", key, "HEAD\n\n\n%s\n" + key, "").is(200);
        send("DELETE", key, "DELETE\n\n\n%s\n" + key, "").is(204);
        wire.get(key).send().is(404, "NoSuchKey");
    }

    @Test
    void headersInTheQuery_areSignedAndObeyed() {
        String key = "/" + wire.newBucket() + "/k";
        send("PUT", key + "?content-type=text%2Fplain&x-amz-meta-colour=red",
                "PUT\n\ntext/plain\n%s\nx-amz-meta-colour:red\n" + key, "x").is(200);
        wire.get(key).send().is(200).has("content-type", "text/plain")
                .has("x-amz-meta-colour", "red");
    }

    @Test
    void contentMd5InTheQuery_isVerified() {
        String key = "/" + wire.newBucket() + "/k";
        String md5 = "1B2M2Y8AsgTpgAmY7PhCfg==";
        send("PUT", key + "?content-md5=1B2M2Y8AsgTpgAmY7PhCfg%3D%3D",
                "PUT\n" + md5 + "\n\n%s\n" + key, "not empty").is(400, "BadDigest");
        wire.get(key).send().is(404, "NoSuchKey");
    }

    @Test
    void subResourcesAndOverrides_areSignedDecodedAndSorted() {
        String key = "/" + wire.newBucket() + "/k";
        wire.put(key).body("x").send().is(200);
        send("GET", key + "?versionId=null&response-content-type=text%2Fx",
                "GET\n\n\n%s\n" + key + "?response-content-type=text/x&versionId=null", "")
                .is(200).has("content-type", "text/x");
        send("GET", key + "?tagging", "GET\n\n\n%s\n" + key + "?tagging", "").is(200);
    }

    @Test
    void virtualHost_isSignedWithItsBucket() {
        String bucket = wire.newBucket();
        wire.put("/" + bucket + "/k").body("x").send().is(200);
        String target = signer.presign("/k", "GET\n\n\n%s\n/" + bucket + "/k", NOW + 60);
        wire.get(target).to(bucket + ".localhost:9000").anonymously().send().is(200).holds("x");
    }

    @ParameterizedTest
    @CsvSource({"''", "/"})
    void bucketByPath_isSignedWithOrWithoutASlash(String slash) {
        String bucket = "/" + wire.newBucket();
        send("GET", bucket + "?list-type=2", "GET\n\n\n%s\n" + bucket + slash, "").is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, ''", "PUT, ''", "GET, ?versionId=null", "GET, ?response-content-type=text%2Fx"
    })
    void anotherRequestThanTheSigned_isSignatureDoesNotMatch(String method, String query) {
        String key = "/" + wire.newBucket() + "/k";
        wire.put(key).body("x").send().is(200);
        String signed = "GET\n\n\n%s\n" + key;

        Reply reply = send(method, key + query, signed, "").is(403, "SignatureDoesNotMatch");

        reply.says("AWSAccessKeyId", "AKOWNER")
                .says("SignatureProvided",
                        signer.signature(Version2Signer.dated(signed, NOW + 60)));
        assertThat(reply.text("StringToSign")).startsWith(method + "\n\n\n" + (NOW + 60) + "\n");
        wire.get(key).send().is(200).holds("x");
    }

    @Test
    void decidingKeyBesideASignedUrl_isSignatureDoesNotMatch() {
        String bucket = "/" + wire.newBucket();
        Set<String> names = new TreeSet<>();
        for (Operation operation : wire.service().operations().operations()) {
            operation.route().keys().forEach(key -> names.add(key.replaceFirst("=.*", "")));
        }
        names.removeAll(UNSIGNED);
        assertThat(names).hasSizeGreaterThan(40);
        for (String name : names) {
            send("GET", bucket + "/k?" + name, "GET\n\n\n%s\n" + bucket + "/k", "")
                    .is(403, "SignatureDoesNotMatch");
        }
    }

    @Test
    void headerThatIsNotSigned_isSignatureDoesNotMatch() {
        String key = "/" + wire.newBucket() + "/k";
        String target = signer.presign(key, "PUT\n\n\n%s\n" + key, NOW + 60);
        wire.put(target).with("x-amz-meta-a", "b").anonymously().send()
                .is(403, "SignatureDoesNotMatch");
        wire.put(target).with("Content-Type", "text/plain").anonymously().send()
                .is(403, "SignatureDoesNotMatch");
    }

    @Test
    void timeOfExpiry_isTheLastSecond() {
        String key = "/" + wire.newBucket() + "/k";
        wire.put(key).body("x").send().is(200);
        String signed = "GET\n\n\n%s\n" + key;
        wire.get(signer.presign(key, signed, NOW)).anonymously().send().is(200);
        wire.get(signer.presign(key, signed, NOW - 1)).anonymously().send()
                .is(403, "AccessDenied")
                .says("Message", "Request has expired")
                .says("Expires", "2026-05-04T03:02:00Z")
                .says("ServerTime", "2026-05-04T03:02:01Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Signature=a&Expires=9|Query-string authentication requires the Signature, Expires and"
                + " AWSAccessKeyId parameters",
        "Signature=a&AWSAccessKeyId=AKOWNER|Query-string authentication requires the Signature,"
                + " Expires and AWSAccessKeyId parameters",
        "Signature=a&AWSAccessKeyId=AKOWNER&Expires=soon|Invalid date (should be seconds since"
                + " epoch): soon",
        "Signature=a&AWSAccessKeyId=AKOWNER&Expires=2147483648|Invalid date (should be seconds"
                + " since epoch): 2147483648",
        "Signature=a&AWSAccessKeyId=AKOWNER&Expires=-1|Request has expired",
    })
    void queryThatSaysTooLittle_isAccessDenied(String query, String message) {
        wire.get("/bucket/k?" + query).anonymously().send()
                .is(403, "AccessDenied").says("Message", message);
    }

    @Test
    void unknownKey_isInvalidAccessKeyId() {
        wire.get("/b/k?Signature=a&AWSAccessKeyId=AKNOBODY&Expires=" + (NOW + 9)).anonymously()
                .send().is(403, "InvalidAccessKeyId").says("AWSAccessKeyId", "AKNOBODY");
    }

    @Test
    void securityToken_isInvalidToken() {
        String key = "/" + wire.newBucket() + "/k";
        send("GET", key + "?x-amz-security-token=token",
                "GET\n\n\n%s\nx-amz-security-token:token\n" + key, "").is(400, "InvalidToken");
    }

    @Test
    void twoMechanisms_areInvalidArgument() {
        wire.get("/b/k?Signature=a").send().is(400, "InvalidArgument");
        wire.get("/b/k?Signature=a&X-Amz-Signature=b").anonymously().send()
                .is(400, "InvalidArgument");
    }

    @Test
    void authorizationHeader_isInvalidRequestUnlessAllIsAccepted(@TempDir Path folder)
            throws Exception {
        byHeader(wire, "/", "x").is(400, "InvalidRequest").says("Message",
                "The authorization mechanism you have provided is not supported."
                        + " Please use AWS4-HMAC-SHA256.");
        try (Wire all = Wire.open(folder, settings(SignatureVersion2.ALL))) {
            byHeader(all, "/", signer.signature("GET\n\n\n" + date() + "\n/")).is(200);
            byHeader(all, "/", "x").is(403, "SignatureDoesNotMatch");
            all.get("/").with("Authorization", "AWS AKOWNER").with("Date", date()).anonymously()
                    .send().is(400, "InvalidArgument").says("Message",
                            "AWS authorization header is invalid."
                                    + "  Expected AwsAccessKeyId:signature");
            all.get("/").with("Authorization", "AWS AKOWNER:x").anonymously().send()
                    .is(403, "AccessDenied");
            all.get("/").with("Authorization", "AWS AKOWNER:x")
                    .with("Date", "Mon, 04 May 2026 02:02:01 GMT").anonymously().send()
                    .is(403, "RequestTimeTooSkewed");
        }
    }

    @Test
    void presignedUrl_isInvalidRequestWhereTheVersionIsOff(@TempDir Path folder)
            throws Exception {
        try (Wire off = Wire.open(folder, settings(SignatureVersion2.OFF))) {
            off.get(signer.presign("/b/k", "GET\n\n\n%s\n/b/k", NOW + 60)).anonymously().send()
                    .is(400, "InvalidRequest");
        }
    }

    private Reply byHeader(Wire server, String target, String signature) {
        return server.get(target).with("Date", date())
                .with("Authorization", "AWS AKOWNER:" + signature).anonymously().send();
    }

    private static String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(Wire.SIGNED_AT.atOffset(ZoneOffset.UTC));
    }

    private static S3Settings settings(SignatureVersion2 version2) {
        return new S3Settings("us-east-1", false, List.of("localhost"), 0, version2);
    }

    private Reply send(String method, String target, String signed, String body) {
        return wire.request(method, signer.presign(target, signed, NOW + 60)).body(body)
                .anonymously().send();
    }
}
