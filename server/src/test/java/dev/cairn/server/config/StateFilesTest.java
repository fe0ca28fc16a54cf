package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFilesTest {
    private static final ServerState STATE =
            new ServerState(
                    "http://127.0.0.1:9000",
                    "http://127.0.0.1:9001",
                    "us-east-1",
                    "AKID",
                    "/srv/cairn",
                    "1.0",
                    412,
                    7,
                    "/srv/cairn/self-signed-certificate.pem");

    @TempDir
    Path folder;

    private StateFiles files;

    @BeforeEach
    void open() {
        files = new StateFiles(folder);
    }

    @Test
    void credentials_comeBackAndAreForTheOwnerOnly() throws Exception {
        Credentials credentials = new Credentials("OPERATOR", "correct-horse");

        files.writeCredentials(credentials);

        assertThat(files.credentials()).hasValue(credentials);
        assertThat(Files.getPosixFilePermissions(files.credentialsFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void selfSigned_hasAKeyForTheOwnerOnly() throws Exception {
        files.writeSelfSigned("certificate", "key");

        assertThat(files.certificateFile()).hasContent("certificate");
        assertThat(files.certificateKeyFile()).hasContent("key");
        assertThat(Files.getPosixFilePermissions(files.certificateFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Files.getPosixFilePermissions(files.certificateKeyFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void server_hasTheFieldsOfTheReadyLine() throws Exception {
        files.writeServer(STATE);

        assertThat(files.server()).hasValue(STATE);
        assertThat(Files.readString(folder.resolve("server.json")))
                .contains(
                        "\"s3\"", "\"admin\"", "\"region\"", "\"accessKey\"", "\"dataDir\"",
                        "\"version\"", "\"readyMs\"", "\"pid\"", "\"certificate\"");
    }

    @Test
    void readyLine_isThatOfTheContract() {
        assertThat(STATE.readyLine())
                .isEqualTo(
                        "CAIRN READY s3=http://127.0.0.1:9000 admin=http://127.0.0.1:9001"
                                + " region=us-east-1 access-key=AKID data-dir=/srv/cairn"
                                + " version=1.0 ready-ms=412");
    }

    @Test
    void fieldsOfALaterVersion_arePassedOver() throws Exception {
        Files.writeString(
                files.credentialsFile(),
                "{\"more\": [{\"a\": 1}], \"accessKey\": \"KEY\", \"secretKey\": \"abcd\","
                        + " \"since\": true}");

        assertThat(files.credentials()).hasValue(new Credentials("KEY", "abcd"));
    }

    @Test
    void incompleteFiles_areDamaged() throws Exception {
        Files.writeString(files.credentialsFile(), "{\"accessKey\": \"KEY\"}");
        Files.writeString(folder.resolve("server.json"), "[]");

        assertThatExceptionOfType(IOException.class).isThrownBy(files::credentials);
        assertThatExceptionOfType(IOException.class).isThrownBy(files::server);
    }

    @Test
    void absentFiles_areEmpty() throws Exception {
        assertThat(files.server()).isEmpty();
        assertThat(files.credentials()).isEmpty();
        assertThat(new StateFiles(folder.resolve("absent")).server()).isEmpty();
    }

    @Test
    void removeServer_canBeRepeated() throws Exception {
        files.writeServer(STATE);

        files.removeServer();
        files.removeServer();

        assertThat(files.server()).isEmpty();
    }

    @Test
    void removeUnfinished_takesWhatACrashLeft() throws Exception {
        Files.writeString(folder.resolve("server.json.tmp"), "{");
        Files.writeString(folder.resolve("root-credentials.json.tmp"), "{");

        files.removeUnfinished();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void damagedCredentials_areNamedAndNotQuoted() throws Exception {
        Files.writeString(files.credentialsFile(), "{\"secretKey\": \"hidden-one\", oops");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(files::credentials)
                .withMessageContaining("root-credentials.json is damaged")
                .withMessageNotContaining("hidden-one");
    }
}
