package dev.cairn.s3.cors;

import dev.cairn.s3.http.Headers;
import java.util.List;

/**
 * What a rule grants.
 *
 * @param origin the one that asks, or {@code *} for any
 * @param requestHeaders those that were asked for
 */
record CorsGrant(CorsRule rule, String origin, List<String> requestHeaders) {
    CorsGrant {
        requestHeaders = List.copyOf(requestHeaders);
    }

    /** As a browser reads it. */
    Headers headers() {
        Headers.Builder headers =
                Headers.builder()
                        .add("access-control-allow-origin", origin)
                        .add(
                                "access-control-allow-methods",
                                String.join(", ", rule.allowedMethods()));
        if (!requestHeaders.isEmpty()) {
            headers.add("access-control-allow-headers", String.join(", ", requestHeaders));
        }
        if (!rule.exposeHeaders().isEmpty()) {
            headers.add("access-control-expose-headers", String.join(", ", rule.exposeHeaders()));
        }
        if (rule.maxAgeSeconds() != null) {
            headers.add("access-control-max-age", Integer.toString(rule.maxAgeSeconds()));
        }
        if (!origin.equals(CorsRule.ANY_ORIGIN)) {
            headers.add("access-control-allow-credentials", "true");
        }
        return headers.add(
                "vary",
                "Origin, Access-Control-Request-Headers, Access-Control-Request-Method")
                .build();
    }
}
