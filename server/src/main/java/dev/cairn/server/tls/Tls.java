package dev.cairn.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The identity that ports show. It can be exchanged while they are open: connections that are there
 * go on with the old one, later ones see the new one. Safe for all threads.
 */
public final class Tls implements Supplier<SSLContext> {
    private volatile SSLContext context;

    public Tls(Identity identity) throws TlsException {
        context = contextOf(identity);
    }

    /** Shows this identity from now on. */
    public void show(Identity identity) throws TlsException {
        context = contextOf(identity);
    }

    @Override
    public SSLContext get() {
        return context;
    }

    private static SSLContext contextOf(Identity identity) throws TlsException {
        char[] noPassword = new char[0];
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, noPassword);
            Certificate[] chain = identity.chain().toArray(Certificate[]::new);
            keys.setKeyEntry("server", identity.key(), noPassword, chain);
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, noPassword);
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(factory.getKeyManagers(), null, null);
            return made;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }
}
