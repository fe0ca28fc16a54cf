package dev.cairn.it.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 of the client's side, written from the specification and not from the
 * server's code, so that the two check each other.
 *
 * <p>Source: Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)".
 */
public record Signer(String accessKey, String secretKey, String region, InstantSource time) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** Signs for us-east-1 at the time of the machine. */
    public static Signer of(String accessKey, String secretKey) {
        return new Signer(accessKey, secretKey, "us-east-1", InstantSource.system());
    }

    /** The same key pair in another region. */
    public Signer in(String otherRegion) {
        return new Signer(accessKey, secretKey, otherRegion, time);
    }

    /** The same key pair with a clock that is wrong by so much. */
    public Signer skewed(Duration skew) {
        return new Signer(accessKey, secretKey, region, InstantSource.offset(time, skew));
    }

    /** Another key pair. */
    public Signer with(String otherAccessKey, String otherSecretKey) {
        return new Signer(otherAccessKey, otherSecretKey, region, time);
    }

    /** Signs with the SHA-256 of the body, or with the payload hash that the request names. */
    public WireRequest sign(WireRequest request, String host) {
        return signSeed(request, host).request();
    }

    /** A signed request with what its chunks need to be signed in turn. */
    public record Seed(WireRequest request, ChunkSigner chunks) {}

    /** Signs the head; the chunks of a streaming payload are signed by the signer returned. */
    public Seed signSeed(WireRequest request, String host) {
        Instant now = time.instant();
        WireRequest dated =
                request.without("x-amz-date").header("x-amz-date", STAMP.format(now));
        if (dated.value("host").isEmpty()) {
            dated = dated.header("Host", host);
        }
        if (dated.value("x-amz-content-sha256").isEmpty()) {
            dated = dated.header("x-amz-content-sha256", sha256(request.content()));
        }
        String signedHeaders = signedHeaders(dated);
        String payloadHash = dated.value("x-amz-content-sha256").orElseThrow();
        String signature = signature(now, canonicalRequest(dated, signedHeaders, payloadHash));
        WireRequest signed = dated.header(
                "Authorization",
                ALGORITHM + " Credential=" + accessKey + "/" + scope(now)
                        + ", SignedHeaders=" + signedHeaders + ", Signature=" + signature);
        ChunkSigner chunks =
                new ChunkSigner(signingKey(now), STAMP.format(now), scope(now), signature);
        return new Seed(signed, chunks);
    }

    /** Puts the signature into the query: valid from now for so long. */
    public WireRequest presign(WireRequest request, String host, Duration validity) {
        Instant now = time.instant();
        WireRequest hosted =
                request.value("host").isPresent() ? request : request.header("Host", host);
        String signedHeaders = signedHeaders(hosted);
        String separator = request.target().contains("?") ? "&" : "?";
        WireRequest prepared = hosted.target(
                request.target() + separator
                        + "X-Amz-Algorithm=" + ALGORITHM
                        + "&X-Amz-Credential=" + encode(accessKey + "/" + scope(now), true)
                        + "&X-Amz-Date=" + STAMP.format(now)
                        + "&X-Amz-Expires=" + validity.toSeconds()
                        + "&X-Amz-SignedHeaders=" + encode(signedHeaders, true));
        String signature =
                signature(now, canonicalRequest(prepared, signedHeaders, UNSIGNED));
        return prepared.target(prepared.target() + "&X-Amz-Signature=" + signature);
    }

    private String signature(Instant now, String canonicalRequest) {
        String toSign = ALGORITHM + "\n" + STAMP.format(now) + "\n" + scope(now) + "\n"
                + sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hmac(signingKey(now), toSign));
    }

    private String scope(Instant now) {
        return day(now) + "/" + region + "/s3/aws4_request";
    }

    private static String day(Instant now) {
        return STAMP.format(now).substring(0, 8);
    }

    private byte[] signingKey(Instant now) {
        byte[] key = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), day(now));
        for (String step : List.of(region, "s3", "aws4_request")) {
            key = hmac(key, step);
        }
        return key;
    }

    /** Host, Content-MD5, Content-Type and everything {@code x-amz-}, in the order of names. */
    private static String signedHeaders(WireRequest request) {
        return request.headers().stream()
                .map(header -> header.name().toLowerCase(Locale.ROOT))
                .filter(Signer::isSigned)
                .distinct()
                .sorted()
                .collect(Collectors.joining(";"));
    }

    private static boolean isSigned(String name) {
        return name.startsWith("x-amz-")
                || List.of("host", "content-md5", "content-type").contains(name);
    }

    private static String canonicalRequest(
            WireRequest request, String signedHeaders, String payloadHash) {
        int question = request.target().indexOf('?');
        String path = question < 0 ? request.target() : request.target().substring(0, question);
        String query = question < 0 ? "" : request.target().substring(question + 1);
        StringBuilder canonical = new StringBuilder();
        canonical.append(request.method()).append('\n');
        canonical.append(encode(decode(path), false)).append('\n');
        canonical.append(canonicalQuery(query)).append('\n');
        TreeMap<String, List<String>> values = new TreeMap<>();
        for (WireRequest.Header header : request.headers()) {
            values.computeIfAbsent(
                    header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.value().strip().replaceAll(" +", " "));
        }
        for (String name : signedHeaders.split(";", -1)) {
            List<String> lines = values.getOrDefault(name, List.of());
            canonical.append(name).append(':').append(String.join(",", lines)).append('\n');
        }
        return canonical
                .append('\n').append(signedHeaders)
                .append('\n').append(payloadHash)
                .toString();
    }

    private static String canonicalQuery(String query) {
        if (query.isEmpty()) {
            return "";
        }
        List<String[]> pairs = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.add(new String[] {encode(decode(name), true), encode(decode(value), true)});
        }
        return pairs.stream()
                .sorted((one, other) -> one[0].equals(other[0])
                        ? one[1].compareTo(other[1])
                        : one[0].compareTo(other[0]))
                .map(pair -> pair[0] + "=" + pair[1])
                .collect(Collectors.joining("&"));
    }

    /** Percent-encodes all but the unreserved characters, and the slash if asked to. */
    public static String encode(String text, boolean encodeSlash) {
        return encode(text.getBytes(StandardCharsets.UTF_8), encodeSlash);
    }

    private static String encode(byte[] bytes, boolean encodeSlash) {
        StringBuilder encoded = new StringBuilder(bytes.length);
        for (byte one : bytes) {
            char character = (char) (one & 0xff);
            boolean slash = character == '/' && !encodeSlash;
            boolean plain = slash || UNRESERVED.indexOf(character) >= 0;
            if (plain) {
                encoded.append(character);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static byte[] decode(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int index = 0; index < in.length; index++) {
            if (in[index] == '%') {
                out[length++] = (byte) Integer.parseInt(
                        new String(in, index + 1, 2, StandardCharsets.US_ASCII), 16);
                index += 2;
            } else {
                out[length++] = in[index];
            }
        }
        return Arrays.copyOf(out, length);
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The SHA-256 of some bytes in lower-case hex. */
    public static String sha256(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
