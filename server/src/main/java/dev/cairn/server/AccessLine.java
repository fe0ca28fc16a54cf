package dev.cairn.server;

import dev.cairn.s3.RequestLog;
import dev.cairn.s3.http.TlsSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as a line of the access log: the fields of S3's server access log in their order (User
 * Guide, "Amazon S3 server access log format"), so that what reads those reads these. What is
 * unknown or does not apply is a dash. {@code docs/ACCESS-LOG.md} says what stands where.
 */
final class AccessLine {
    private static final String ABSENT = "-";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss Z']'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    /** Who reads a presigned URL can use it, so its signature stays out of every log. */
    private static final Pattern SIGNATURE =
            Pattern.compile("(?i)([?&](?:X-Amz-Signature|X-Amz-Security-Token|Signature)=)[^&]*");

    private static final int NANOS_PER_MILLI = 1_000_000;

    /** Signature Version 2 in the Authorization header. */
    private static final String VERSION_2 = "AWS";

    private AccessLine() {}

    /**
     * What the server knows where the request does not.
     *
     * @param bucketOwner null where there is no such bucket
     * @param hostId of answers that have none of their own
     */
    record Surroundings(@Nullable String bucketOwner, String hostId) {}

    /**
     * The line, without its end.
     *
     * @param finished when the answer was ready
     */
    static String of(RequestLog request, Instant finished, Surroundings surroundings) {
        RequestLog.Detail detail = request.detail();
        @Nullable TlsSession tls = detail.tls();
        String hostId = detail.hostId() == null ? surroundings.hostId() : detail.hostId();
        String millis = Long.toString(request.nanos() / NANOS_PER_MILLI);
        return String.join(
                " ",
                word(surroundings.bucketOwner()),
                word(request.bucket()),
                TIME.format(finished.minusNanos(request.nanos())),
                word(request.remoteAddress()),
                word(request.account()),
                request.requestId(),
                request.operation(),
                key(request.key()),
                quoted(request.method() + " " + withoutSignature(request.target()) + " HTTP/1.1"),
                Integer.toString(request.status()),
                word(request.errorCode()),
                request.sentBytes() == 0 ? ABSENT : Long.toString(request.sentBytes()),
                detail.objectSizeBytes() == null ? ABSENT : detail.objectSizeBytes().toString(),
                millis,
                millis,
                quoted(request.client().referer()),
                quoted(request.client().userAgent()),
                word(detail.versionId()),
                hostId,
                signatureVersion(request),
                word(tls == null ? null : tls.cipherSuite()),
                authenticationType(request),
                word(request.client().host()),
                word(tls == null ? null : tls.version()),
                ABSENT,
                ABSENT,
                ABSENT);
    }

    static String withoutSignature(String target) {
        return SIGNATURE.matcher(target).replaceAll("$1...");
    }

    private static String signatureVersion(RequestLog request) {
        if (request.account() == null) {
            return ABSENT;
        }
        boolean version2 =
                isPresigned(request, "AWSAccessKeyId=")
                        || VERSION_2.equals(request.detail().authorization());
        return version2 ? "SigV2" : "SigV4";
    }

    private static String authenticationType(RequestLog request) {
        if (request.account() == null) {
            return ABSENT;
        }
        boolean query =
                isPresigned(request, "X-Amz-Signature=") || isPresigned(request, "AWSAccessKeyId=");
        return query ? "QueryString" : "AuthHeader";
    }

    private static boolean isPresigned(RequestLog request, String parameter) {
        return request.target().contains(parameter);
    }

    /** A field that has no spaces by its nature; what a client puts there all the same is hidden. */
    private static String word(@Nullable String text) {
        return text == null || text.isEmpty() ? ABSENT : escaped(text).replace(" ", "%20");
    }

    private static String quoted(@Nullable String text) {
        return '"' + (text == null || text.isEmpty() ? ABSENT : escaped(text)) + '"';
    }

    /** Percent-encoded but for letters, digits and what keys are made of. */
    private static String key(@Nullable String key) {
        if (key == null) {
            return ABSENT;
        }
        StringBuilder encoded = new StringBuilder(key.length());
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "/._-~!*'()".indexOf(c) >= 0;
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    /** Nothing that a client sends can end a field or a line. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f) {
                escaped.append(String.format(Locale.ROOT, "\\x%02X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
