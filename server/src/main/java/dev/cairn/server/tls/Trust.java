package dev.cairn.server.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What a client trusts, where the authorities of the system are not enough. */
public final class Trust {
    private Trust() {}

    /**
     * The authorities of a PEM file, and no others.
     *
     * @throws TlsException where the file cannot be read
     */
    public static SSLContext authorities(Path file) throws TlsException {
        List<X509Certificate> certificates = Identity.certificates(file);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority-" + i, certificates.get(i));
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return context(factory.getTrustManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException(file + " cannot be trusted: " + e.getMessage(), e);
        }
    }

    /**
     * The very certificate that stands first in a PEM file, whatever name it carries: for who has
     * the file from the server itself.
     */
    public static SSLContext pinned(Path file) throws TlsException {
        X509Certificate certificate = Identity.certificates(file).getFirst();
        try {
            return context(new TrustManager[] {new PinnedCertificate(certificate)});
        } catch (GeneralSecurityException e) {
            throw new TlsException(file + " cannot be trusted: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }
}
