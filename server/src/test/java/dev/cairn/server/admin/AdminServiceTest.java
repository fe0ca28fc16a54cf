package dev.cairn.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.s3.http.Headers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes, access, parameters and errors of the admin port. */
class AdminServiceTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
    void openRoutes_needNoKey(String path) {
        assertThat(admin.send("GET", path, Headers.EMPTY).status()).isEqualTo(200);
        assertThat(admin.send("HEAD", path, Headers.EMPTY).status()).isEqualTo(200);
    }

    @Test
    void metrics_areText() {
        AdminFixture.Reply page = admin.send("GET", "/metrics", Headers.EMPTY);

        assertThat(page.text()).isEqualTo("cairn_up 1\n");
        assertThat(page.headers().first("content-type")).isEqualTo("text/plain");
    }

    @Test
    void metrics_withAuth_needAnAdmin() throws Exception {
        try (AdminFixture guarded = new AdminFixture(folder.resolve("other"), true)) {
            guarded.openApi();

            assertThat(guarded.send("GET", "/metrics", Headers.EMPTY).status()).isEqualTo(401);
            assertThat(guarded.send("GET", "/metrics").status()).isEqualTo(200);
            assertThat(guarded.send("GET", "/health/live", Headers.EMPTY).status()).isEqualTo(200);
        }
    }

    @Test
    void beforeItIsReady_onlyLivenessIsWell() throws Exception {
        try (AdminFixture starting = new AdminFixture(folder.resolve("other"), false)) {
            assertThat(starting.send("GET", "/health/live").status()).isEqualTo(200);
            assertThat(starting.send("GET", "/health/ready").status()).isEqualTo(503);
            assertThat(starting.send("GET", "/api/v1/usage").status()).isEqualTo(503);
            assertThat(starting.send("GET", "/api/v1/usage").json().path("detail").asString())
                    .isEqualTo("the server is starting");
        }
    }

    @Test
    void whileItStops_onlyLivenessIsWell() {
        admin.readiness().stopping();

        assertThat(admin.send("GET", "/health/live").status()).isEqualTo(200);
        assertThat(admin.send("GET", "/health/ready").status()).isEqualTo(503);
        assertThat(admin.send("GET", "/api/v1/usage").status()).isEqualTo(503);
    }

    @Test
    void noKey_isChallenged() {
        AdminFixture.Reply reply = admin.send("GET", "/api/v1/usage", Headers.EMPTY);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().first("www-authenticate")).startsWith("Basic realm=");
        assertThat(reply.headers().first("content-type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"ADMIN, wrong", "ADMIN, ''", "NOBODY, admins:secret", "NOBODY, ''"})
    void wrongKey_is401(String accessKey, String secretKey) {
        AdminFixture.Reply reply = admin.send("GET", "/api/v1/usage", accessKey, secretKey);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !", "Basic QURNSU4=", "Bearer x", "AWS ADMIN:x"})
    void authorizationThatIsNone_isRefused(String authorization) {
        Headers headers = Headers.builder().add("authorization", authorization).build();

        assertThat(admin.send("GET", "/api/v1/usage", headers).status()).isBetween(400, 401);
    }

    @Test
    void keyOfAnAccountThatIsNoAdmin_is403() {
        AdminFixture.Reply reply =
                admin.send(
                        "GET", "/api/v1/usage", AdminFixture.USER_KEY, AdminFixture.USER_SECRET);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("AccessDenied");
    }

    @Test
    void problem_hasTheFieldsOfTheContract() {
        AdminFixture.Reply reply = admin.send("GET", "/api/v1/buckets/absent-bucket");

        assertThat(reply.text())
                .isEqualTo(
                        "{\"status\":404,\"title\":\"Not Found\","
                                + "\"detail\":\"there is no bucket absent-bucket\","
                                + "\"code\":\"NoSuchBucket\","
                                + "\"requestId\":\"00000000000000A1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/",
        "/api",
        "/api/v1",
        "/api/v2/usage",
        "/api/v1/usage/",
        "/api/v1/lifecycle",
        "/api/v1/uploads/a/b",
        "/metrics/",
    })
    void pathThatIsNotDelivered_is404(String path) {
        assertThat(admin.send("GET", path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/uploads, 'GET, HEAD'",
        "PUT, /api/v1/uploads/x, 'GET, HEAD, DELETE'",
        "DELETE, /api/v1/buckets, 'GET, HEAD'",
        "POST, /health/live, 'GET, HEAD'",
    })
    void wrongMethod_is405WithTheRightOnes(String method, String path, String allowed) {
        AdminFixture.Reply reply = admin.send(method, path);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("MethodNotAllowed");
        assertThat(reply.headers().first("allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/uploads?colour=red, InvalidArgument",
        "/api/v1/lifecycle/explain?bucket=vault, InvalidArgument",
        "/api/v1/lifecycle/missing?partly=perhaps, InvalidArgument",
        "/api/v1/uploads?state=lost, InvalidArgument",
        "/api/v1/uploads?minAge=week, InvalidArgument",
        "/api/v1/uploads?minAge=-P1D, InvalidArgument",
        "/api/v1/uploads?minBytes=-5, InvalidArgument",
        "/api/v1/uploads?minBytes=5k, InvalidArgument",
        "/api/v1/uploads?sort=age, InvalidArgument",
        "/api/v1/uploads?sort=colour, InvalidArgument",
        "/api/v1/uploads?limit=0, InvalidArgument",
        "/api/v1/uploads?limit=1001, InvalidArgument",
        "/api/v1/uploads?limit=many, InvalidArgument",
        "/api/v1/uploads?token=x, InvalidArgument",
        "/api/v1/uploads/x, InvalidArgument",
        "/api/v1/uploads/x?bucket=vault, InvalidArgument",
        "/api/v1/buckets?prefix=a, InvalidArgument",
        "/api/v1/usage?bucket=%zz, InvalidURI",
        "/api/v1/integrity?verify=true, NotImplemented",
        "/api/v1/integrity?verify=maybe, InvalidArgument",
    })
    void wrongParameter_is400(String target, String code) {
        AdminFixture.Reply reply = admin.send("GET", target);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void delete_withoutKey_touchesNothing() {
        assertThat(admin.send("DELETE", "/api/v1/uploads/x?bucket=vault").status()).isEqualTo(400);
        assertThat(admin.send("DELETE", "/api/v1/uploads/x?key=a").status()).isEqualTo(400);
    }
}
