package dev.cairn.s3.cors;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a CORS configuration. Whoever makes one that S3 would refuse gets S3's refusal.
 *
 * <p>Rules: Amazon S3 User Guide, "Elements of a CORS configuration".
 *
 * @param maxAgeSeconds how long a browser may remember the answer; null for its own default
 */
public record CorsRule(
        @Nullable String id,
        List<String> allowedHeaders,
        List<String> allowedMethods,
        List<String> allowedOrigins,
        List<String> exposeHeaders,
        @Nullable Integer maxAgeSeconds) {
    static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");
    static final String ANY_ORIGIN = "*";

    private static final int ID_LENGTH_MAX = 255;

    /**
     * Checks what S3 checks.
     *
     * @throws S3Exception MalformedXML without origin or method, InvalidRequest
     */
    public CorsRule {
        allowedHeaders = List.copyOf(allowedHeaders);
        allowedMethods = List.copyOf(allowedMethods);
        allowedOrigins = List.copyOf(allowedOrigins);
        exposeHeaders = List.copyOf(exposeHeaders);
        if (allowedMethods.isEmpty() || allowedOrigins.isEmpty()) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        if (id != null && id.length() > ID_LENGTH_MAX) {
            throw invalid(
                    "The ID value can be up to %d characters long. Invalid ID is \"%s\""
                            .formatted(ID_LENGTH_MAX, id));
        }
        for (String method : allowedMethods) {
            if (!METHODS.contains(method)) {
                throw invalid(
                        "Found unsupported HTTP method in CORS config. Unsupported method is "
                                + method);
            }
        }
        requireOneWildcard("AllowedOrigin", allowedOrigins);
        requireOneWildcard("AllowedHeader", allowedHeaders);
        for (String header : exposeHeaders) {
            if (header.indexOf('*') >= 0) {
                throw invalid(
                        ("ExposeHeader \"%s\" contains wildcard. We currently do not support"
                                + " wildcard for ExposeHeader.")
                                .formatted(header));
            }
        }
        if (maxAgeSeconds != null && maxAgeSeconds < 0) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
    }

    /** What is asked, granted; empty where this rule does not grant all of it. */
    Optional<CorsGrant> grant(CorsQuestion question) {
        if (!allowedMethods.contains(question.method())
                || !question.headers().stream().allMatch(this::allowsHeader)) {
            return Optional.empty();
        }
        return allowedOrigins.stream()
                .filter(origin -> new WildcardPattern(origin).matches(question.origin()))
                .findFirst()
                .map(origin -> new CorsGrant(
                        this,
                        origin.equals(ANY_ORIGIN) ? ANY_ORIGIN : question.origin(),
                        question.headers()));
    }

    private boolean allowsHeader(String name) {
        return allowedHeaders.stream()
                .map(allowed -> new WildcardPattern(allowed.toLowerCase(Locale.ROOT)))
                .anyMatch(allowed -> allowed.matches(name));
    }

    private static void requireOneWildcard(String element, List<String> values) {
        for (String value : values) {
            if (!WildcardPattern.hasOneAtMost(value)) {
                throw invalid(
                        "%s \"%s\" can not have more than one wildcard.".formatted(element, value));
            }
        }
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
    }
}
