package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.s3.auth.Account;
import dev.cairn.storage.Durability;
import dev.cairn.storage.model.BucketName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CairnConfigTest {
    private static final String TWO_ACCOUNTS =
            """
            accounts:
              - id: anna
                display-name: Anna
                email: anna@example.org
                admin: true
                access-keys:
                  - {id: ANNA1, secret: annas-secret-1}
                  - {id: ANNA2, secret: annas-secret-2}
              - id: bert
                access-keys: [{id: BERT, secret: 0042}]
            """;

    @TempDir
    Path folder;

    @Test
    void defaults_areThoseOfTheContract() throws Exception {
        CairnConfig config = config("");

        assertThat(config.storage().directory()).isEqualTo(Path.of("./cairn-data"));
        assertThat(config.storage().durability()).isEqualTo(Durability.SYNC);
        assertThat(config.storage().completedMemory()).isEqualTo(Duration.ofDays(1));
        assertThat(config.s3().listen()).hasToString("127.0.0.1:9000");
        assertThat(config.s3().settings().region()).isEqualTo("us-east-1");
        assertThat(config.s3().settings().regionStrict()).isFalse();
        assertThat(config.s3().settings().domains()).containsExactly("localhost", "s3.localhost");
        assertThat(config.admin().listen()).hasToString("Optional[127.0.0.1:9001]");
        assertThat(config.admin().metricsAuth()).isFalse();
        assertThat(config.admin().testClock()).isFalse();
        assertThat(config.admin().allowFaults()).isFalse();
        assertThat(config.http())
                .isEqualTo(dev.cairn.server.http.HttpSettings.DEFAULTS);
        assertThat(config.tls()).isEmpty();
        assertThat(config.root()).isEmpty();
        assertThat(config.accounts()).isEmpty();
        assertThat(config.buckets()).isEmpty();
    }

    @Test
    void buckets_countOnce() throws Exception {
        assertThat(config("buckets: vault, attic, vault\n").buckets())
                .containsExactly(new BucketName("vault"), new BucketName("attic"));
    }

    @Test
    void rootKey_fromKeyAndSecret() throws Exception {
        assertThat(config("root: {access-key: ROOT, secret-key: secret}\n").root())
                .isEqualTo(Optional.of(new Credentials("ROOT", "secret")));
    }

    @Test
    void rootSecret_isTheFirstLineOfItsFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "from-file\nrest\n");

        assertThat(config("root: {access-key: ROOT, secret-key-file: " + secret + "}\n").root())
                .isEqualTo(Optional.of(new Credentials("ROOT", "from-file")));
    }

    @Test
    void rootKey_fromTwoFiles() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "OPERATOR");
        Path secret = Files.writeString(folder.resolve("secret"), "from-file\n");

        assertThat(
                config("root: {access-key-file: " + key + ", secret-key-file: " + secret + "}\n")
                        .root())
                .isEqualTo(Optional.of(new Credentials("OPERATOR", "from-file")));
    }

    @Test
    void rootKeyFile_thatHoldsNone_isRefusedByName() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "a/slash\n");

        assertRefused(
                "root: {access-key-file: " + key + ", secret-key: secret}\n",
                "root.access-key-file: the first line of " + key + " is not 3 to 128");
    }

    @Test
    void rootSecretFile_absentOrEmpty_isRefusedByName() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path absent = folder.resolve("absent");

        assertRefused("root: {access-key: ROOT, secret-key-file: " + empty + "}\n", "first line");
        assertRefused("root: {access-key: ROOT, secret-key-file: " + absent + "}\n", "absent");
    }

    @Test
    void halfARootKey_isRefused() {
        assertRefused("root.access-key: ROOT\n", "neither root.secret-key nor");
        assertRefused("root.secret-key: secret\n", "neither root.access-key nor");
    }

    @Test
    void twoRootSecrets_areRefused() {
        assertRefused(
                "root: {access-key: ROOT, secret-key: secret, secret-key-file: /x}\n",
                "exclude each other");
    }

    @Test
    void tls_isOfFilesOrSelfSigned() throws Exception {
        assertThat(config("tls: {certificate: c.pem, key: k.pem}\n").tls())
                .hasValue(new TlsConfig.Files(Path.of("c.pem"), Path.of("k.pem")));
        assertThat(config("tls.self-signed: true\nadmin.require-tls: true\n").tls())
                .hasValue(new TlsConfig.SelfSigned());
    }

    @Test
    void halfOfTls_isRefused() {
        assertRefused("tls.certificate: c.pem\n", "tls.key is not");
        assertRefused("tls.key: k.pem\n", "tls.certificate is not");
        assertRefused(
                "tls: {certificate: c.pem, key: k.pem, self-signed: true}\n", "exclude each other");
    }

    @Test
    void adminPortThatRequiresTls_isRefusedWithout() throws Exception {
        assertRefused("admin.require-tls: true\n", "admin.require-tls is true");
        assertThat(config("admin: {require-tls: true, listen: off}\n").tls()).isEmpty();
    }

    @Test
    void accounts_areReadWithTheirKeys() throws Exception {
        CairnConfig config = config(TWO_ACCOUNTS);

        Account anna = config.accounts().get(0);
        Account bert = config.accounts().get(1);
        assertThat(anna.id()).isEqualTo("anna");
        assertThat(anna.displayName()).isEqualTo("Anna");
        assertThat(anna.email()).isEqualTo("anna@example.org");
        assertThat(anna.admin()).isTrue();
        assertThat(anna.accessKeys()).hasSize(2);
        assertThat(bert.displayName()).isEqualTo("bert");
        assertThat(bert.admin()).isFalse();
        assertThat(bert.accessKeys().getFirst().secret()).isEqualTo("0042");
    }

    @Test
    void accountThatCannotBeRead_isRefusedWithItsLine() {
        assertRefused("accounts: {id: anna}\n", "accounts is not a sequence");
        assertRefused("accounts:\n  - id: anna\n", "access-keys is missing (line 2)");
        assertRefused(
                "accounts:\n  - {id: anna, adnim: true, access-keys: []}\n",
                "unknown field 'adnim'; the nearest is 'admin'");
        assertRefused(
                "accounts:\n  - {id: a b, access-keys: []}\n", "id 'a b' is not 1 to 64 letters");
        assertRefused(
                "accounts:\n  - {id: anna, admin: yes, access-keys: []}\n",
                "admin 'yes' is neither true nor false");
    }

    @Test
    void repeatedIds_areRefused() {
        assertRefused(
                "accounts:\n  - {id: a, access-keys: []}\n  - {id: a, access-keys: []}\n",
                "the id a stands there twice (line 3)");
        assertRefused(
                """
                accounts:
                  - {id: a, access-keys: [{id: KEY, secret: abcd}]}
                  - {id: b, access-keys: [{id: KEY, secret: abcd}]}
                """,
                "the access key KEY stands there twice");
        assertRefused(
                """
                root: {access-key: KEY, secret-key: abcd}
                accounts: [{id: a, access-keys: [{id: KEY, secret: abcd}]}]
                """,
                "KEY is root.access-key already");
    }

    @Test
    void secretsOfAccounts_areNotShown() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () -> config(
                                "accounts: [{id: a, access-keys:"
                                        + " [{id: K, secret: hidden-one}]}]\n"))
                .withMessageContaining("id is not 3 to 128")
                .withMessageNotContaining("hidden-one");
    }

    private void assertRefused(String text, String reason) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config(text))
                .withMessageContaining(reason);
    }

    private CairnConfig config(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("cairn.yaml"), text);
        return CairnConfig.of(new ConfigLoader(ConfigKeys.ALL).load(Map.of(), Map.of(), file));
    }
}
