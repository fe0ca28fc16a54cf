package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.admin.AdminFixture.Reply;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GET and PUT /clock. */
class ClockResourceTest {
    private static final String CLOCK = "/api/v1/clock";

    @TempDir
    Path folder;

    private AdminFixture admin;

    @BeforeEach
    void open() throws Exception {
        admin = AdminFixture.open(folder.resolve("data"));
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void clock_hasAllFieldsOfTheContract() {
        Reply moved = put("{\"advance\":\"P8D\"}");
        assertThat(moved.status()).isEqualTo(200);
        admin.advance(Duration.ofSeconds(1));

        assertThat(admin.send("GET", CLOCK).text()).isEqualTo("""
                {"now":"2026-03-09T10:00:01Z","frozen":false,"speed":1,\
                "real":"2026-03-01T10:00:01Z","signatures":false}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"set\":\"2026-03-02T00:00:00Z\"} | 2026-03-02T00:01:00Z",
        "{\"freeze\":true}                  | 2026-03-01T10:00:00Z",
        "{\"freeze\":false}                 | 2026-03-01T10:01:00Z",
        "{\"speed\":60}                     | 2026-03-01T11:00:00Z",
        "{\"signatures\":true}              | 2026-03-01T10:01:00Z",
        "{\"advance\":\"PT1H\",\"set\":null}  | 2026-03-01T11:01:00Z",
    })
    void change_showsAMinuteLater(String body, String shown) {
        assertThat(put(body).status()).isEqualTo(200);
        admin.advance(Duration.ofMinutes(1));

        assertThat(admin.send("GET", CLOCK).json().path("now").asString()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"set\":\"2026-03-01T09:59:59.999Z\"}", "{\"advance\":\"-PT1S\"}",
    })
    void back_isAConflict(String body) {
        Reply refused = put(body);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("ClockBackward");
        assertThat(admin.storage().clock().now()).isEqualTo(admin.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{}", "[]", "no", "{\"advance\":\"P8D\"} x", "{\"advance\":8}", "{\"advance\":\"P1M\"}",
        "{\"advance\":\"P8D\",\"speed\":2}", "{\"back\":\"P8D\"}", "{\"set\":\"tomorrow\"}",
        "{\"set\":\"+10000-01-01T00:00:00Z\"}", "{\"advance\":\"P999999999999D\"}",
        "{\"advance\":\"PT9223372036854775807S\"}", "{\"freeze\":\"yes\"}", "{\"speed\":0}",
        "{\"speed\":1.5}", "{\"speed\":1000001}", "{\"speed\":99999999999999999999}",
    })
    void anythingElse_isAnInvalidArgument(String body) {
        Reply refused = put(body);

        assertThat(refused.status()).describedAs(refused.text()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidArgument");
        assertThat(admin.storage().clock().now()).isEqualTo(admin.now());
    }

    @Test
    void bodyBeyondTheLimit_isTooLarge() {
        assertThat(put("{\"set\":\"" + "x".repeat(70_000) + "\"}").status()).isEqualTo(413);
    }

    @Test
    void withoutTestClock_isShownButNotMoved() {
        admin.allowClock(false);

        Reply refused = put("{\"advance\":\"P8D\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("TestClockDisabled");
        assertThat(admin.send("GET", CLOCK).status()).isEqualTo(200);
        assertThat(admin.storage().clock().now()).isEqualTo(admin.now());
    }

    private Reply put(String body) {
        return admin.sendBody("PUT", CLOCK, body);
    }
}
