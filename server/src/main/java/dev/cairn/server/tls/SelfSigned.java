package dev.cairn.server.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes a certificate that vouches for itself (RFC 5280): a key on the curve P-256, the names under
 * which the server is reached, and nothing that lets it vouch for others. Clients must be told to
 * trust it.
 */
public final class SelfSigned {
    /** Some systems distrust certificates of servers that are valid for more than 825 days. */
    private static final Duration VALIDITY = Duration.ofDays(820);

    /** For clients whose clock is behind. */
    private static final Duration HEAD_START = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;
    private static final String COMMON_NAME = "Cairn self-signed";
    private static final String CURVE = "secp256r1";

    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String ID_COMMON_NAME = "2.5.4.3";
    private static final String ID_SUBJECT_KEY = "2.5.29.14";
    private static final String ID_KEY_USAGE = "2.5.29.15";
    private static final String ID_NAMES = "2.5.29.17";
    private static final String ID_CONSTRAINTS = "2.5.29.19";
    private static final String ID_EXTENDED_USAGE = "2.5.29.37";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final byte DIGITAL_SIGNATURE = (byte) 0x80;
    private static final int DIGITAL_SIGNATURE_UNUSED = 7;

    private static final int GENERAL_NAME_DNS = 2;
    private static final int GENERAL_NAME_ADDRESS = 7;

    /** What InetAddress takes for an address without asking a name server. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private SelfSigned() {}

    /**
     * Makes a key and its certificate.
     *
     * @param names of hosts, also with {@code *} for their first label, and addresses
     * @param random must not be guessable
     */
    public static Identity make(Collection<String> names, Instant now, SecureRandom random)
            throws TlsException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] signed = statement(pair, names, now, random);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate(), random);
            signature.update(signed);
            byte[] certificate =
                    Der.sequence(signed, algorithm(), Der.bits(signature.sign()));
            X509Certificate parsed =
                    (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(certificate));
            return new Identity(pair.getPrivate(), List.of(parsed));
        } catch (GeneralSecurityException | UnknownHostException e) {
            throw new TlsException("cannot make a certificate: " + e.getMessage(), e);
        }
    }

    /** Whether a certificate that was made earlier still serves: valid for long, with all names. */
    public static boolean serves(
            Identity identity, Collection<String> names, Instant now, Duration rest) {
        try {
            Set<String> known = new TreeSet<>();
            Collection<List<?>> alternatives =
                    identity.certificate().getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    known.add(canonical(String.valueOf(alternative.get(1))));
                }
            }
            for (String name : names) {
                if (!known.contains(canonical(name))) {
                    return false;
                }
            }
            return identity.expires().isAfter(now.plus(rest));
        } catch (CertificateParsingException | UnknownHostException unreadable) {
            return false;
        }
    }

    /** What is signed: TBSCertificate. */
    private static byte[] statement(
            KeyPair pair, Collection<String> names, Instant now, SecureRandom random)
            throws GeneralSecurityException, UnknownHostException {
        byte[] name =
                Der.sequence(
                        Der.set(Der.sequence(Der.oid(ID_COMMON_NAME), Der.text(COMMON_NAME))));
        return Der.sequence(
                Der.tagged(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1)),
                algorithm(),
                name,
                Der.sequence(Der.time(now.minus(HEAD_START)), Der.time(now.plus(VALIDITY))),
                name,
                pair.getPublic().getEncoded(),
                Der.tagged(3, extensions(pair, names)));
    }

    private static byte[] extensions(KeyPair pair, Collection<String> names)
            throws GeneralSecurityException, UnknownHostException {
        byte[] keyId =
                MessageDigest.getInstance("SHA-1").digest(pair.getPublic().getEncoded());
        byte[] usage = Der.bits(new byte[] {DIGITAL_SIGNATURE}, DIGITAL_SIGNATURE_UNUSED);
        return Der.sequence(
                extension(ID_SUBJECT_KEY, false, Der.octets(keyId)),
                extension(ID_CONSTRAINTS, true, Der.sequence()),
                extension(ID_KEY_USAGE, true, usage),
                extension(
                        ID_EXTENDED_USAGE, false, Der.sequence(Der.oid(SERVER_AUTHENTICATION))),
                extension(ID_NAMES, false, generalNames(names)));
    }

    private static byte[] extension(String id, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(id), Der.truth(), Der.octets(value))
                : Der.sequence(Der.oid(id), Der.octets(value));
    }

    private static byte[] generalNames(Collection<String> names) throws UnknownHostException {
        byte[][] encoded = new byte[names.size()][];
        int index = 0;
        for (String name : names) {
            encoded[index] =
                    isAddress(name)
                            ? Der.implicit(
                                    GENERAL_NAME_ADDRESS, InetAddress.getByName(name).getAddress())
                            : Der.implicit(
                                    GENERAL_NAME_DNS,
                                    name.getBytes(StandardCharsets.US_ASCII));
            index++;
        }
        return Der.sequence(encoded);
    }

    private static byte[] algorithm() {
        return Der.sequence(Der.oid(ECDSA_WITH_SHA256));
    }

    private static boolean isAddress(String name) {
        return ADDRESS.matcher(name).matches();
    }

    /** Addresses have several spellings. */
    private static String canonical(String name) throws UnknownHostException {
        return isAddress(name) ? InetAddress.getByName(name).getHostAddress() : name;
    }
}
