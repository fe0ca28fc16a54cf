package dev.cairn.s3.auth;

import dev.cairn.s3.error.S3ErrorCode;
import dev.cairn.s3.error.S3Exception;

/** Where the signature of a request stands, which decides how S3 words what is wrong with it. */
enum Mechanism {
    HEADER(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, "The authorization header is malformed; "),
    QUERY(
            S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR,
            "Error parsing the X-Amz-Credential parameter; "),
    FORM(S3ErrorCode.INVALID_ARGUMENT, "");

    private final S3ErrorCode code;
    private final String prefix;

    Mechanism(S3ErrorCode code, String prefix) {
        this.code = code;
        this.prefix = prefix;
    }

    /** A credential that is not well-formed or not for this server. */
    S3Exception malformed(String problem, String... elements) {
        return S3Exception.saying(code, prefix + problem, elements);
    }

    /** Anything else that is wrong with the parameters of the signature. */
    S3Exception refused(String message) {
        return S3Exception.saying(code, message);
    }
}
