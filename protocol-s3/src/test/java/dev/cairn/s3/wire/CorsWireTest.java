package dev.cairn.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CORS: the configuration of a bucket, preflights, and the headers of other answers. */
@ExtendWith(OpenWire.class)
class CorsWireTest {
    private static final String VARY =
            "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

    private final Wire wire;

    CorsWireTest(Wire wire) {
        this.wire = wire;
    }

    // The configuration

    @Test
    void configuration_comesBackAsItWasPutUntilItIsDeleted() {
        String bucket = "/" + wire.newBucket();
        wire.get(bucket + "?cors").send().is(404, "NoSuchCORSConfiguration")
                .says("Message", "The CORS configuration does not exist")
                .says("BucketName", bucket.substring(1));
        put(bucket, rule("<ID>one</ID><AllowedHeader>x-AMZ-*</AllowedHeader>"
                + "<AllowedHeader>*</AllowedHeader><AllowedMethod>GET</AllowedMethod>"
                + "<AllowedMethod>PUT</AllowedMethod><AllowedOrigin>http://*.example.org"
                + "</AllowedOrigin><AllowedOrigin></AllowedOrigin><ExposeHeader>ETag"
                + "</ExposeHeader><MaxAgeSeconds>3000</MaxAgeSeconds>")
                + rule(minimal())).is(200);
        Reply reply = wire.get(bucket + "?cors").send().is(200)
                .lists("ID", "one").lists("AllowedHeader", "x-AMZ-*", "*")
                .lists("AllowedMethod", "GET", "PUT", "GET")
                .lists("AllowedOrigin", "http://*.example.org", "", "*")
                .lists("ExposeHeader", "ETag").lists("MaxAgeSeconds", "3000");
        assertThat(reply.text()).contains("<CORSConfiguration xmlns=");
        put(bucket, rule(minimal())).is(200);
        wire.get(bucket + "?cors").send().is(200).lists("AllowedOrigin", "*");
        wire.delete(bucket + "?cors").send().is(204);
        wire.delete(bucket + "?cors").send().is(204);
        wire.get(bucket + "?cors").send().is(404, "NoSuchCORSConfiguration");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<AllowedMethod>OPTIONS</AllowedMethod><AllowedOrigin>*</AllowedOrigin>|Found unsupported"
                + " HTTP method in CORS config. Unsupported method is OPTIONS",
        "<AllowedMethod></AllowedMethod><AllowedOrigin>*</AllowedOrigin>|Found unsupported HTTP"
                + " method in CORS config. Unsupported method is ",
        "<AllowedMethod>get</AllowedMethod><AllowedOrigin>*</AllowedOrigin>|Found unsupported HTTP"
                + " method in CORS config. Unsupported method is get",
        "<AllowedMethod>GET</AllowedMethod><AllowedOrigin>*a*</AllowedOrigin>"
                + "|AllowedOrigin \"*a*\" can not have more than one wildcard.",
        "<AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
                + "<AllowedHeader>**</AllowedHeader>"
                + "|AllowedHeader \"**\" can not have more than one wildcard.",
        "<AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
                + "<ExposeHeader>x-*</ExposeHeader>|ExposeHeader \"x-*\" contains wildcard. We"
                + " currently do not support wildcard for ExposeHeader.",
    })
    void ruleThatS3DoesNotTake_isInvalidRequest(String rule, String message) {
        String bucket = "/" + wire.newBucket();
        put(bucket, rule(minimal()) + rule(rule)).is(400, "InvalidRequest");
        assertThat(put(bucket, rule(rule)).text("Message")).isEqualTo(
                message.endsWith("method is") ? message + " " : message);
        wire.get(bucket + "?cors").send().is(404, "NoSuchCORSConfiguration");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "<CORSRule/>", "<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>",
        "<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>",
        "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
                + "<MaxAgeSeconds>soon</MaxAgeSeconds></CORSRule>",
        "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
                + "<MaxAgeSeconds>-1</MaxAgeSeconds></CORSRule>",
        "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
                + "<ID>a</ID><ID>b</ID></CORSRule>",
        "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
                + "<Other>a</Other></CORSRule>",
        "<Rule/>"
    })
    void documentThatIsNone_isMalformedXml(String rules) {
        String bucket = "/" + wire.newBucket();
        put(bucket, rules).is(400, "MalformedXML");
        wire.get(bucket + "?cors").send().is(404, "NoSuchCORSConfiguration");
    }

    @Test
    void hundredRules_areTakenAndOneMoreIsNot() {
        String bucket = "/" + wire.newBucket();
        put(bucket, rules(100)).is(200);
        put(bucket, rules(101)).is(400, "InvalidRequest").says("Message",
                "The number of CORS rules should not exceed allowed limit of 100 rules.");
        wire.get(bucket + "?cors").send().is(200);
    }

    @Test
    void idsThatAreLongOrTheSame_areInvalidRequest() {
        String bucket = "/" + wire.newBucket();
        put(bucket, rule("<ID>" + "i".repeat(255) + "</ID>" + minimal())).is(200);
        put(bucket, rule("<ID>" + "i".repeat(256) + "</ID>" + minimal())).is(400, "InvalidRequest");
        put(bucket, rule("<ID>a</ID>" + minimal()) + rule("<ID>a</ID>" + minimal()))
                .is(400, "InvalidRequest");
    }

    @Test
    void bodyWithoutMd5OrTooLong_isRefused() {
        String bucket = "/" + wire.newBucket();
        wire.put(bucket + "?cors").body(document(rule(minimal()))).send()
                .is(400, "InvalidRequest");
        put(bucket, " ".repeat(64 << 10)).is(400, "MaxMessageLengthExceeded");
    }

    // Preflights

    @Test
    void preflight_isAnsweredToAnybody() {
        String bucket = configured();
        preflight(bucket + "/any/key", "https://app.example.org", "PUT",
                "X-Amz-Meta-Colour,content-type").is(200)
                .has("access-control-allow-origin", "https://app.example.org")
                .has("access-control-allow-methods", "GET, PUT")
                .has("access-control-allow-headers", "x-amz-meta-colour, content-type")
                .has("access-control-expose-headers", "ETag, x-amz-version-id")
                .has("access-control-max-age", "3000")
                .has("access-control-allow-credentials", "true")
                .has("vary", VARY)
                .holds("");
        assertThat(wire.lastLog().operation()).isEqualTo("OptionsObject");
    }

    @Test
    void ruleOfAnyOrigin_answersAnyAndNoCredentials() {
        String bucket = "/" + wire.newBucket();
        put(bucket, rule(minimal())).is(200);
        preflight(bucket, "anything", "GET", null).is(200)
                .has("access-control-allow-origin", "*")
                .has("access-control-allow-methods", "GET")
                .has("access-control-allow-headers", null)
                .has("access-control-expose-headers", null)
                .has("access-control-max-age", null)
                .has("access-control-allow-credentials", null)
                .has("vary", VARY);
        preflight(bucket, "anything", "GET", "x-amz-date").is(403, "AccessForbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "https://.example.org, 200", "https://a.b.example.org, 200", "https://example.org, 403",
        "http://a.example.org, 403", "https://a.example.org.evil, 403",
        "https://A.EXAMPLE.org, 403",
        "https://a.example.org/, 403", "exact, 200", "exact2, 403", "null, 403", "'', 403"
    })
    void origin_mustMatchFromEndToEnd(String origin, int status) {
        assertThat(preflight(configured() + "/k", origin, "GET", null).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, 403, AccessForbidden", "PATCH, 400, BadRequest", "get, 400, BadRequest"})
    void methodThatIsNotAllowed_isRefused(String method, int status, String code) {
        preflight(configured() + "/k", "exact", method, null).is(status, code);
    }

    @Test
    void refusals_areThoseOfS3() {
        String bucket = configured();
        wire.request("OPTIONS", bucket).anonymously().send().is(400, "BadRequest").says("Message",
                "Insufficient information. Origin request header needed.");
        wire.request("OPTIONS", bucket).with("Origin", "exact").anonymously().send()
                .is(400, "BadRequest")
                .says("Message", "Invalid Access-Control-Request-Method: null");
        preflight(bucket + "/k", "stranger", "PUT", null).is(403, "AccessForbidden")
                .says("Message", "CORSResponse: This CORS request is not allowed. This is usually"
                        + " because the evalution of Origin, request method /"
                        + " Access-Control-Request-Method or Access-Control-Request-Headers are"
                        + " not whitelisted by the resource's CORS spec.")
                .says("Method", "PUT").says("ResourceType", "OBJECT")
                .has("access-control-allow-origin", null);
        String without = "/" + wire.newBucket();
        preflight(without + "/k", "exact", "PUT", null).is(403, "AccessForbidden")
                .says("Message", "CORSResponse: CORS is not enabled for this bucket.")
                .says("Method", "PUT").says("ResourceType", "BUCKET");
        wire.request("OPTIONS", without).with("Origin", "exact").anonymously().send()
                .is(403, "AccessForbidden").says("Method", "OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no-such-bucket/k", "/Bad..Name", "/"})
    void bucketThatIsNot_isNotFound(String target) {
        preflight(target, "exact", "GET", null).is(403, "AccessForbidden")
                .says("Message", "CORSResponse: Bucket not found");
    }

    @Test
    void preflightByVirtualHost_isOfItsBucket() {
        String bucket = configured().substring(1);
        wire.request("OPTIONS", "/k").to(bucket + ".localhost:9000").with("Origin", "exact")
                .with("Access-Control-Request-Method", "GET").anonymously().send().is(200)
                .has("access-control-allow-origin", "exact");
    }

    @Test
    void preflightOfAPresignedUrl_needsNoSignature() {
        preflight(configured() + "/k?X-Amz-Signature=0&X-Amz-Algorithm=x", "exact", "GET", null)
                .is(200);
    }

    // Other answers

    @Test
    void answersOfAllKinds_saySoToTheBrowser() {
        String bucket = configured();
        allowed(wire.put(bucket + "/k").body("x").with("Origin", "exact").send().is(200));
        Reply got = allowed(wire.get(bucket + "/k").with("Origin", "exact").send().is(200));
        String etag = String.valueOf(got.header("etag"));
        allowed(wire.get(bucket + "/k").with("If-None-Match", etag).with("Origin", "exact").send()
                .is(304));
        allowed(wire.get(bucket + "/missing").with("Origin", "exact").send()
                .is(404, "NoSuchKey"));
        allowed(wire.get(bucket + "/k").with("Origin", "exact").anonymously().send()
                .is(403, "AccessDenied"));
        allowed(wire.get(bucket).with("Origin", "exact").send().is(200));
    }

    @Test
    void answersToForms_saySoToTheBrowser() {
        String bucket = configured();
        put(bucket, rule("<AllowedMethod>POST</AllowedMethod><AllowedOrigin>exact"
                + "</AllowedOrigin>")).is(200);
        TestForm form = new TestForm(bucket.substring(1)).field("key", "k").signed();
        form.request(wire).with("Origin", "exact").send().is(204)
                .has("access-control-allow-origin", "exact")
                .has("access-control-allow-methods", "POST");
    }

    @Test
    void answersThatNoRuleFits_areServedWithoutAWord() {
        String bucket = configured();
        wire.put(bucket + "/k").body("x").send().is(200);
        silent(wire.get(bucket + "/k").send().is(200));
        silent(wire.get(bucket + "/k").with("Origin", "stranger").send().is(200));
        silent(wire.delete(bucket + "/none").with("Origin", "exact").send().is(204));
        silent(wire.get(bucket + "/k").with("Origin", "exact")
                .with("Access-Control-Request-Method", "DELETE").send().is(200));
        silent(wire.get("/").with("Origin", "exact").send().is(200));
        silent(wire.get("/no-such-bucket/k").with("Origin", "exact").send()
                .is(404, "NoSuchBucket"));
    }

    @Test
    void configurationOfAnOldBucket_isNotThatOfANewOne() {
        String bucket = configured();
        wire.delete(bucket).send().is(204);
        wire.put(bucket).send().is(200);
        preflight(bucket, "exact", "GET", null).is(403, "AccessForbidden");
    }

    private static Reply allowed(Reply reply) {
        return reply.has("access-control-allow-origin", "exact")
                .has("access-control-allow-methods", "GET, PUT")
                .has("access-control-expose-headers", "ETag, x-amz-version-id")
                .has("access-control-allow-credentials", "true")
                .has("vary", VARY);
    }

    private static void silent(Reply reply) {
        reply.headers().forEach((name, value) -> assertThat(name)
                .doesNotStartWith("access-control").isNotEqualTo("vary"));
    }

    private String configured() {
        String bucket = "/" + wire.newBucket();
        put(bucket, rule("<AllowedHeader>x-amz-*</AllowedHeader><AllowedHeader>Content-Type"
                + "</AllowedHeader><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT"
                + "</AllowedMethod><AllowedOrigin>https://*.example.org</AllowedOrigin>"
                + "<AllowedOrigin>exact</AllowedOrigin><ExposeHeader>ETag</ExposeHeader>"
                + "<ExposeHeader>x-amz-version-id</ExposeHeader><MaxAgeSeconds>3000"
                + "</MaxAgeSeconds>")).is(200);
        return bucket;
    }

    private Reply preflight(
            String target, String origin, String method, @Nullable String headers) {
        WireRequest request = wire.request("OPTIONS", target).with("Origin", origin)
                .with("Access-Control-Request-Method", method).anonymously();
        return (headers == null ? request
                : request.with("Access-Control-Request-Headers", headers)).send();
    }

    private Reply put(String bucket, String rules) {
        return wire.put(bucket + "?cors").body(document(rules)).withMd5().send();
    }

    private static String document(String rules) {
        return "<CORSConfiguration>" + rules + "</CORSConfiguration>";
    }

    private static String rules(int count) {
        return IntStream.range(0, count).mapToObj(i -> rule(minimal()))
                .collect(Collectors.joining());
    }

    private static String rule(String content) {
        return "<CORSRule>" + content + "</CORSRule>";
    }

    private static String minimal() {
        return "<AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>";
    }
}
