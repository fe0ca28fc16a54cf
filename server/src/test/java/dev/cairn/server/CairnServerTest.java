package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.ConfigException;
import dev.cairn.server.config.ConfigKeys;
import dev.cairn.server.config.ConfigLoader;
import dev.cairn.server.config.Credentials;
import dev.cairn.server.config.StateFiles;
import dev.cairn.storage.StoreUnusableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wiring: what a start makes, what a stop leaves, what a failed start releases. */
class CairnServerTest {
    @TempDir
    Path folder;

    @Test
    void start_opensBothPortsAndTellsSo() throws Exception {
        try (CairnServer server = start(Map.of("buckets", "vault,attic"))) {
            String admin = String.valueOf(server.state().admin());
            assertThat(server.state().s3()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(status(admin + "/health/ready")).isEqualTo(200);
            assertThat(status(server.state().s3() + "/")).isEqualTo(403);
            assertThat(get(server, "/api/v1/buckets"))
                    .contains("\"name\":\"attic\"", "\"name\":\"vault\"");
            assertThat(new StateFiles(folder).server()).hasValue(server.state());
        }
    }

    @Test
    void initFile_isMadeSo() throws Exception {
        Path file = initFile("settings: {open-uploads-max: 5}");

        try (CairnServer server = start(Map.of("init-file", file.toString()))) {
            assertThat(get(server, "/api/v1/buckets/vault/settings"))
                    .contains("\"openUploadsMax\":5");
        }
    }

    @Test
    void initFile_changed_isMadeSoAtTheNextStart() throws Exception {
        Path file = initFile("settings: {open-uploads-max: 5}");
        start(Map.of("init-file", file.toString())).close();
        initFile("settings: {open-uploads-max: 6}");

        try (CairnServer server = start(Map.of("init-file", file.toString()))) {
            assertThat(get(server, "/api/v1/buckets/vault/settings"))
                    .contains("\"openUploadsMax\":6");
        }
    }

    @Test
    void initFile_thatDoesNotNameABucketAnyMore_leavesIt() throws Exception {
        Path file = initFile("settings: {open-uploads-max: 5}");
        start(Map.of("init-file", file.toString())).close();
        Files.writeString(file, "buckets: []\n");

        try (CairnServer server = start(Map.of("init-file", file.toString()))) {
            assertThat(get(server, "/api/v1/buckets/vault/settings"))
                    .contains("\"openUploadsMax\":5");
        }
    }

    @Test
    void initFile_withAPlanThatIsNotThere_isRefused() throws Exception {
        Path file = initFile("settings: {plan: free-lunch}");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start(Map.of("init-file", file.toString())))
                .withMessage("init-file: bucket vault: there is no plan 'free-lunch'");
    }

    @Test
    void initFile_withABucketOfSomebodyElse_isRefused() throws Exception {
        Path accounts = folder.resolveSibling("accounts.yaml");
        Files.writeString(
                accounts, "accounts: [{id: anna, access-keys: [{id: ANNA, secret: abcd}]}]\n");
        start(Map.of("buckets", "vault")).close();
        CairnConfig config =
                config(Map.of("init-file", initFile("owner: anna").toString()), accounts);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start(config))
                .withMessageContaining("bucket vault belongs to the account");
        Files.delete(accounts);
    }

    @Test
    void metrics_areThoseOfTheServer() throws Exception {
        try (CairnServer server = start(Map.of("buckets", "vault"))) {
            assertThat(get(server, "/metrics")).contains("cairn_bucket_bytes{bucket=\"vault\"");
        }
    }

    @Test
    void stop_leavesAStoreThatOpensAgain() throws Exception {
        Credentials first;
        try (CairnServer server = start(Map.of("buckets", "vault"))) {
            first = server.rootKey().credentials();
            assertThat(server.rootKey().origin()).isEqualTo(RootKey.Origin.GENERATED);
            assertThat(server.stop()).isTrue();
            assertThat(server.stop()).isTrue();
            assertThat(folder).isDirectoryNotContaining("glob:**server.json");
        }
        // The bucket is there already, and stays as it is.
        try (CairnServer server = start(Map.of("buckets", "vault"))) {
            assertThat(server.rootKey())
                    .isEqualTo(new RootKey(first, RootKey.Origin.KEPT));
            assertThat(get(server, "/api/v1/buckets")).contains("\"name\":\"vault\"");
        }
    }

    @Test
    void adminOff_hasNoAdminPort() throws Exception {
        try (CairnServer server = start(Map.of("admin.listen", "off"))) {
            assertThat(server.state().admin()).isNull();
            assertThat(server.state().readyLine()).contains(" admin=off ");
            assertThat(status(server.state().s3() + "/")).isEqualTo(403);
        }
    }

    @Test
    void listeningEverywhere_isToldAsLoopback() throws Exception {
        try (CairnServer server = start(Map.of("s3.listen", "0.0.0.0:0"))) {
            assertThat(server.state().s3()).startsWith("http://127.0.0.1:");
            assertThat(status(server.state().s3() + "/")).isEqualTo(403);
        }
    }

    @Test
    void directoryInUse_isUnavailable() throws Exception {
        try (CairnServer server = start(Map.of())) {
            assertThatExceptionOfType(StoreUnusableException.class)
                    .isThrownBy(() -> start(Map.of()))
                    .matches(e -> e.reason() == StoreUnusableException.Reason.UNAVAILABLE);
            assertThat(status(server.state().s3() + "/")).isEqualTo(403);
            assertThat(new StateFiles(folder).server()).hasValue(server.state());
        }
    }

    @Test
    void portInUse_releasesWhatWasOpened() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> start(Map.of("s3.listen", address)))
                    .withMessageContaining(address);
        }
        try (CairnServer server = start(Map.of())) {
            assertThat(status(server.state().s3() + "/")).isEqualTo(403);
        }
    }

    @Test
    void accountWithTheIdOfRoot_isRefused() throws Exception {
        String rootId;
        try (CairnServer server = start(Map.of("buckets", "vault"))) {
            rootId = get(server, "/api/v1/buckets").replaceAll(".*\"owner\":\"([^\"]*)\".*", "$1");
        }
        Path file = Files.writeString(
                folder.resolveSibling(folder.getFileName() + ".yaml"),
                "accounts: [{id: " + rootId + ", access-keys: []}]\n");
        CairnConfig config = config(Map.of(), file);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start(config))
                .withMessageContaining(rootId);
        Files.delete(file);
    }

    /** Beside the data directory, which is this folder. */
    private Path initFile(String field) throws IOException {
        Path file = folder.resolveSibling(folder.getFileName() + "-init.yaml");
        return Files.writeString(file, "buckets: [{name: vault, " + field + "}]\n");
    }

    private CairnServer start(Map<String, String> flags) throws Exception {
        return start(config(flags, null));
    }

    private static CairnServer start(CairnConfig config) throws Exception {
        InstantSource time = InstantSource.system();
        CairnServer server = CairnServer.open(config, time, time.instant());
        assertThat(server.makeReady()).isTrue();
        return server;
    }

    private CairnConfig config(
            Map<String, String> flags, @Nullable Path file)
            throws Exception {
        Map<String, String> all = new HashMap<>();
        all.put("data-dir", folder.toString());
        all.put("durability", "os");
        all.put("s3.listen", "127.0.0.1:0");
        all.put("admin.listen", "127.0.0.1:0");
        all.putAll(flags);
        return CairnConfig.of(new ConfigLoader(ConfigKeys.ALL).load(all, Map.of(), file));
    }

    private static String get(CairnServer server, String path) throws Exception {
        Credentials root = server.rootKey().credentials();
        String pair = root.accessKey() + ":" + root.secretKey();
        URI target = URI.create(server.state().admin() + path);
        return send(
                HttpRequest.newBuilder(target)
                        .header(
                                "authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        pair.getBytes(
                                                                StandardCharsets.UTF_8)))
                        .build())
                .body();
    }

    private static int status(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)).build()).statusCode();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
