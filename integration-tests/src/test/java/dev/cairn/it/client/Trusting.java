package dev.cairn.it.client;

import dev.cairn.it.wire.WireRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Connections of the JDK that trust the certificates of a PEM file and no others. */
public final class Trusting {
    private Trusting() {}

    /** What trusts the certificates of a file, as the JDK does by default. */
    public static TrustManager[] managers(Path certificates) {
        try (InputStream in = Files.newInputStream(certificates)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + number++, each);
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a GET. */
    public static HttpResponse<String> get(Path certificates, URI target) throws IOException {
        try (HttpClient http = HttpClient.newBuilder().sslContext(context(certificates)).build()) {
            return http.send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A connection that stays open. */
    public static Connection open(Path certificates, URI address) throws IOException {
        SSLSocket socket =
                (SSLSocket) context(certificates).getSocketFactory()
                        .createSocket(address.getHost(), address.getPort());
        socket.setSoTimeout(30_000);
        return new Connection(socket);
    }

    private static SSLContext context(Path certificates) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(certificates), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One connection, for unsigned requests. */
    public record Connection(SSLSocket socket) implements AutoCloseable {
        /** The status of the answer to a GET, of which the rest is read. */
        public int get(String target) throws IOException {
            WireRequest request = WireRequest.get(target).header("Host", "localhost");
            socket.getOutputStream().write(request.headBytes());
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            int status = Integer.parseInt(in.readLine().split(" ", 3)[1]);
            int length = 0;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                }
            }
            for (int i = 0; i < length; i++) {
                if (in.read() < 0) {
                    throw new IOException("the answer ends early");
                }
            }
            return status;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
