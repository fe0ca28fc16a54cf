package dev.cairn.s3.auth;

import java.util.List;

/**
 * What a request says about its signature, before any of it is believed.
 *
 * @param signedHeaders names in lower case, as listed
 * @param signature hex, as sent
 * @param signedAt when the client says it signed
 */
record Claim(
        Mechanism mechanism,
        Credential credential,
        List<String> signedHeaders,
        String signature,
        SignedAt signedAt) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    Claim {
        signedHeaders = List.copyOf(signedHeaders);
    }

    static List<String> headerNames(String list) {
        return List.of(list.split(";", -1));
    }
}
