package dev.cairn.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.client.CommandLine;
import dev.cairn.it.client.PythonClients;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.wire.WireRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** PutBucketCors: the rules of before go, also over a crash, and browsers are told of the new. */
class PutBucketCorsIT {
    private static final CORSRule RULE = CORSRule.builder().id("app")
            .allowedMethods("GET", "PUT").allowedOrigins("https://app.example.org")
            .allowedHeaders("*").exposeHeaders("ETag").maxAgeSeconds(600).build();

    @RegisterExtension
    static final CairnServer cairn = CairnServer.withDefaults();

    @Test
    void lastRules_areThoseOfTheBucket() {
        String bucket = cairn.bucket();
        put(bucket, CORSRule.builder().allowedMethods("HEAD").allowedOrigins("*").build());
        put(bucket, RULE);
        cairn.killAndRestart();
        assertThat(cairn.s3().getBucketCors(request -> request.bucket(bucket)).corsRules())
                .containsExactly(RULE);
    }

    @Test
    void unknownMethod_isInvalidRequest() {
        String bucket = cairn.bucket();
        Refused.with(400, "InvalidRequest", () -> put(bucket,
                CORSRule.builder().allowedMethods("TRACE").allowedOrigins("*").build()));
    }

    /** As a browser asks before it sends the request of a page. */
    @Test
    void preflightByCurl_isAllowedOrForbidden(@TempDir Path folder) {
        String bucket = cairn.bucket();
        put(bucket, RULE);
        String allowed = preflight(folder, bucket, "https://app.example.org");
        assertThat(allowed).startsWith("http/1.1 200")
                .contains("access-control-allow-origin: https://app.example.org\r\n")
                .contains("access-control-allow-methods: get, put\r\n")
                .contains("access-control-allow-headers: content-type, x-amz-meta-colour\r\n")
                .contains("access-control-max-age: 600\r\n");
        String forbidden = preflight(folder, bucket, "https://other.example.org");
        assertThat(forbidden).startsWith("http/1.1 403").doesNotContain("access-control-allow")
                .contains("<code>accessforbidden</code>");
    }

    @Test
    void answers_sayItToo() {
        String bucket = cairn.bucket();
        put(bucket, RULE);
        WireRequest get = WireRequest.get("/" + bucket + "/missing");
        assertThat(cairn.wire().send(get.header("Origin", "https://app.example.org"))
                .header("access-control-allow-origin")).contains("https://app.example.org");
        assertThat(cairn.wire().send(get).header("access-control-allow-origin")).isEmpty();
    }

    private static String preflight(Path folder, String bucket, String origin) {
        CommandLine shell = PythonClients.shell(cairn, folder);
        return shell.run(List.of("curl", "--silent", "--show-error", "--include", "--request",
                "OPTIONS", "--header", "Origin: " + origin,
                "--header", "Access-Control-Request-Method: PUT",
                "--header", "Access-Control-Request-Headers: content-type,x-amz-meta-colour",
                cairn.process().ready().s3() + "/" + bucket + "/photo.jpg"))
                .succeeded().toLowerCase(Locale.ROOT);
    }

    private static void put(String bucket, CORSRule rule) {
        cairn.s3().putBucketCors(request -> request.bucket(bucket)
                .corsConfiguration(rules -> rules.corsRules(rule)));
    }
}
