package dev.cairn.s3.auth;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;
import dev.cairn.s3.http.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the claim of an {@code Authorization} header.
 *
 * <p>Source: Amazon S3 API Reference, "Authenticating Requests: Using the Authorization Header".
 */
final class AuthorizationHeader {
    private static final String NAME = "Authorization";

    private AuthorizationHeader() {}

    static Claim claim(Headers headers) {
        List<String> values = headers.all(NAME);
        if (values.size() != 1) {
            throw Authenticator.severalMechanisms(values.get(0));
        }
        String value = values.get(0).strip();
        int space = value.indexOf(' ');
        if (space < 0) {
            throw S3Exception.invalidArgument(
                    "Authorization header is invalid -- one and only one ' ' (space) required.",
                    NAME,
                    value);
        }
        String type = value.substring(0, space);
        if (!type.equals(Claim.ALGORITHM)) {
            throw otherType(type, value);
        }
        Map<String, String> components = components(value.substring(space + 1));
        return new Claim(
                Mechanism.HEADER,
                Credential.parse(component(components, "Credential"), Mechanism.HEADER),
                Claim.headerNames(component(components, "SignedHeaders")),
                component(components, "Signature"),
                signedAt(headers));
    }

    /** Signature Version 2 is {@code AWS}; 4A, with its elliptic curve, begins with AWS4. */
    private static S3Exception otherType(String type, String value) {
        if (type.equals("AWS") || type.startsWith("AWS4-")) {
            return Authenticator.mechanismNotSupported();
        }
        return S3Exception.invalidArgument("Unsupported Authorization Type", NAME, value);
    }

    private static Map<String, String> components(String list) {
        Map<String, String> components = new HashMap<>();
        for (String component : list.split(",", -1)) {
            int equals = component.indexOf('=');
            if (equals < 0) {
                throw Mechanism.HEADER.malformed(
                        "the authorization component \"%s\" is malformed."
                                .formatted(component.strip()));
            }
            components.put(
                    component.substring(0, equals).strip(),
                    component.substring(equals + 1).strip());
        }
        if (components.size() != 3) {
            throw Mechanism.HEADER.malformed(
                    "the authorization header requires three components: Credential,"
                            + " SignedHeaders, and Signature.");
        }
        return components;
    }

    private static String component(Map<String, String> components, String name) {
        String value = components.get(name);
        if (value == null || value.isEmpty()) {
            throw Mechanism.HEADER.malformed("missing %s.".formatted(name));
        }
        return value;
    }

    /**
     * When the client says it signed.
     *
     * @throws S3Exception AccessDenied
     */
    static SignedAt signedAt(Headers headers) {
        @Nullable String amzDate = headers.first("x-amz-date");
        @Nullable String date = headers.first("date");
        Optional<SignedAt> signedAt = Optional.empty();
        if (amzDate != null) {
            signedAt = SignedAt.parseDateHeader(amzDate.strip());
        } else if (date != null) {
            signedAt = SignedAt.parseDateHeader(date.strip());
        }
        return signedAt.orElseThrow(
                () -> S3Exception.saying(
                        S3ErrorCode.ACCESS_DENIED,
                        "AWS authentication requires a valid Date or x-amz-date header"));
    }
}
