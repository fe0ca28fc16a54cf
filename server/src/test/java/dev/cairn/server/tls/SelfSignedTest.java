package dev.cairn.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> NAMES =
            List.of("localhost", "127.0.0.1", "::1", "s3.example.org", "*.s3.example.org");

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    @Test
    void certificate_carriesItsNamesAndVouchesForItselfOnly() throws Exception {
        X509Certificate certificate = SelfSigned.make(NAMES, NOW, random).certificate();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"),
                        List.of(2, "s3.example.org"),
                        List.of(2, "*.s3.example.org"));
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getKeyUsage())
                .containsExactly(
                        true, false, false, false, false, false, false, false, false);
        assertThat(certificate.getSerialNumber()).isPositive();
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofDays(1)));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(820)));
    }

    @Test
    void kept_isReadAgain() throws Exception {
        Identity made = SelfSigned.make(NAMES, NOW, random);
        Path certificate = Files.writeString(folder.resolve("c.pem"), made.certificatePem());
        Path key = Files.writeString(folder.resolve("k.pem"), made.keyPem());
        assertThat(Identity.read(certificate, key)).isEqualTo(made);
    }

    @Test
    void twoOfThem_differ() throws Exception {
        Identity one = SelfSigned.make(NAMES, NOW, random);
        Identity other = SelfSigned.make(NAMES, NOW, random);
        assertThat(one.certificate().getSerialNumber())
                .isNotEqualTo(other.certificate().getSerialNumber());
        assertThat(one.key()).isNotEqualTo(other.key());
    }

    @Test
    void serves_whileItIsValidAndHasAllNames() throws Exception {
        Identity made = SelfSigned.make(NAMES, NOW, random);
        Duration month = Duration.ofDays(30);
        assertThat(SelfSigned.serves(made, NAMES, NOW, month)).isTrue();
        assertThat(SelfSigned.serves(made, List.of("::1", "localhost"), NOW, month)).isTrue();
        assertThat(SelfSigned.serves(made, List.of("192.0.2.7"), NOW, month)).isFalse();
        assertThat(SelfSigned.serves(made, NAMES, NOW.plus(Duration.ofDays(789)), month)).isTrue();
        assertThat(SelfSigned.serves(made, NAMES, NOW.plus(Duration.ofDays(790)), month)).isFalse();
    }

    @Test
    void datesBeyond2049_areWrittenWithFourDigits() {
        assertThat(Der.time(Instant.parse("2049-12-31T23:59:59Z")))
                .isEqualTo(encoded(0x17, "491231235959Z"));
        assertThat(Der.time(Instant.parse("2050-01-01T00:00:00Z")))
                .isEqualTo(encoded(0x18, "20500101000000Z"));
    }

    @Test
    void longContent_hasItsLengthInSeveralBytes() {
        assertThat(Der.octets(new byte[127])).startsWith(0x04, 0x7f).hasSize(129);
        assertThat(Der.octets(new byte[128])).startsWith(0x04, 0x81, 0x80).hasSize(131);
        assertThat(Der.octets(new byte[300])).startsWith(0x04, 0x82, 0x01, 0x2c).hasSize(304);
        byte[] element = Der.octets(new byte[300]);
        assertThat(Der.firstElement(Der.sequence(element, Der.text("x")))).isEqualTo(element);
    }

    @Test
    void objectIdentifiers_areThoseOfOthers() {
        assertThat(Der.oid("1.2.840.10045.4.3.2"))
                .containsExactly(0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);
    }

    private static byte[] encoded(int tag, String text) {
        ByteArrayInputStream in =
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        byte[] all = new byte[text.length() + 2];
        all[0] = (byte) tag;
        all[1] = (byte) text.length();
        int unused = in.readNBytes(all, 2, text.length());
        return all;
    }
}
