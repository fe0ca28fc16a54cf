package dev.cairn.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "rsa.crt, rsa-pkcs8.key, RSA",
        "rsa.crt, rsa-pkcs1.key, RSA",
        "ec-chain.crt, ec-pkcs8.key, EC",
        "ec-chain.crt, ec-sec1.key, EC",
        "ed25519.crt, ed25519.key, EdDSA",
    })
    void keyOfEveryForm_isRead(String certificate, String key, String algorithm)
            throws Exception {
        Identity identity = Identity.read(TlsFiles.of(certificate), TlsFiles.of(key));
        assertThat(identity.key().getAlgorithm()).isEqualTo(algorithm);
        assertThat(new Tls(identity).get()).isNotNull();
    }

    @Test
    void chain_isReadInItsOrder() throws Exception {
        Identity identity =
                Identity.read(TlsFiles.of("ec-chain.crt"), TlsFiles.of("ec-sec1.key"));
        assertThat(identity.chain()).hasSize(2);
        assertThat(identity.subject()).isEqualTo("CN=ec.example.org");
        assertThat(identity.expires()).isEqualTo(identity.chain().get(0).getNotAfter().toInstant());
    }

    @Test
    void certificateAndKeyInOneFile_areBothFound() throws Exception {
        Path both =
                Files.writeString(
                        folder.resolve("both.pem"),
                        "a comment\n" + Files.readString(TlsFiles.of("rsa-pkcs1.key"))
                                + Files.readString(TlsFiles.of("rsa.crt")).replace("\n", "\r\n"));
        assertThat(Identity.read(both, both).subject()).isEqualTo("CN=rsa.example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.crt, ec-sec1.key, holds no RSA key",
        "rsa.crt, rsa-pkcs1-encrypted.key, holds an encrypted key",
        "rsa.crt, rsa-pkcs8-encrypted.key, holds an encrypted key",
        "rsa.crt, rsa.crt, holds no private key",
        "rsa-pkcs8.key, rsa-pkcs8.key, holds no certificate",
        "authority.crt, ec-sec1.key, authority.crt",
    })
    void filesThatDoNotFit_areRefusedByName(String certificate, String key, String message) {
        assertThatThrownBy(
                () -> Identity.read(TlsFiles.of(certificate), TlsFiles.of(key)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void filesThatAreNone_areRefusedByName() throws Exception {
        Path missing = folder.resolve("missing.pem");
        Path broken =
                Files.writeString(
                        folder.resolve("broken.pem"),
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path noise =
                Files.writeString(
                        folder.resolve("noise.pem"),
                        "-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----\n");
        for (Path file : new Path[] {missing, broken, noise}) {
            assertThatThrownBy(() -> Identity.read(file, TlsFiles.of("rsa-pkcs8.key")))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void writtenIdentity_isReadAgain() throws Exception {
        Identity identity =
                Identity.read(TlsFiles.of("ec-chain.crt"), TlsFiles.of("ec-sec1.key"));
        Path certificate = folder.resolve("c.pem");
        Path key = folder.resolve("k.pem");
        Files.writeString(certificate, identity.certificatePem());
        Files.writeString(key, identity.keyPem());
        assertThat(Identity.read(certificate, key)).isEqualTo(identity);
    }
}
