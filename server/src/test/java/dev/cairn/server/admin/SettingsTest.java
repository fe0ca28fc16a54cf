package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.server.admin.AdminFixture.Reply;
import dev.cairn.storage.model.BucketName;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET and PUT /buckets/{bucket}/settings. */
class SettingsTest {
    private static final String SETTINGS = "/api/v1/buckets/vault/settings";

    @TempDir
    Path folder;

    private AdminFixture admin;
    private BucketName vault = new BucketName("vault");

    @BeforeEach
    void open() throws Exception {
        admin = AdminFixture.open(folder.resolve("data"));
        vault = admin.bucket("vault");
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void settings_areAnsweredAndShownWithTheBucket() {
        String none =
                "{\"plan\":null,\"openUploadsMax\":null,\"incompleteBytesMax\":null,"
                        + "\"abortAfterIdle\":null}";
        assertThat(admin.send("GET", SETTINGS).text()).isEqualTo(none);

        Reply put = put("{\"openUploadsMax\":5,\"incompleteBytesMax\":1000,"
                + "\"abortAfterIdle\":\"P3D\"}");

        String all =
                "{\"plan\":null,\"openUploadsMax\":5,\"incompleteBytesMax\":1000,"
                        + "\"abortAfterIdle\":\"PT72H\"}";
        assertThat(put.text()).isEqualTo(all);
        assertThat(admin.send("GET", SETTINGS).text()).isEqualTo(all);
        assertThat(admin.send("GET", "/api/v1/buckets/vault").json().path("quota").toString())
                .isEqualTo("{\"openUploadsMax\":5,\"incompleteBytesMax\":1000}");

        assertThat(put("{\"openUploadsMax\":null}").text()).isEqualTo(none);
        assertThat(admin.send("GET", "/api/v1/buckets/vault").json().path("quota").isNull())
                .isTrue();
    }

    @Test
    void quota_isSaidByItsName() throws Exception {
        put("{\"incompleteBytesMax\":10}");
        String id = admin.begin(vault, "a");
        admin.putPart(vault, "a", id, 1, 10);

        assertThat(catchThrowable(
                () -> admin.putPart(vault, "a", id, 2, 1))).hasMessageContaining("QuotaExceeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"openUploadsMax\":-1}", "{\"openUploadsMax\":\"5\"}", "{\"incompleteBytesMax\":1.5}",
        "{\"abortAfterIdle\":\"3 days\"}", "{\"abortAfterIdle\":\"PT0.5S\"}",
        "{\"abortAfterIdle\":\"P36501D\"}",
        "{\"colour\":1}",
        "[]",
    })
    void otherSettings_areRefused(String body) {
        Reply refused = put(body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidArgument");
    }

    @Test
    void plan_isOneThatThereIs() {
        assertThat(put("{\"plan\":\"aws-standart\"}").code()).isEqualTo("NoSuchPlan");
        assertThat(put("{\"plan\":\"aws-standard\"}").json().path("plan").asString())
                .isEqualTo("aws-standard");
        assertThat(put("{}").json().path("plan").isNull()).isTrue();
    }

    @Test
    void settingsOfNoBucket_areNotFound() {
        assertThat(admin.sendBody("PUT", "/api/v1/buckets/absent/settings", "{}").code())
                .isEqualTo("NoSuchBucket");
        assertThat(admin.send("GET", "/api/v1/buckets/absent/settings").status()).isEqualTo(404);
    }

    private Reply put(String body) {
        return admin.sendBody("PUT", SETTINGS, body);
    }
}
