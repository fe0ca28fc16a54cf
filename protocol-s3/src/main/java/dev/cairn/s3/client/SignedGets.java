package dev.cairn.s3.client;

import dev.cairn.s3.auth.RequestSigner;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.PercentEncoding;
import dev.cairn.s3.xml.ServerAnswers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Signed GETs to one endpoint, in path style. Where a bucket is in another region than was thought,
 * the server says so, and the request is signed again for that one. Not for several threads.
 */
final class SignedGets {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(1);
    private static final String REGION = "x-amz-bucket-region";

    private final HttpClient http;
    private final URI endpoint;
    private final RequestSigner signer;
    private final String region;

    /** Regions of buckets that are not in the given one. */
    private final Map<String, String> regions = new HashMap<>();

    /** What the server calls itself; empty before the first answer, and where it does not say. */
    private String server = "";

    SignedGets(HttpClient http, URI endpoint, RequestSigner signer, String region) {
        this.http = http;
        this.endpoint = endpoint;
        this.signer = signer;
        this.region = region;
    }

    static HttpClient client(@Nullable SSLContext trust) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT);
        return (trust == null ? builder : builder.sslContext(trust)).build();
    }

    /**
     * The body of the answer to a GET.
     *
     * @param bucket empty for the service
     * @param key empty for the bucket
     * @throws RefusedException for any status but 200
     * @throws IOException when the server cannot be reached
     */
    byte[] get(String bucket, String key, Map<String, String> query)
            throws IOException, RefusedException {
        String target = target(bucket, key, query);
        String signedFor = regions.getOrDefault(bucket, region);
        HttpResponse<byte[]> response = send(target, signedFor);
        String actual = response.headers().firstValue(REGION).orElse(signedFor);
        if (response.statusCode() != 200 && !actual.equals(signedFor)) {
            regions.put(bucket, actual);
            response = send(target, actual);
        }
        if (response.statusCode() != 200) {
            throw new RefusedException(response.statusCode(), code(response.body()));
        }
        return response.body();
    }

    /** What the server called itself in its last answer. */
    String server() {
        return server;
    }

    private String target(String bucket, String key, Map<String, String> query) {
        String base = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        StringBuilder target = new StringBuilder(base.replaceAll("/+$", "")).append('/');
        target.append(PercentEncoding.encode(bucket, false));
        if (!key.isEmpty()) {
            target.append('/').append(PercentEncoding.encode(key, true));
        }
        if (!query.isEmpty()) {
            target.append('?')
                    .append(
                            query.entrySet().stream()
                                    .map(
                                            entry -> entry.getKey()
                                                    + "="
                                                    + PercentEncoding.encode(
                                                            entry.getValue(), false))
                                    .collect(Collectors.joining("&")));
        }
        return target.toString();
    }

    private HttpResponse<byte[]> send(String target, String signedFor) throws IOException {
        Headers headers = signer.sign("GET", target, host(), signedFor);
        URI address =
                URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + target);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(ANSWER_TIMEOUT).GET();
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            server = response.headers().firstValue("server").orElse("");
            return response;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** As the HTTP client sends it: without the port that the scheme has by itself. */
    private String host() {
        int port = endpoint.getPort();
        boolean usual =
                port < 0 || port == (endpoint.getScheme().equals("https") ? 443 : 80);
        return usual ? endpoint.getHost() : endpoint.getHost() + ":" + port;
    }

    private static String code(byte[] body) {
        try {
            return ServerAnswers.errorCode(body);
        } catch (S3Exception noDocument) {
            return "";
        }
    }
}
