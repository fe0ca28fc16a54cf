package dev.cairn.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.it.Eventually;
import dev.cairn.it.TestBytes;
import dev.cairn.it.client.CommandLine;
import dev.cairn.it.client.PythonClients;
import dev.cairn.it.client.SdkClients;
import dev.cairn.it.client.Trusting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that shows a certificate of its own, to the clients that people use. */
class TlsIT {
    private static final int BYTES = 30_000_001;

    private final Path folder;
    private final Path certificate;
    private ServerProcess server;

    TlsIT(@TempDir Path folder) {
        this.folder = folder;
        this.certificate = folder.resolve("data/self-signed-certificate.pem");
        this.server =
                ServerProcess.start(
                        ServerOptions.in(folder.resolve("data"))
                                .withFlag("tls-self-signed", "true")
                                .withFlag("admin-require-tls", "true")
                                .withFlag("buckets", "vault"));
    }

    @AfterEach
    void stop() {
        try (ServerProcess last = server) {
            assertThat(last.stop()).describedAs(last.stderr()).isZero();
        }
    }

    @Test
    void bothPorts_areHttpsAndSayTheyAre() throws Exception {
        assertThat(server.ready().s3()).hasScheme("https");
        assertThat(server.ready().admin()).hasScheme("https");
        assertThat(server.stderr()).contains("export AWS_CA_BUNDLE='" + certificate + "'");
        HttpResponse<String> answer =
                Trusting.get(certificate, server.ready().admin().resolve("/health/ready"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void sdk_putsAndGetsLargeObjects() {
        byte[] content = TestBytes.of(BYTES, 1);
        try (S3Client s3 = SdkClients.trusting(server.ready().s3(), certificate)) {
            s3.putObject(request -> request.bucket("vault").key("k"),
                    RequestBody.fromBytes(content));
            byte[] back =
                    s3.getObject(
                            request -> request.bucket("vault").key("k"),
                            ResponseTransformer.toBytes())
                            .asByteArray();
            assertThat(back).isEqualTo(content);
        }
        try (S3Client s3 = SdkClients.withDefaults(server.ready().s3())) {
            assertThatThrownBy(s3::listBuckets).isInstanceOf(SdkClientException.class);
        }
    }

    @Test
    void awsCli_putsAndGetsLargeObjects() throws IOException {
        PythonClients.requireAwsCli();
        CommandLine shell = PythonClients.shell(server, folder);
        TestBytes.writeFile(folder.resolve("there"), BYTES, 2);
        List<String> trusting = List.of("aws", "--ca-bundle", certificate.toString());
        shell.run(with(trusting, "s3", "cp", "there", "s3://vault/cli")).succeeded();
        shell.run(with(trusting, "s3", "cp", "s3://vault/cli", "back")).succeeded();
        assertThat(Files.mismatch(folder.resolve("there"), folder.resolve("back"))).isEqualTo(-1);
        assertThat(shell.run(List.of("aws", "s3", "ls")).stderr()).contains("SSL");
    }

    @Test
    void boto3_putsAndGets() {
        PythonClients.requireBoto3();
        String program =
                """
                import boto3
                s3 = boto3.client("s3")
                body = b"over TLS " * 1000000
                s3.put_object(Bucket="vault", Key="boto3", Body=body)
                print(s3.get_object(Bucket="vault", Key="boto3")["Body"].read() == body)
                """;
        assertThat(
                PythonClients.shell(server, folder)
                        .with("AWS_CA_BUNDLE", certificate.toString())
                        .run(List.of("python3", "-c", program))
                        .succeeded())
                .isEqualToIgnoringNewLines("True");
    }

    @Test
    void commands_trustTheServerOfTheirDataDirectoryAndWhomTheyAreTold() {
        CommandLine shell =
                new CommandLine(
                        folder,
                        Map.of(
                                "CAIRN_ADMIN_KEY", ServerOptions.ACCESS_KEY,
                                "CAIRN_ADMIN_SECRET", ServerOptions.SECRET_KEY));
        String admin = server.ready().admin().toString();
        assertThat(shell.run(cairn("buckets", "--data-dir", "data")).succeeded())
                .contains("vault");
        CommandLine.Result elsewhere = shell.run(cairn("buckets", "--admin", admin));
        assertThat(elsewhere.exitCode()).isEqualTo(5);
        assertThat(elsewhere.stderr()).contains("--ca-certificate");
        assertThat(
                shell.run(
                        cairn(
                                "buckets", "--admin", admin, "--ca-certificate",
                                certificate.toString()))
                        .succeeded())
                .contains("vault");
    }

    @Test
    void scriptsAtTheStart_trustTheServer() throws IOException {
        PythonClients.requireAwsCli();
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(
                scripts.resolve("10-make.sh"), "aws s3 mb s3://made && %s\n".formatted(
                        String.join(" ", cairn("buckets", "--data-dir", folder + "/none"))));
        ServerOptions options =
                ServerOptions.in(folder.resolve("other"))
                        .withFlag("tls-self-signed", "true")
                        .withFlag("init-dir", scripts.toString());
        try (ServerProcess other = ServerProcess.start(options)) {
            assertThat(other.stderr()).contains("10-make.sh: make_bucket: made")
                    .containsPattern("10-make.sh: made +");
            assertThat(other.stop()).isZero();
        }
    }

    @Test
    void certificate_isKeptForTheNextRun() throws IOException {
        String first = Files.readString(certificate);
        assertThat(server.stop()).isZero();
        server.close();
        server = ServerProcess.start(server.options());
        assertThat(certificate).hasContent(first);
    }

    @Test
    void hangUp_exchangesTheCertificateAndKeepsConnections() throws Throwable {
        try (Trusting.Connection old = Trusting.open(certificate, server.ready().s3())) {
            assertThat(old.get("/")).isEqualTo(403);
            String first = Files.readString(certificate);
            Files.delete(certificate);
            server.hangUp();
            Eventually.within(
                    Duration.ofSeconds(30),
                    () -> assertThat(certificate).exists().content().isNotEqualTo(first));
            assertThat(old.get("/")).isEqualTo(403);
            try (S3Client s3 = SdkClients.trusting(server.ready().s3(), certificate)) {
                assertThat(s3.listBuckets().buckets()).hasSize(1);
            }
        }
    }

    private static List<String> cairn(String... arguments) {
        return ServerProcess.javaCommand(
                List.of("--enable-native-access=ALL-UNNAMED"), List.of(arguments));
    }

    private static List<String> with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }
}
