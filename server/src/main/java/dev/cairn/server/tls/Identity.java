package dev.cairn.server.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A private key with its certificate.
 *
 * @param chain the certificate of the key first, then those that lead to an authority
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    public Identity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
    }

    /**
     * Reads PEM files.
     *
     * @throws TlsException where a file cannot be read, or the key is not that of the certificate
     */
    public static Identity read(Path certificate, Path key) throws TlsException {
        List<X509Certificate> chain = certificates(certificate);
        PublicKey owner = chain.getFirst().getPublicKey();
        Identity identity = new Identity(PrivateKeys.read(key, owner), chain);
        if (!identity.belongsTogether()) {
            throw new TlsException(
                    key + " is not the key of the first certificate in " + certificate);
        }
        return identity;
    }

    /** The certificates of a PEM file; at least one. */
    static List<X509Certificate> certificates(Path file) throws TlsException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Pem block : Pem.read(file)) {
                if (block.label().equals(Pem.CERTIFICATE)) {
                    found.add(
                            (X509Certificate) factory.generateCertificate(
                                    new ByteArrayInputStream(block.content())));
                }
            }
        } catch (CertificateException e) {
            throw new TlsException(file + " holds a broken certificate: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new TlsException(file + " holds no certificate in PEM");
        }
        return found;
    }

    /** The certificate that clients see. */
    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** When the first of the certificates ends. */
    public Instant expires() {
        return chain.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Whom the certificate names, for messages. */
    public String subject() {
        return certificate().getSubjectX500Principal().getName();
    }

    /** The chain as it stands in a file. */
    public String certificatePem() throws TlsException {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate each : chain) {
                text.append(new Pem(Pem.CERTIFICATE, false, each.getEncoded()).text());
            }
        } catch (CertificateException e) {
            throw new TlsException("a certificate cannot be encoded", e);
        }
        return text.toString();
    }

    /** The key as it stands in a file: in PKCS #8, not encrypted. */
    public String keyPem() {
        return new Pem(Pem.PRIVATE_KEY, false, key.getEncoded()).text();
    }

    /** Whether the certificate verifies what the key signs. */
    private boolean belongsTogether() {
        byte[] probe = "whose key is this".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm());
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate().getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException cannotVerify) {
            return false;
        }
    }

    private String signatureAlgorithm() {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}
