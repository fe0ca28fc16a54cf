package dev.cairn.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.it.Refused;
import dev.cairn.it.server.CairnServer;
import dev.cairn.it.server.ServerProcess;
import dev.cairn.it.wire.WireRequest;
import dev.cairn.it.wire.WireResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The clock that tests can move, as clients of S3 and of the admin API see it. */
class ClockIT {
    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    static final CairnServer cairn =
            CairnServer.with(options -> options.withFlag("test-clock", "true"));

    @Test
    void movedClock_datesObjectsAndSurvivesSigkill() {
        String bucket = cairn.bucket();
        Instant before = now();
        Instant moved = instant(put("{\"advance\":\"P8D\"}"), "now");
        assertThat(moved).isAfterOrEqualTo(before.plus(DAY.multipliedBy(8)));
        String id = cairn.s3().createMultipartUpload(
                request -> request.bucket(bucket).key("late")).uploadId();
        Instant initiated = cairn.s3().listMultipartUploads(
                request -> request.bucket(bucket)).uploads().getFirst().initiated();
        assertThat(initiated).isAfterOrEqualTo(moved);

        cairn.killAndRestart();

        JsonNode clock = cairn.admin().get("/api/v1/clock", Map.of());
        assertThat(instant(clock, "now")).isAfterOrEqualTo(initiated)
                .isAfter(instant(clock, "real").plus(DAY.multipliedBy(7)));
        assertThat(clock.get("frozen").asBoolean()).isFalse();
        assertThat(cairn.admin().uploads(bucket).getFirst().get("initiated").asString())
                .isEqualTo(initiated.toString());
        cairn.s3().abortMultipartUpload(
                request -> request.bucket(bucket).key("late").uploadId(id));
    }

    @Test
    void frozenClock_isFrozenAfterSigkill_untilItIsToldToGoOn() {
        Instant frozen = instant(put("{\"freeze\":true}"), "now");
        cairn.killAndRestart();
        assertThat(now()).isEqualTo(frozen);
        assertThat(cairn.admin().send("PUT", "/api/v1/clock",
                "{\"set\":\"" + frozen.minusMillis(1) + "\"}").status()).isEqualTo(409);

        put("{\"freeze\":false}");
        put("{\"advance\":\"PT0.001S\"}");
        assertThat(now()).isAfter(frozen);
    }

    @Test
    void signatures_goByRealTimeUnlessTheCallSaysOtherwise() {
        String bucket = cairn.bucket();
        put("{\"advance\":\"P1D\"}");
        WireRequest get = WireRequest.get("/" + bucket);
        WireRequest presigned = cairn.wire().signer()
                .presign(get, cairn.wire().host(), Duration.ofHours(1));
        WireResponse before = cairn.wire().sendAsIs(presigned);
        assertThat(before.status()).isEqualTo(200);
        assertThat(date(before)).isBefore(now().minus(DAY.dividedBy(2)));
        try {
            put("{\"signatures\":true}");

            WireResponse after = cairn.wire().sendAsIs(presigned);
            Refused.with(403, "AccessDenied", after);
            assertThat(after.element("Message")).contains("Request has expired");
            assertThat(date(after)).isAfter(now().minus(DAY.dividedBy(2)));
            Refused.with(403, "RequestTimeTooSkewed", cairn.wire().send(get));
            Duration ahead = Duration.between(Instant.parse(clock("real")), now());
            assertThat(cairn.wire().with(cairn.wire().signer().skewed(ahead)).send(get).status())
                    .isEqualTo(200);
        } finally {
            put("{\"signatures\":false}");
        }
        assertThat(cairn.wire().send(get).status()).isEqualTo(200);
    }

    @Test
    void withoutTheFlag_theClockIsShownAndRunsOn_butIsNotMoved() {
        put("{\"advance\":\"P1D\"}");
        Instant frozen = instant(put("{\"freeze\":true}"), "now");
        ServerProcess old = cairn.process();
        assertThat(old.stop()).isZero();
        try (ServerProcess plain =
                ServerProcess.start(old.options().withFlag("test-clock", "false"))) {
            AdminClient admin = cairn.adminOf(plain);
            AdminClient.Answer refused =
                    admin.send("PUT", "/api/v1/clock", "{\"advance\":\"P1D\"}");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.document().get("code").asString()).isEqualTo("TestClockDisabled");
            JsonNode clock = admin.get("/api/v1/clock", Map.of());
            assertThat(instant(clock, "now")).isAfterOrEqualTo(frozen);
            assertThat(clock.get("frozen").asBoolean()).isFalse();
            assertThat(plain.stderr()).contains("ahead of real time");
            assertThat(plain.stop()).isZero();
        }
        cairn.startAgain();
    }

    private static JsonNode put(String body) {
        AdminClient.Answer answer = cairn.admin().send("PUT", "/api/v1/clock", body);
        assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(200);
        return answer.document();
    }

    private static Instant now() {
        return Instant.parse(clock("now"));
    }

    private static String clock(String field) {
        return cairn.admin().get("/api/v1/clock", Map.of()).get(field).asString();
    }

    private static Instant instant(JsonNode clock, String field) {
        return Instant.parse(clock.get(field).asString());
    }

    private static Instant date(WireResponse response) {
        return ZonedDateTime.parse(
                response.header("date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }
}
