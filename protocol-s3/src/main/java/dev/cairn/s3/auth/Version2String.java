package dev.cairn.s3.auth;

import dev.cairn.s3.http.Headers;
import dev.cairn.s3.http.PercentEncoding;
import dev.cairn.s3.http.RequestHead;
import dev.cairn.s3.http.RequestTarget;
import dev.cairn.s3.http.S3Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The text that Signature Version 2 signs: method, Content-MD5, Content-Type, a date, the {@code
 * x-amz-*} headers, and the resource with the sub-resources that the query names. Other parameters
 * of the query are not signed.
 *
 * <p>Kept as one character for each byte, like the values of headers.
 *
 * <p>Source: Amazon S3 User Guide, "Signing and authenticating REST requests" (appendix).
 */
record Version2String(String latin1) {
    /**
     * Every key of the query that makes a request another operation, so that nobody turns a signed
     * read of an object into something else, and what changes the headers of an answer. {@code
     * list-type} and {@code id} are left out, as signers of this version leave them out.
     */
    private static final Set<String> SIGNED =
            Set.of(
                    "abac",
                    "accelerate",
                    "acl",
                    "analytics",
                    "attributes",
                    "cors",
                    "defaultObjectAcl",
                    "delete",
                    "encryption",
                    "intelligent-tiering",
                    "inventory",
                    "legal-hold",
                    "lifecycle",
                    "location",
                    "logging",
                    "metadataConfiguration",
                    "metadataInventoryTable",
                    "metadataJournalTable",
                    "metadataTable",
                    "metrics",
                    "notification",
                    "object-lock",
                    "ownershipControls",
                    "partNumber",
                    "policy",
                    "policyStatus",
                    "publicAccessBlock",
                    "renameObject",
                    "replication",
                    "requestPayment",
                    "response-cache-control",
                    "response-content-disposition",
                    "response-content-encoding",
                    "response-content-language",
                    "response-content-type",
                    "response-expires",
                    "restore",
                    "retention",
                    "select",
                    "select-type",
                    "session",
                    "storageClass",
                    "tagging",
                    "torrent",
                    "uploadId",
                    "uploads",
                    "versionId",
                    "versioning",
                    "versions",
                    "website");

    /**
     * Builds the text.
     *
     * @param date what stands in the line of the date: the time of expiry, the Date header, or
     *     nothing beside {@code x-amz-date}
     * @param resource as {@link #resource} makes it
     */
    static Version2String of(
            RequestHead head, RequestTarget target, String date, String resource) {
        StringBuilder text = new StringBuilder(256);
        text.append(head.method()).append('\n');
        text.append(value(head.headers(), "content-md5")).append('\n');
        text.append(value(head.headers(), "content-type")).append('\n');
        text.append(date).append('\n');
        appendHeaders(text, head.headers());
        text.append(resource);
        appendSubResources(text, target.query().raw());
        return new Version2String(text.toString());
    }

    /** The path as sent, behind the bucket where that stood in the Host header. */
    static String resource(RequestTarget target, S3Address address) {
        return address.virtualHost()
                ? '/' + address.bucket() + target.rawPath()
                : target.rawPath();
    }

    byte[] bytes() {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String value(Headers headers, String name) {
        @Nullable String value = headers.first(name);
        return value == null ? "" : value.strip();
    }

    private static void appendHeaders(StringBuilder text, Headers headers) {
        Set<String> names = new TreeSet<>();
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith("x-amz-")) {
                        names.add(name);
                    }
                });
        for (String name : names) {
            List<String> values = headers.all(name).stream().map(String::strip).toList();
            text.append(name).append(':').append(String.join(",", values)).append('\n');
        }
    }

    /** By key; a value is signed decoded, and a key without one without an equals sign. */
    private static void appendSubResources(StringBuilder text, String rawQuery) {
        List<String[]> signed = new ArrayList<>();
        for (String parameter : rawQuery.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            if (SIGNED.contains(pair[0])) {
                signed.add(pair);
            }
        }
        signed.sort(Comparator.comparing(pair -> pair[0]));
        char separator = '?';
        for (String[] pair : signed) {
            text.append(separator).append(pair[0]);
            if (pair.length > 1) {
                text.append('=').append(octets(PercentEncoding.decode(pair[1])));
            }
            separator = '&';
        }
    }

    private static String octets(String decoded) {
        return new String(decoded.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
