package dev.cairn.server.tls;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Set;

/**
 * Reads private keys: PKCS #8, and the traditional forms of RSA (PKCS #1) and of elliptic curves
 * (SEC 1). A traditional key becomes one of PKCS #8 by the name of its algorithm in front, and the
 * certificate that it belongs to knows that name, curve included.
 */
final class PrivateKeys {
    private static final Set<String> TRADITIONAL = Set.of("RSA PRIVATE KEY", "EC PRIVATE KEY");
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    private PrivateKeys() {}

    /**
     * The first key of a file; other blocks before it are passed over.
     *
     * @param owner the key of the certificate
     */
    static PrivateKey read(Path file, PublicKey owner) throws TlsException {
        List<Pem> blocks = Pem.read(file);
        for (Pem block : blocks) {
            boolean traditional = TRADITIONAL.contains(block.label());
            if (block.label().equals(ENCRYPTED) || (traditional && block.headers())) {
                throw new TlsException(
                        file + " holds an encrypted key; decrypt it and protect the file instead");
            }
            if (traditional) {
                return decode(file, withAlgorithm(block.content(), owner), owner);
            }
            if (block.label().equals(Pem.PRIVATE_KEY)) {
                return decode(file, block.content(), owner);
            }
        }
        throw new TlsException(file + " holds no private key in PEM");
    }

    /** RFC 5958: version, algorithm, key. The algorithm is that of the public key. */
    private static byte[] withAlgorithm(byte[] traditional, PublicKey owner) {
        return Der.sequence(
                Der.integer(BigInteger.ZERO),
                Der.firstElement(owner.getEncoded()),
                Der.octets(traditional));
    }

    private static PrivateKey decode(Path file, byte[] pkcs8, PublicKey owner)
            throws TlsException {
        try {
            return KeyFactory.getInstance(owner.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    "%s holds no %s key, as its certificate needs"
                            .formatted(file, owner.getAlgorithm()),
                    e);
        }
    }
}
