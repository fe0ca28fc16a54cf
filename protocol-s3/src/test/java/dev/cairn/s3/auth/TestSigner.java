package dev.cairn.s3.auth;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.RequestHead;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as a client does, written from AWS's pages and apart from what it tests: heads,
 * presigned URLs, chunks and trailers.
 */
public final class TestSigner {
    public static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private static final HexFormat HEX = HexFormat.of();

    private final String accessKeyId;
    private final String secret;
    private final String timestamp;
    private final String scope;
    private final byte[] signingKey;

    public TestSigner(AccessKey key, Instant at, String region, String service) {
        accessKeyId = key.id();
        secret = key.secret();
        timestamp =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(at);
        scope = timestamp.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        byte[] derived = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/", -1)) {
            derived = hmac(derived, step);
        }
        signingKey = derived;
    }

    public String timestamp() {
        return timestamp;
    }

    public String scope() {
        return scope;
    }

    public byte[] signingKey() {
        return signingKey.clone();
    }

    /** The SHA-256 of a body in hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A head with x-amz-date, x-amz-content-sha256 and an Authorization that signs all headers. */
    public RequestHead sign(String method, String target, String payload, Headers headers) {
        Headers dated =
                Headers.builder()
                        .addAll(headers)
                        .add("x-amz-date", timestamp)
                        .add("x-amz-content-sha256", payload)
                        .build();
        return head(method, target, authorized(method, target, payload, dated, names(dated)));
    }

    /** Adds an Authorization over the named headers, and nothing else. */
    public Headers authorized(
            String method, String target, String payload, Headers headers, List<String> signed) {
        String signature = signature(method, target, payload, headers, signed);
        return Headers.builder()
                .addAll(headers)
                .add(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                                .formatted(
                                        accessKeyId, scope, String.join(";", signed), signature))
                .build();
    }

    /** A head whose query proves it. */
    public RequestHead presign(
            String method, String target, String expires, String payload, Headers headers) {
        String signedHeaders = String.join(";", names(headers));
        String unsigned =
                target
                        + (target.contains("?") ? "&" : "?")
                        + "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential="
                        + encode(accessKeyId + "/" + scope)
                        + "&X-Amz-Date="
                        + timestamp
                        + "&X-Amz-Expires="
                        + expires
                        + "&X-Amz-SignedHeaders="
                        + encode(signedHeaders);
        String signature = signature(method, unsigned, payload, headers, names(headers));
        return head(method, unsigned + "&X-Amz-Signature=" + signature, headers);
    }

    public String signature(
            String method, String target, String payload, Headers headers, List<String> signed) {
        String canonical = canonical(method, target, payload, headers, signed);
        return signature(
                "AWS4-HMAC-SHA256\n"
                        + timestamp
                        + "\n"
                        + scope
                        + "\n"
                        + sha256(canonical.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /**
     * The body in signed chunks.
     *
     * @param trailer {@code name:value}; empty for none
     */
    public byte[] chunks(byte[] body, int chunkSize, String seedSignature, String trailer) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        String previous = seedSignature;
        for (int offset = 0; offset <= body.length; offset += chunkSize) {
            int end = Math.min(body.length, offset + chunkSize);
            if (offset == end) {
                break;
            }
            byte[] chunk = Arrays.copyOfRange(body, offset, end);
            previous = chunk(wire, chunk, previous);
        }
        previous = chunkSignature(new byte[0], previous);
        ascii(wire, "0;chunk-signature=" + previous + "\r\n");
        if (!trailer.isEmpty()) {
            ascii(wire, trailer + "\r\n");
            ascii(wire, "x-amz-trailer-signature:" + trailerSignature(trailer, previous) + "\r\n");
        }
        ascii(wire, "\r\n");
        return wire.toByteArray();
    }

    /** The body in chunks without signatures, and a trailer {@code name:value}. */
    public static byte[] unsignedChunks(byte[] body, int chunkSize, String trailer) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int offset = 0; offset < body.length; offset += chunkSize) {
            int count = Math.min(body.length - offset, chunkSize);
            ascii(wire, Integer.toHexString(count) + "\r\n");
            wire.write(body, offset, count);
            ascii(wire, "\r\n");
        }
        ascii(wire, "0\r\n" + (trailer.isEmpty() ? "" : trailer + "\r\n") + "\r\n");
        return wire.toByteArray();
    }

    public String chunkSignature(byte[] chunk, String previous) {
        return signature(
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256-PAYLOAD",
                        timestamp,
                        scope,
                        previous,
                        sha256(new byte[0]),
                        sha256(chunk)));
    }

    public String trailerSignature(String trailer, String previous) {
        byte[] canonical = (trailer + "\n").getBytes(StandardCharsets.UTF_8);
        return signature(
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256-TRAILER",
                        timestamp,
                        scope,
                        previous,
                        sha256(canonical)));
    }

    public static RequestHead head(String method, String target, Headers headers) {
        return new RequestHead("0123456789ABCDEF", method, target, headers, "192.0.2.1", null);
    }

    private String chunk(ByteArrayOutputStream wire, byte[] chunk, String previous) {
        String signature = chunkSignature(chunk, previous);
        ascii(wire, Integer.toHexString(chunk.length) + ";chunk-signature=" + signature + "\r\n");
        wire.writeBytes(chunk);
        ascii(wire, "\r\n");
        return signature;
    }

    private String signature(String stringToSign) {
        return HEX.formatHex(hmac(signingKey, stringToSign));
    }

    private static List<String> names(Headers headers) {
        Map<String, String> names = new TreeMap<>();
        headers.forEach((name, value) -> names.put(name.toLowerCase(Locale.ROOT), value));
        return List.copyOf(names.keySet());
    }

    private static String canonical(
            String method, String target, String payload, Headers headers, List<String> signed) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        String fields =
                signed.stream()
                        .map(
                                name -> name
                                        + ":"
                                        + headers.all(name).stream()
                                                .map(v -> v.strip().replaceAll(" +", " "))
                                                .collect(Collectors.joining(","))
                                        + "\n")
                        .collect(Collectors.joining());
        String canonicalPath =
                Arrays.stream(path.split("/", -1))
                        .map(segment -> encode(decode(segment)).replace("%2F", "/"))
                        .collect(Collectors.joining("/"));
        return String.join(
                "\n",
                method,
                canonicalPath,
                canonicalQuery(query),
                fields,
                String.join(";", signed),
                payload);
    }

    private static String canonicalQuery(String query) {
        if (query.isEmpty()) {
            return "";
        }
        List<String[]> parameters = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            String[] pair = parameter.split("=", 2);
            String value = pair.length == 1 ? "" : pair[1];
            parameters.add(new String[] {encode(decode(pair[0])), encode(decode(value))});
        }
        parameters.sort(
                Comparator.comparing((String[] pair) -> pair[0]).thenComparing(pair -> pair[1]));
        return parameters.stream()
                .map(pair -> pair[0] + "=" + pair[1])
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The JDK encodes forms; four characters differ from RFC 3986. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static void ascii(ByteArrayOutputStream wire, String text) {
        wire.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
