package dev.cairn.s3.auth;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.PercentEncoding;
import dev.cairn.s3.http.QueryParameters;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A request in the form that is signed. S3's differs from that of other services: the path is
 * encoded once and never normalised.
 *
 * <p>Kept as one character for each byte, like the values of headers: metadata in UTF-8 is signed
 * as the bytes that were sent.
 *
 * <p>Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header:
 * Transferring Payload in a Single Chunk".
 */
record CanonicalRequest(String latin1) {
    /**
     * Builds the form.
     *
     * @param payloadHash its last line
     */
    static CanonicalRequest of(
            RequestHead head,
            RequestTarget target,
            List<String> signedHeaders,
            String payloadHash) {
        StringBuilder text = new StringBuilder(512);
        text.append(head.method()).append('\n');
        text.append(PercentEncoding.encode(PercentEncoding.decode(target.rawPath()), true));
        text.append('\n');
        appendQuery(text, target.query());
        text.append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':');
            appendValues(text, head.headers(), name);
            text.append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders)).append('\n').append(payloadHash);
        return new CanonicalRequest(text.toString());
    }

    byte[] bytes() {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void appendQuery(StringBuilder text, QueryParameters query) {
        List<Parameter> parameters = new ArrayList<>();
        query.forEach(
                (key, value) -> {
                    if (!key.equals(PresignedQuery.SIGNATURE)) {
                        parameters.add(Parameter.encoded(key, value));
                    }
                });
        parameters.sort(Parameter.ORDER);
        for (int i = 0; i < parameters.size(); i++) {
            if (i > 0) {
                text.append('&');
            }
            text.append(parameters.get(i).key).append('=').append(parameters.get(i).value);
        }
    }

    /** All fields of the name joined by commas, each trimmed and runs of blanks folded to one. */
    private static void appendValues(StringBuilder text, Headers headers, String name) {
        List<String> values = headers.all(name);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            appendFolded(text, values.get(i));
        }
    }

    private static void appendFolded(StringBuilder text, String value) {
        boolean blank = false;
        boolean begun = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                blank = true;
            } else {
                if (blank && begun) {
                    text.append(' ');
                }
                text.append(c);
                blank = false;
                begun = true;
            }
        }
    }

    private record Parameter(String key, String value) {
        /** By name, then by value: not by both at once, since {@code =} sorts behind {@code -}. */
        static final Comparator<Parameter> ORDER =
                Comparator.comparing(Parameter::key).thenComparing(Parameter::value);

        static Parameter encoded(String key, String value) {
            return new Parameter(
                    PercentEncoding.encode(key, false), PercentEncoding.encode(value, false));
        }
    }
}
